import type { CompactedSummary } from '../../../core/conversation/conversation.ts';
import { ourTime } from '../../../core/conversation/freshness.ts';
import { savingsOf } from '../../../core/conversation/savings.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { t, tn } from '../../format/i18n.ts';
import { formatScore } from '../../format/numbers.ts';
import { dayText } from '../../format/times.ts';
import { qualityVerdict, verdictWord } from '../../facts/quality-verdict.ts';
import { countsText, versionName } from '../../facts/fact-texts.ts';
import { itemCount } from '../../facts/content/summary-facts.ts';
import { warningText } from '../../facts/warning-text.ts';

/** `v2 · 15 Nov · balanced · 512 → 216 (42%) · 0.88 passed · 12 statements`: a version by its own figures. */
export function versionLine(summary: CompactedSummary, serverSkewMs: number, now: number): string {
  const { version, createdAt, strategyUsed, validationScore: score } = summary;
  const verdict = verdictWord(
    qualityVerdict({
      score,
      passed: summary.validationPassed,
      warning: warningText(summary.qualityWarning),
      earlierVersion: null,
    }),
  );
  const count = itemCount(summary);
  const parts = [
    version === null ? null : versionName(version),
    createdAt === null ? null : dayText(ourTime(createdAt, serverSkewMs), now),
    strategyUsed,
    countsText(savingsOf(summary)),
    score === null ? verdict : verdict === null ? formatScore(score) : t('pair', formatScore(score), verdict),
    count === 0 ? null : tn('statements', count),
    summary.warnings.length === 0 ? null : tn('warnings', summary.warnings.length),
  ];
  return visibleText(parts.filter((part) => part !== null && part !== '').join(' · '));
}
