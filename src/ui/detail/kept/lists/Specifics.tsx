import { useState } from 'preact/hooks';
import type { ConversationId } from '../../../../core/conversation/conversation.ts';
import type { Count } from '../../../../core/tracing/report/kept-report.ts';
import { t } from '../../../format/i18n.ts';
import type { KeptModel } from '../kept-model.ts';
import { KIND_GROUPS } from '../kept-texts.ts';
import { Guard } from './Guard.tsx';
import { FIRST_LOSSES, Losses } from './Losses.tsx';

/** Per kind, how many specifics are in the summary, and which were lost. */
export function Specifics({ id, model }: { id: ConversationId; model: KeptModel }) {
  const [shown, setShown] = useState(FIRST_LOSSES);
  const { kinds, commitments } = model.report;
  const groups = KIND_GROUPS.map(({ label, kinds: own }) => ({ label, count: sum(own.map((kind) => kinds[kind])) }));
  const lines = [{ label: 'kindCommitments' as const, count: commitments }, ...groups];
  return (
    <section class="kept-column kept-specifics" aria-label={t('keptSpecificsTitle')}>
      <div class="kept-column-head">
        <h2>{t('keptSpecificsTitle')}</h2>
        <span class="grow" />
        <span class="mut">{t('keptInSummary')}</span>
      </div>
      <div class="kept-specifics-body">
        <ul class="kept-kinds">
          {lines
            .filter(({ count }) => count.said > 0)
            .map(({ label, count }) => (
              <li key={label} title={t('keptKindTitle', count.kept, count.said, count.inPrompt)}>
                <span class="kept-kind">{t(label)}</span>
                <span class="kept-bar" aria-hidden="true">
                  <span class="kept-bar-kept" style={{ width: `${(100 * count.kept) / count.said}%` }} />
                  <span class="kept-bar-prompt" style={{ width: `${(100 * count.inPrompt) / count.said}%` }} />
                </span>
                <span class="kept-of">{t('outOf', count.kept, count.said)}</span>
                {count.inPrompt > 0 ? (
                  <span class="mut kept-still">{t('keptStillInPrompt', count.inPrompt)}</span>
                ) : null}
              </li>
            ))}
        </ul>
        <Losses model={model} shown={shown} onMore={setShown} />
      </div>
      <Guard
        id={id}
        model={model}
        losses={model.report.losses.slice(0, shown)}
        hasMore={model.report.losses.length > shown}
      />
    </section>
  );
}

function sum(counts: readonly Count[]): Count {
  const total = (field: keyof Count) => counts.reduce((all, count) => all + count[field], 0);
  return { said: total('said'), kept: total('kept'), inPrompt: total('inPrompt') };
}
