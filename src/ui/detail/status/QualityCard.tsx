import type { CompactedSummary, CompactionStatus } from '../../../core/conversation/conversation.ts';
import { formatScore } from '../../format/numbers.ts';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import { earlierVersion, hasLaterRun, warningText } from '../../facts/summary-facts.ts';

/** How well the summary keeps the original, by Synap's own validation. */
export function QualityCard({ status, summary }: { status: CompactionStatus; summary: CompactedSummary | null }) {
  const { score, passed, warning, earlier } = qualityOf(status, summary);
  return (
    <section class="card quality-card">
      <h2>{earlier === null ? t('qualityTitle') : t('qualityOfVersion', earlier)}</h2>
      {score === null ? (
        <p class="mut">{t('qualityNone')}</p>
      ) : (
        <>
          <p>
            <span class="big">{formatScore(score)}</span>{' '}
            <span class="mut">
              {t('qualityScore')}
              {passed === null ? '' : ` · ${passed ? t('qualityPassed') : t('qualityNotPassed')}`}
            </span>
          </p>
          <div
            class={`track thin quality-meter ${passed === false ? 'bad' : ''}`}
            role="meter"
            aria-label={t('qualityScore')}
            aria-valuemin={0}
            aria-valuemax={1}
            aria-valuenow={score}
          >
            <span style={{ width: `${Math.max(0, Math.min(1, score)) * 100}%` }} />
          </div>
        </>
      )}
      {warning ? (
        <p class="note tone-warn">
          <strong>{t('qualityWarning')}</strong>{' '}
          <span>
            <SafeText text={warning.slice(0, 2000)} />
          </span>
        </p>
      ) : (
        <p class="mut">{summary && passed !== null ? t('qualityNoWarning') : ' '}</p>
      )}
    </section>
  );
}

export interface Quality {
  score: number | null;
  passed: boolean | null;
  warning: string | null;
  /** The version it belongs to, where that is not the run that the status tells of. */
  earlier: number | null;
}

/** A failed run's score is its own; what the summary says is of the version before, and the two are never mixed. */
export function qualityOf(status: CompactionStatus, summary: CompactedSummary | null): Quality {
  const score = status.validationScore ?? summary?.validationScore ?? null;
  const ofRun = status.state === 'failed' && status.validationScore !== null;
  if (ofRun || !summary) return { score, passed: null, warning: null, earlier: null };
  return {
    score: hasLaterRun(status) ? summary.validationScore : score,
    passed: summary.validationPassed,
    warning: warningText(summary.qualityWarning),
    earlier: earlierVersion(status, summary),
  };
}
