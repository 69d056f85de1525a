import { STATUS } from '../../core/conversation/part.ts';
import type { AppError } from '../../core/errors.ts';
import type { Lookups } from '../lookup/lookups.ts';
import type { ScheduleDeps } from './poll-schedule.ts';
import { afterFailure, isDue, type WatchRecord } from './watch-record.ts';

export interface PollerDeps extends ScheduleDeps {
  lookups(): Lookups;
  /** A watch changed. */
  onChange(): void;
}

/** Polls one record's status; its next poll waits until this one has been answered. */
export function createPoller(deps: PollerDeps, scheduleNextPoll: () => Promise<void>) {
  const polling = new Set<string>();
  const keyOf = ({ profileId, conversationId }: WatchRecord) => `${profileId}|${conversationId}`;
  const poll = async (record: WatchRecord) => {
    polling.add(keyOf(record));
    try {
      // `onStatus` receives this answer like any other, and reschedules the record.
      const { profileId, conversationId } = record;
      const request = { conversationId, part: STATUS, mode: 'fresh', priority: 'poll', profileId } as const;
      const outcome = await deps.lookups().read(request);
      // A request that fails before it is sent (no key, no permission) does not reach `onStatus`.
      if (!outcome.ok) await postpone(deps, record, outcome.error);
    } finally {
      polling.delete(keyOf(record));
      await scheduleNextPoll();
    }
  };
  return { poll, isPolling: (record: WatchRecord) => polling.has(keyOf(record)) };
}

async function postpone(
  { watches, views, clock, onChange }: PollerDeps,
  { profileId, conversationId }: WatchRecord,
  error: AppError,
): Promise<void> {
  const now = clock.now();
  const { before, after } = await watches.change(profileId, conversationId, (before) =>
    before && isDue(before, now) ? afterFailure(before, error, now) : before,
  );
  if (before === after) return;
  // Nobody else tells the views, which did not ask. Another key, or none, is told as such.
  if (error.kind !== 'cancelled') views.notifyAll({ type: 'failed', profileId, conversationId, part: STATUS, error });
  onChange();
}
