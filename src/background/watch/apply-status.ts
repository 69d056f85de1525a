import type { Answer, CompactionStatus } from '../../core/conversation/conversation.ts';
import { runPatienceMs } from '../../core/conversation/schedule.ts';
import type { Outcome } from '../../core/errors.ts';
import type { HeldStatus } from '../lookup/lookups.ts';
import type { Shown } from './open-views.ts';
import { crowdOf, type ScheduleDeps } from './poll-schedule.ts';
import { afterFailure, afterStatus, newWatch, type WatchRecord } from './watch-record.ts';

/** Applies a status, or its failure, to the watches. */

interface Applied {
  changed: boolean;
  /** The record of a run that has just ended. */
  ended: WatchRecord | null;
  lengthMs: number | null;
}

const NOTHING: Applied = { changed: false, ended: null, lengthMs: null };

export async function applyStatus(
  deps: ScheduleDeps,
  about: Shown,
  outcome: Outcome<Answer<CompactionStatus>>,
  isRunning: boolean,
): Promise<Applied> {
  const { watches, views, clock } = deps;
  const { profileId, conversationId } = about;
  const crowd = await crowdOf(deps, profileId);
  const now = clock.now();
  const shown = views.placeOf(about) !== null;
  let end: Omit<Applied, 'changed'> = NOTHING;
  const { before, after } = await watches.change(profileId, conversationId, (known, all) => {
    if (!outcome.ok) return known && afterFailure(known, outcome.error, now);
    // Also for a view that is hidden now, such as a tab opened in the background, which may be looked at later.
    const isNewRun = !known && isRunning && views.holds(about) && mayFollowMore(all);
    const record = isNewRun ? newWatch({ ...about, label: null, starred: false }, now) : known;
    if (!record) return null;
    const step = afterStatus(record, outcome.value, { now, viewOpen: views.anyVisible(), crowd });
    // A view that shows the profile's conversations reports the end itself.
    const untold = step.ended ? record.starred && !views.anyVisible(profileId) : step.record.untold;
    const next = { ...step.record, untold, unseen: step.record.unseen && !shown };
    if (step.ended) end = { ended: next, lengthMs: step.lengthMs };
    // A run without a star is followed only while it lasts.
    return step.ended && !next.starred ? null : next;
  });
  return { ...end, changed: before !== after };
}

/** Views show no more than this many at once. */
const MAX_UNSTARRED = 100;

function mayFollowMore(all: Iterable<WatchRecord>): boolean {
  return [...all].filter(({ starred }) => !starred).length < MAX_UNSTARRED;
}

/** A run that an earlier answer reported, and that may still be in progress. */
export function isFollowable({ status: { data, meta } }: HeldStatus, now: number): boolean {
  const ageMs = now - meta.retrievedAt;
  return data.state === 'in_progress' && ageMs >= 0 && ageMs < runPatienceMs(data.estimatedCompletionSeconds);
}

/** Follows a run that came into view after its answer did. */
export async function followHeld(deps: ScheduleDeps, held: HeldStatus): Promise<void> {
  const { watches, views, clock } = deps;
  const { profileId, conversationId, status } = held;
  const crowd = await crowdOf(deps, profileId);
  const now = clock.now();
  await watches.change(profileId, conversationId, (known, all) => {
    if (known || !mayFollowMore(all)) return known;
    const made = newWatch({ profileId, conversationId, label: null, starred: false }, now);
    const { record } = afterStatus(made, status, { now, viewOpen: views.anyVisible(), crowd });
    // The delay counts from the answer.
    const waitedMs = now - status.meta.retrievedAt;
    return { ...record, nextAt: record.nextAt === null ? null : Math.max(now, record.nextAt - waitedMs) };
  });
}
