import { STATUS } from '../../../core/conversation/part.ts';
import type { ComponentChildren } from 'preact';
import {
  EXPECTED_KEPT,
  type AnswerMeta,
  type CompactionStatus,
  type Strategy,
} from '../../../core/conversation/conversation.ts';
import { ourTime } from '../../../core/conversation/freshness.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { Ago } from '../../components/basics/Ago.tsx';
import { sourceTextLong } from '../../facts/source-texts.ts';
import { useIsDemo, useNow } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { cacheExpiryText } from '../../format/cache-expiry.ts';
import { percent } from '../../format/numbers.ts';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import { clockTime, durationText, exactTime } from '../../format/times.ts';
import { hasLaterRun, type ConversationFacts } from '../../facts/conversation-facts.ts';

interface RunCardProps {
  model: ConversationModel;
  status: CompactionStatus;
  facts: ConversationFacts;
}

/** The latest run, and the source of the answer about it. */
export function RunCard({ model, status, facts }: RunCardProps) {
  const meta = model.slot(STATUS).value.answer?.meta;
  const isDemo = useIsDemo();
  if (!meta) return null;
  // An earlier version's strategy says nothing about this run.
  const isOther = hasLaterRun(status) || (facts.statusBehind && status.latestVersion !== facts.version);
  const strategy = isOther ? null : facts.strategy;
  const took =
    status.completedAt !== null && status.latestCreatedAt !== null ? status.completedAt - status.latestCreatedAt : null;
  return (
    <section class="card run-card">
      <h2>{t('runTitle')}</h2>
      <dl>
        <Fact name={t('runId')}>
          <CopyFact
            value={status.compactionId ?? (isOther ? null : (facts.summary?.compactionId ?? null))}
            label={t('copyRunId')}
          />
        </Fact>
        <Fact name={t('runVersion')}>{versionText(status, isOther)}</Fact>
        {strategy ? (
          <Fact name={t('runStrategy')}>
            <SafeText text={strategy} /> <span class="mut">{expectedText(strategy)}</span>
          </Fact>
        ) : null}
        <Moment name={t('runStarted')} at={status.latestCreatedAt} meta={meta} />
        <Moment name={endedName(status)} at={status.completedAt} meta={meta} after={took} />
        {/* Where there is room, the foot says it for every tab. */}
        <div class="run-card-source">
          <Fact name={t('runSource')}>{sourceTextLong(meta.source, isDemo)}</Fact>
          <Fact name={t('runAnswered')}>
            <Ago at={meta.retrievedAt} /> {isDemo ? null : <Holds meta={meta} />}
          </Fact>
          <Fact name={t('runCorrelation')}>
            <CopyFact value={meta.correlationId} label={t('copyCorrelationId')} />
          </Fact>
        </div>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function CopyFact({ value, label }: { value: string | null; label: string }) {
  if (!value) return <>{t('notSaid')}</>;
  return (
    <span class="run-card-copy">
      <span class="mono ellipsis" title={visibleText(value)}>
        <SafeText text={value} />
      </span>
      <CopyButton text={() => value} label={label} />
    </span>
  );
}

interface MomentProps {
  name: string;
  at: number | null;
  meta: AnswerMeta;
  /** How long it took, in milliseconds. */
  after?: number | null;
}

function Moment({ name, at, meta, after = null }: MomentProps) {
  const now = useNow();
  if (at === null) return null;
  const local = ourTime(at, meta.serverSkewMs);
  return (
    <Fact name={name}>
      <time title={exactTime(local)}>{clockTime(local, now)}</time>{' '}
      <span class="mut">{after !== null && after >= 0 ? t('aside', durationText(after)) : ''}</span>
    </Fact>
  );
}

function Holds({ meta }: { meta: AnswerMeta }) {
  return <span class="mut">{t('aside', cacheExpiryText(meta, useNow()))}</span>;
}

function versionText(status: CompactionStatus, isOther: boolean): string {
  if (status.latestVersion === null) return t('notSaid');
  return isOther ? t('versionSoFar', status.latestVersion) : t('versionLatest', status.latestVersion);
}

function endedName(status: CompactionStatus): string {
  return status.state === 'failed' ? t('runEnded') : t('runCompleted');
}

/** `(targets about 40%)`; empty when nothing is expected of the strategy. */
export function expectedText(strategy: string): string {
  const expected = Object.hasOwn(EXPECTED_KEPT, strategy) ? EXPECTED_KEPT[strategy as Strategy] : null;
  return expected === null ? '' : t('strategyExpects', percent(expected));
}
