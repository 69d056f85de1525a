import { isNumber } from '../../core/shape.ts';
import type { Clock } from '../../core/clock.ts';
import { unseenMs } from '../../core/conversation/schedule.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import type { Pause } from '../../protocol/overview.ts';
import { ignoreErrors } from '../serialize.ts';
import { storedItem } from '../stored-item.ts';
import type { Pauses } from '../outbound/pauses.ts';
import { afterGap, afterSetBack, type WatchRecord } from './watch-record.ts';
import type { WatchStore } from './watch-store.ts';

/**
 * When the watches were last looked at. A clock that was set, or a machine that slept, shows in it: such time does not
 * count towards a watch's deadline. Kept in the session store, so that a stopped worker is not taken for a sleep.
 */
export interface LastLook {
  /** Looks now, and brings the watches to a clock that has jumped. Resolves with true when any changed. */
  take(): Promise<boolean>;
  /** Epoch ms of the last look before this worker's first. */
  wokenAt(): number;
}

const KEY = 'watches-seen';
/** A look is stored this often at most. */
const STORED_EVERY_MS = 20_000;

interface LastLookDeps {
  watches: WatchStore;
  session: KeyValueStore;
  clock: Clock;
  pauses: Pauses;
}

export function createLastLook({ watches, session, clock, pauses }: LastLookDeps): LastLook {
  const stored = storedItem(session, KEY, isNumber);
  let seenAt: number | null = null;
  let storedAt = -Infinity;
  let wokenAt = -Infinity;
  const wake = async (records: readonly WatchRecord[]) => {
    const held = await stored.get().catch(() => undefined);
    // A new browser session knows of none: a watch was polled last when its next poll was set.
    wokenAt = held ?? Math.max(-Infinity, ...records.map(({ setAt }) => setAt).filter((at) => at <= clock.now()));
    seenAt ??= wokenAt;
  };
  const note = (now: number) => {
    if (Math.abs(now - storedAt) < STORED_EVERY_MS) return;
    storedAt = now;
    ignoreErrors(stored.set(now));
  };
  return {
    wokenAt: () => wokenAt,
    take: async () => {
      const records = await watches.all();
      if (seenAt === null) await wake(records);
      // A paused profile is not polled by design: its watches give up when the pause outlasts them.
      const paused = await pausedProfiles(records, pauses);
      const polled = records.filter(({ profileId }) => !paused.has(profileId));
      const now = clock.now();
      const gapMs = unseenMs(seenAt ?? now, firstDue(polled), now);
      seenAt = now;
      if (records.length > 0) note(now);
      const afterJump = (record: WatchRecord) =>
        afterGap(afterSetBack(record, now), paused.has(record.profileId) ? 0 : gapMs, now);
      return records.some((record) => afterJump(record) !== record) && watches.changeAll(afterJump);
    },
  };
}

/** When the first of them was or will be due; Infinity: none. */
function firstDue(records: readonly WatchRecord[]): number {
  return records.reduce((first, { nextAt }) => Math.min(first, nextAt ?? Infinity), Infinity);
}

/** The pauses that hold profiles of these records. */
export async function pausedProfiles(records: readonly WatchRecord[], pauses: Pauses): Promise<Map<string, Pause>> {
  const paused = new Map<string, Pause>();
  for (const profileId of new Set(records.map((record) => record.profileId))) {
    const pause = await pauses.get(profileId);
    if (pause) paused.set(profileId, pause);
  }
  return paused;
}
