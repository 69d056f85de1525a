import type { CompactedSummary } from '../../../core/conversation/conversation.ts';
import { ourTime } from '../../../core/conversation/freshness.ts';
import { savingsOf } from '../../../core/conversation/savings.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { tn } from '../../format/i18n.ts';
import { formatScore, formatTokens, percent } from '../../format/numbers.ts';
import { dayText } from '../../format/times.ts';
import { qualityVerdict, verdictWord } from '../../facts/quality-verdict.ts';
import { itemCount } from '../../facts/content/summary-facts.ts';
import { warningText } from '../../facts/warning-text.ts';

/** `v2 · 15 Nov · balanced · 512 → 216 (42%) · 0.88 passed · 12 statements`: a version by its own figures. */
export function versionLine(summary: CompactedSummary, serverSkewMs: number, now: number): string {
  const { version, createdAt, strategyUsed, validationScore: score } = summary;
  const { original, compacted, keptRatio } = savingsOf(summary, null);
  const verdict = verdictWord(
    qualityVerdict({
      score,
      passed: summary.validationPassed,
      warning: warningText(summary.qualityWarning),
      earlierVersion: null,
    }),
  );
  const count = itemCount(summary);
  const kept = keptRatio === null ? '' : ` (${percent(keptRatio)})`;
  const parts = [
    version === null ? null : `v${version}`,
    createdAt === null ? null : dayText(ourTime(createdAt, serverSkewMs), now),
    strategyUsed,
    original === null || compacted === null ? null : `${formatTokens(original)} → ${formatTokens(compacted)}${kept}`,
    score === null ? verdict : [formatScore(score), verdict].join(' ').trim(),
    count === 0 ? null : tn('statements', count),
    summary.warnings.length === 0 ? null : tn('warnings', summary.warnings.length),
  ];
  return visibleText(parts.filter((part) => part !== null && part !== '').join(' · '));
}
