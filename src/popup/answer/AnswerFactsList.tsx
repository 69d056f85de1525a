import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Answer, CompactionStatus } from '../../core/conversation/conversation.ts';
import type { Freshness } from '../../core/conversation/freshness.ts';
import { useNow } from '../../ui/model/app.ts';
import { Ago } from '../../ui/components/basics/Ago.tsx';
import type { ConversationModel } from '../../ui/model/conversation-model.ts';
import { learnEstimate, runProgress, type RunEstimate, type RunProgress } from '../../ui/model/run-estimate.ts';
import { holdsText } from '../../ui/format/cache-expiry.ts';
import { formatScore, formatTokens, percent } from '../../ui/format/numbers.ts';
import { SafeText } from '../../ui/components/basics/SafeText.tsx';
import type { ShownStatus } from '../../ui/model/slot.ts';
import { t, tn } from '../../ui/format/i18n.ts';
import { countdownText, durationText } from '../../ui/format/times.ts';
import { answerFacts, freshnessOf, type AnswerFacts } from './answer-facts.ts';

/** The full view has all of it. */
const LONGEST_REASON = 300;

/** The rows are always there, so that nothing moves when their answers arrive. */
export function AnswerFactsList({ model, shown }: { model: ConversationModel; shown: ShownStatus | null }) {
  const now = useNow();
  const status = model.status.value.answer;
  const summary = model.summary('structured', null).value;
  const prompt = model.prompt('structured').value;
  const facts = answerFacts(status?.data ?? null, summary.answer?.data ?? null);
  const { savings, score, version, strategy } = facts;
  const run = useRunProgress(status, now);
  // Asked and nothing known yet.
  const asked = shown === 'loading';
  const summing = asked || summary.loading;
  return (
    <dl class="answer-facts">
      {run && (
        <Row name={t('popupRun')}>
          <Run run={run} />
        </Row>
      )}
      {shown === 'failed' && (
        <Row name={t('popupRun')}>
          <SafeText text={(status?.data.errorMessage ?? t('popupNoReason')).slice(0, LONGEST_REASON)} />
        </Row>
      )}
      <Row name={t('popupTokens')} tall wait={summing && savings.keptRatio === null}>
        <Tokens facts={facts} messages={shown === 'none' ? (prompt.answer?.data.totalMessageCount ?? null) : null} />
      </Row>
      <Row name={t('popupQuality')} wait={summing && score === null}>
        <Quality facts={facts} />
      </Row>
      <Row name={t('popupFreshness')} wait={(asked || prompt.loading) && !prompt.answer}>
        <Fresh freshness={freshnessOf(prompt.answer, now)} />
      </Row>
      <Row name={t('popupVersion')} wait={summing && version === null}>
        {version !== null && t('popupVersionNumber', version)}
        {version !== null && strategy !== null && <SafeText text={` · ${strategy}`} />}
      </Row>
      <Row name={t('popupSource')} wait={asked && !status}>
        {status && (
          <>
            {t(status.meta.source === 'cache' ? 'popupFromCache' : 'popupFromCloud')} ·{' '}
            <Ago at={status.meta.retrievedAt} /> · {holdsText(status.meta, now)}
          </>
        )}
      </Row>
    </dl>
  );
}

/** The same estimate as in the full view: the earliest end that Synap ever implied. */
function useRunProgress(status: Answer<CompactionStatus> | null, now: number): RunProgress | null {
  const known = useRef<RunEstimate | null>(null);
  if (status?.data.state !== 'in_progress') return null;
  known.current = learnEstimate(known.current, status.data, status.meta);
  return runProgress(known.current, now);
}

interface RowProps {
  name: string;
  wait?: boolean;
  /** Keeps room for a bar. */
  tall?: boolean;
  children: ComponentChildren;
}

/** What is not known is a dash (by the style sheet); what is awaited a grey bar. */
function Row({ name, wait = false, tall = false, children }: RowProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd class={tall ? 'tall' : ''}>
        {wait ? <span class="answer-wait" role="img" aria-label={t('popupWaiting')} /> : children}
      </dd>
    </>
  );
}

function Bar({ share }: { share: number }) {
  return (
    <span class="track thin" aria-hidden="true">
      <span style={{ width: `${Math.min(100, share * 100)}%` }} />
    </span>
  );
}

function Tokens({ facts, messages }: { facts: AnswerFacts; messages: number | null }) {
  const { original, compacted, keptRatio } = facts.savings;
  if (keptRatio === null) return messages === null ? null : <>{tn('popupAllRaw', messages)}</>;
  return (
    <>
      {original !== null && compacted !== null && (
        <b>{t('popupTokensFromTo', formatTokens(original), formatTokens(compacted))}</b>
      )}{' '}
      <span class="answer-kept mut">{keptWords(keptRatio)}</span>
      <Bar share={keptRatio} />
    </>
  );
}

function Quality({ facts: { score, passed, warning } }: { facts: AnswerFacts }) {
  if (score === null && passed === null && warning === false) return null;
  return (
    <>
      {score !== null && <b>{formatScore(score)} </b>}
      {passed !== null && <span class="mut">{t(passed ? 'popupPassed' : 'popupNotPassed')}</span>}
      {warning !== false && (
        <span class="answer-warning">
          <SafeText text={warning === true ? t('popupQualityWarning') : warning} />
        </span>
      )}
    </>
  );
}

function Fresh({ freshness }: { freshness: Freshness | null }) {
  if (!freshness || freshness.state === 'unknown') return null;
  const stale = freshness.state === 'stale';
  return (
    <>
      <span class={`chip ${stale ? 'tone-warn' : 'tone-ok'}`}>{t(stale ? 'popupStale' : 'popupFresh')}</span>{' '}
      <span class="mut">{freshReason(freshness)}</span>
    </>
  );
}

function Run({ run: { ranMs, leftMs, share, over } }: { run: RunProgress }) {
  return (
    <>
      {t('popupRunFor', durationText(Math.floor(ranMs / 1000) * 1000))}{' '}
      {over && <span class="mut">{t('popupRunOverdue')}</span>}
      {leftMs !== null && <span class="mut">{t('popupRunLeft', countdownText(leftMs))}</span>}
      {share !== null && <Bar share={share} />}
    </>
  );
}

/** "kept 14 % (saved 86 %)", or by how much it grew. */
export function keptWords(keptRatio: number): string {
  return keptRatio > 1
    ? t('popupGrew', percent(keptRatio))
    : t('popupKept', percent(keptRatio), percent(1 - keptRatio));
}

export function freshReason(freshness: Freshness): string {
  for (const reason of freshness.reasons) {
    if (reason.kind === 'newer-messages') return tn('newerMessages', reason.count);
    if (reason.kind === 'old') return t('popupOld', durationText(reason.ageMs));
  }
  return t(freshness.state === 'stale' ? 'popupStaleSaid' : 'popupNoNewer');
}
