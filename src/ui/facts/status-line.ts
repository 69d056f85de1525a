import type { CompactedSummary, CompactionStatus } from '../../core/conversation/conversation.ts';
import { savingsOf } from '../../core/conversation/savings.ts';
import { visibleText } from '../../core/visible-text.ts';
import { formatScore, formatTokens, percent } from '../format/numbers.ts';
import { t } from '../format/i18n.ts';
import { agoText, durationText } from '../format/times.ts';

const LONGEST_ERROR = 160;

/**
 * One line that says it all, ready to copy. `now` is the present by the clock that dated the status (the
 * server's: ours plus the answer's `serverSkewMs`). A summary of another version than the status's is left out.
 */
export function oneLine(status: CompactionStatus, summary: CompactedSummary | null, now: number): string {
  return visibleText(parts(status, summary, now).join(' · ').replace(/\s+/g, ' '));
}

function parts(status: CompactionStatus, summary: CompactedSummary | null, now: number): string[] {
  switch (status.state) {
    case 'none':
      return [t('lineNone')];
    case 'unknown':
      return [t('lineUnknown', status.statusWord)];
    case 'failed':
      return [
        t('lineFailed'),
        ...(status.errorMessage ? [status.errorMessage.slice(0, LONGEST_ERROR)] : []),
        ...ago(status.completedAt ?? status.latestCreatedAt, now),
      ];
    case 'in_progress':
      return running(status, now);
    case 'completed':
      return completed(status, summaryOf(status, summary), now);
  }
}

function running(status: CompactionStatus, now: number): string[] {
  const line = [t('lineRunning')];
  if (status.latestCreatedAt !== null) line.push(t('lineStarted', agoText(status.latestCreatedAt, now)));
  if (status.estimatedCompletionSeconds !== null) {
    line.push(t('lineEstimate', durationText(status.estimatedCompletionSeconds * 1000)));
  }
  return line;
}

function completed(status: CompactionStatus, summary: CompactedSummary | null, now: number): string[] {
  const version = status.latestVersion ?? summary?.version ?? null;
  const line = [version === null ? t('lineCompacted') : t('lineCompactedVersion', version)];
  if (summary?.strategyUsed) line.push(summary.strategyUsed);
  line.push(...tokens(status, summary));
  const score = status.validationScore ?? summary?.validationScore ?? null;
  if (score !== null) line.push(t('lineScore', formatScore(score)));
  return [...line, ...ago(status.completedAt ?? summary?.createdAt ?? null, now)];
}

function tokens(status: CompactionStatus, summary: CompactedSummary | null): string[] {
  const { original, compacted, keptRatio } = savingsOf(summary, status.compressionRatio);
  if (original === null || compacted === null) return keptRatio === null ? [] : [t('lineKept', percent(keptRatio))];
  const counts = t('lineTokens', formatTokens(original), formatTokens(compacted));
  return [keptRatio === null ? counts : `${counts} (${t('lineKept', percent(keptRatio))})`];
}

/** The summary, where it belongs to the run that the status tells of. */
export function summaryOf(status: CompactionStatus, summary: CompactedSummary | null): CompactedSummary | null {
  if (!summary || status.latestVersion === null || summary.version === null) return summary;
  return summary.version === status.latestVersion ? summary : null;
}

function ago(then: number | null, now: number): string[] {
  return then === null ? [] : [agoText(then, now)];
}
