import { PART_KINDS, PARTS, PROMPT, STATUS, type PartKind } from '../../core/conversation/part.ts';
import { useState } from 'preact/hooks';
import type { AppError } from '../../core/errors.ts';
import { visibleText } from '../../core/visible-text.ts';
import { useApp, useNow } from '../../ui/model/app.ts';
import type { ConversationModel } from '../../ui/model/conversation-model.ts';
import { CopyButton } from '../../ui/components/basics/CopyButton.tsx';
import { ErrorNote } from '../../ui/components/notices/ErrorNote.tsx';
import { heldAnswers } from '../../ui/facts/conversation-facts.ts';
import { oneLine } from '../../ui/facts/status-line.ts';
import { SafeText } from '../../ui/components/basics/SafeText.tsx';
import { dataStatus, shownStatus } from '../../ui/model/slot.ts';
import { StatusChip } from '../../ui/components/basics/StatusChip.tsx';
import { t } from '../../ui/format/i18n.ts';
import { WatchButton } from '../../ui/components/controls/WatchButton.tsx';
import { AnswerFactsList } from './AnswerFactsList.tsx';
import { useAnswer } from './use-answer.ts';

interface Props {
  model: ConversationModel;
  label: string | null;
  /** Whether Synap may be asked; otherwise only the cache is read. */
  ask: boolean;
  /** Increased by every click that refreshes. */
  turn: number;
}

/** The whole answer for one conversation, at one glance. */
export function AnswerCard({ model, label, ask, turn }: Props) {
  const { store, shell } = useApp();
  const [refreshes, setRefreshes] = useState(0);
  useAnswer(model, ask, turn + refreshes);
  const status = model.slot(STATUS).value;
  const prompt = model.slot(PROMPT).value;
  const shown = shownStatus(status, prompt) ?? (ask ? 'loading' : null);
  const errors = distinctErrors([
    store.overview.value?.pause?.error,
    ...PART_KINDS.map((kind) => model.slot<PartKind>(PARTS[kind]).value.error),
  ]);
  return (
    <section
      class="answer"
      aria-label={t('popupAnswer')}
      data-conversation-id={model.id}
      data-status={dataStatus(status, prompt) ?? shown ?? undefined}
      data-source={status.answer?.meta.source}
    >
      <div class="row">
        <span role="status">
          <StatusChip status={shown} word={status.answer?.data.statusWord ?? null} />
        </span>
        <span class="grow" />
        <WatchButton model={model} label={label} />
        <button class="btn" type="button" aria-busy={status.loading} onClick={() => setRefreshes(refreshes + 1)}>
          {t('popupRefresh')}
        </button>
      </div>
      <Title model={model} label={label} />
      {!ask && shown === null && <p class="note tone-mute">{t('popupNotAsked')}</p>}
      {errors.map((error) => (
        <ErrorNote key={error.kind} error={error} onRetry={() => setRefreshes(refreshes + 1)} />
      ))}
      {errors.length > 0 && !status.answer ? null : <AnswerFactsList model={model} shown={shown} />}
      <button class="btn answer-open" type="button" onClick={() => shell.openFullView(model.id)}>
        {t('popupOpenFull')}
      </button>
    </section>
  );
}

function Title({ model, label }: { model: ConversationModel; label: string | null }) {
  const line = oneLine(heldAnswers(model), useNow());
  return (
    <div class="answer-title">
      <h2 class="ellipsis" title={label === null ? undefined : visibleText(label)}>
        {/* The page's label arrives with the scan; a placeholder keeps its space. */}
        {label === null ? t('popupUntitled') : <SafeText text={label} />}
      </h2>
      <div class="row">
        <span class="mono mut ellipsis">{model.id}</span>
        <CopyButton text={() => model.id} label={t('popupCopyId')} />
      </div>
      <div class="row answer-line">
        <span class="grow">{line}</span>
        {line !== null && <CopyButton text={() => line} label={t('popupCopyLine')} />}
      </div>
    </div>
  );
}

/** Removes repeated kinds (the three parts often fail alike) and cancelled requests. */
export function distinctErrors(errors: (AppError | null | undefined)[]): AppError[] {
  const byKind = new Map<string, AppError>();
  for (const error of errors) {
    if (error && error.kind !== 'cancelled' && !byKind.has(error.kind)) byKind.set(error.kind, error);
  }
  return [...byKind.values()];
}
