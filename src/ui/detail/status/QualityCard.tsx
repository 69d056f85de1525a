import { formatScore } from '../../format/numbers.ts';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import type { Quality } from '../../facts/conversation-facts.ts';
import { PASSING_SCORE, qualityVerdict, verdictWord } from '../../facts/quality-verdict.ts';

/** How well the summary preserves the original, by Synap's own validation. */
export function QualityCard({ quality }: { quality: Quality }) {
  const { score, passed, warning, earlierVersion } = quality;
  const verdict = qualityVerdict(quality);
  const word = verdictWord(verdict);
  return (
    <section class="card quality-card">
      <h2>{earlierVersion === null ? t('qualityTitle') : t('qualityOfVersion', earlierVersion)}</h2>
      {score === null ? (
        <p class="mut">
          {t('qualityNone')}
          {word === null ? null : <span class={`verdict-${verdict}`}> · {word}</span>}
        </p>
      ) : (
        <>
          <p>
            <span class="big">{formatScore(score)}</span> <span class="mut">{t('qualityScore')}</span>
            {word === null ? null : <span class={`verdict-${verdict}`}> · {word}</span>}
          </p>
          <ScoreMeter score={score} tone={verdict} />
        </>
      )}
      {warning ? (
        <p class="note tone-warn">
          <strong>{t('qualityWarning')}</strong>{' '}
          <span>
            <SafeText text={warning} block />
          </span>
        </p>
      ) : (
        <p class="mut">{passed !== null ? t('qualityNoWarning') : ' '}</p>
      )}
    </section>
  );
}

/** Coloured by the verdict, with a tick where passing begins. */
function ScoreMeter({ score, tone }: { score: number; tone: string }) {
  return (
    <div
      class={`track thin quality-meter ${tone}`}
      role="meter"
      aria-label={t('qualityScore')}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={score}
    >
      <span style={{ width: `${Math.max(0, Math.min(1, score)) * 100}%` }} />
      <i
        class="quality-tick"
        style={{ insetInlineStart: `${PASSING_SCORE * 100}%` }}
        title={t('qualityTick', formatScore(PASSING_SCORE))}
      />
    </div>
  );
}
