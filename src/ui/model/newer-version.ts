import type { CompactedSummary, CompactionStatus } from '../../core/conversation/conversation.ts';
import type { Part } from '../../core/conversation/part.ts';

/** Whether `next` tells of a summary that did not exist at `before`. */
export function hasNewSummary(next: CompactionStatus, before: CompactionStatus): boolean {
  if ((next.latestVersion ?? 0) > (before.latestVersion ?? 0)) return true;
  if (next.state !== 'completed') return false;
  const isOtherRun = next.compactionId !== null && next.compactionId !== before.compactionId;
  return isOtherRun || before.state === 'in_progress';
}

/** Whether the status is behind the latest summary: a run has ended since, of which it does not tell. */
export function isBehind(status: CompactionStatus, summary: CompactedSummary | null): boolean {
  const { latestVersion, state } = status;
  const known = latestVersion ?? (state === 'none' ? 0 : null);
  return known !== null && (summary?.version ?? 0) > known;
}

/** Whether the part is of the latest version, whichever that is: a pinned one never changes. */
export function isOfLatest(part: Part): boolean {
  return part.kind === 'prompt' || (part.kind === 'summary' && part.version === null);
}
