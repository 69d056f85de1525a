import { formatScore } from '../../format/numbers.ts';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import type { Quality } from '../../facts/conversation-facts.ts';

/** How well the summary preserves the original, by Synap's own validation. */
export function QualityCard({ quality }: { quality: Quality }) {
  const { score, passed, warning, earlierVersion } = quality;
  return (
    <section class="card quality-card">
      <h2>{earlierVersion === null ? t('qualityTitle') : t('qualityOfVersion', earlierVersion)}</h2>
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
        <p class="mut">{passed !== null ? t('qualityNoWarning') : ' '}</p>
      )}
    </section>
  );
}
