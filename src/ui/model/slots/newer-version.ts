import type { CompactedSummary, CompactionStatus } from '../../../core/conversation/conversation.ts';
import type { Part } from '../../../core/conversation/part.ts';
import { isSummaryAhead, learnRun, runNews } from '../../../core/conversation/run-order.ts';

/** Whether `next` tells of a summary that did not exist at `before`. */
export function hasNewSummary(next: CompactionStatus, before: CompactionStatus): boolean {
  if ((next.latestVersion ?? 0) > (before.latestVersion ?? 0)) return true;
  const news = runNews(learnRun(null, before), next);
  return next.state === 'completed' && news !== 'same' && news !== 'older';
}

/** Tells whether the status is behind the latest summary, from a run that has ended since. */
export function isBehind(status: CompactionStatus, summary: CompactedSummary | null): boolean {
  // A server that numbers no versions in its status is not behind for that.
  const isNumbered = status.latestVersion !== null || status.state === 'none';
  return isNumbered && isSummaryAhead(learnRun(null, status), summary);
}

/** Whether the part is of the latest version, whichever that is: a pinned one never changes. */
export function isOfLatest(part: Part): boolean {
  return part.kind === 'prompt' || (part.kind === 'summary' && part.version === null);
}
