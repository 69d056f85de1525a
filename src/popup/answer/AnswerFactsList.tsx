import { qualityVerdict } from '../../ui/facts/quality-verdict.ts';
import { shortText } from '../../core/cut-text.ts';
import { PROMPT, SUMMARY } from '../../core/conversation/part.ts';
import type { ComponentChildren } from 'preact';
import type { AppError } from '../../core/errors.ts';
import type { Savings } from '../../core/conversation/savings.ts';
import { conversationFacts, heldAnswers, type ConversationFacts } from '../../ui/facts/conversation-facts.ts';
import { errorInShort } from '../../ui/facts/error-facts.ts';
import { keptText, versionText } from '../../ui/facts/fact-texts.ts';
import { sourceText } from '../../ui/facts/source-texts.ts';
import type { SummaryFreshness } from '../../ui/facts/freshness/freshness-facts.ts';
import { freshnessReason } from '../../ui/facts/freshness/freshness-texts.ts';
import { useIsDemo, useNow, useRunProgress } from '../../ui/model/app.ts';
import { Ago } from '../../ui/components/basics/Ago.tsx';
import type { ConversationModel } from '../../ui/model/conversation-model.ts';
import type { RunProgress } from '../../ui/model/slots/run-estimate.ts';
import { cacheExpiryText } from '../../ui/format/cache-expiry.ts';
import { formatScore, formatTokens } from '../../ui/format/numbers.ts';
import { SafeText } from '../../ui/components/basics/SafeText.tsx';
import type { ShownStatus } from '../../ui/model/slots/slot.ts';
import { t, tn } from '../../ui/format/i18n.ts';
import { countdownText, passedText } from '../../ui/format/times.ts';

/** The full view shows all of it. */
const MAX_REASON_CHARS = 300;

/** The rows are always rendered, so that nothing moves when their answers arrive. */
export function AnswerFactsList({ model, shown }: { model: ConversationModel; shown: ShownStatus | null }) {
  const now = useNow();
  const isDemo = useIsDemo();
  const run = useRunProgress(model);
  const held = heldAnswers(model);
  const { status } = held;
  const { savings, quality, strategy, freshness, ...facts } = conversationFacts(held, now);
  const summary = model.slot(SUMMARY).value;
  const prompt = model.slot(PROMPT).value;
  const version = versionText(status?.data ?? null, facts.version);
  // Loading, with nothing known yet. A request that failed is not waited for.
  const loading = shown === 'loading';
  const summaryLoading = !summary.error && (loading || summary.loading);
  const promptLoading = !prompt.error && (loading || prompt.loading);
  return (
    <dl class="answer-facts">
      {run && (
        <Row name={t('popupRun')}>
          <Run run={run} />
        </Row>
      )}
      {shown === 'failed' && (
        <Row name={t('popupRun')}>
          <SafeText text={shortText(status?.data.errorMessage ?? t('popupNoReason'), MAX_REASON_CHARS)} block />
        </Row>
      )}
      <Row name={t('popupTokens')} tall wait={summaryLoading && savings.keptRatio === null}>
        <Tokens
          savings={savings}
          messages={shown === 'none' ? (prompt.answer?.data.totalMessageCount ?? null) : null}
        />
      </Row>
      <Row name={t('popupQuality')} wait={summaryLoading && quality.score === null}>
        <Quality quality={quality} />
      </Row>
      <Row name={t('popupFreshness')} wait={promptLoading && !held.prompt}>
        <Fresh freshness={freshness} error={prompt.error} />
      </Row>
      <Row name={t('popupVersion')} wait={summaryLoading && version === null}>
        {version}
        {version !== null && <Strategy strategy={strategy} />}
      </Row>
      <Row name={t('popupSource')} wait={loading && !status}>
        {status && (
          <>
            {sourceText(status.meta.source, isDemo)}
            {isDemo ? null : (
              <>
                {' · '}
                <Ago at={status.meta.retrievedAt} /> · {cacheExpiryText(status.meta, now)}
              </>
            )}
          </>
        )}
      </Row>
    </dl>
  );
}

function Strategy({ strategy }: { strategy: string | null }) {
  if (strategy === null) return null;
  return (
    <>
      {' · '}
      <SafeText text={strategy} />
    </>
  );
}

interface RowProps {
  name: string;
  wait?: boolean;
  /** Keeps room for a bar. */
  tall?: boolean;
  children: ComponentChildren;
}

/** An unknown value is a dash (by the style sheet), a pending one a grey bar. */
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

function Tokens({ savings, messages }: { savings: Savings; messages: number | null }) {
  const { original, compacted, keptRatio } = savings;
  if (keptRatio === null) return messages === null ? null : <>{tn('popupAllRaw', messages)}</>;
  return (
    <>
      {original !== null && compacted !== null && <b>{t('fromTo', formatTokens(original), formatTokens(compacted))}</b>}{' '}
      <span class="answer-kept mut">{keptText(savings)}</span>
      <Bar share={keptRatio} />
    </>
  );
}

const VERDICT_WORDS = { passed: 'popupPassed', doubtful: 'qualityDoubtful', failed: 'popupNotPassed' } as const;

function Quality({ quality }: { quality: ConversationFacts['quality'] }) {
  const { score, warning } = quality;
  const verdict = qualityVerdict(quality);
  if (score === null && verdict === 'unknown' && warning === null) return null;
  return (
    <>
      {score !== null && <b>{formatScore(score)} </b>}
      {verdict !== 'unknown' && <span class={`verdict-${verdict}`}>{t(VERDICT_WORDS[verdict])}</span>}
      {warning !== null && (
        <span class="answer-warning">
          <SafeText text={warning} block />
        </span>
      )}
    </>
  );
}

/** The chip is shown above. */
function Fresh({ freshness, error }: { freshness: SummaryFreshness; error: AppError | null }) {
  if (freshness.kind === 'none') return null;
  const failed = freshness.kind === 'unknown' && error ? t('errorTold', errorInShort(error)) : null;
  return <span class="mut">{[failed, freshnessReason(freshness)].filter((text) => text !== null).join(' · ')}</span>;
}

function Run({ run: { ranMs, leftMs, share, over } }: { run: RunProgress }) {
  return (
    <>
      {t('popupRunFor', passedText(ranMs))} {over && <span class="mut">{t('popupRunOverdue')}</span>}
      {leftMs !== null && <span class="mut">{t('popupRunLeft', countdownText(leftMs))}</span>}
      {share !== null && <Bar share={share} />}
    </>
  );
}
