import type { Clock } from '../../core/clock.ts';
import { ALARM_PERIOD_MS, compareDue } from '../../core/conversation/schedule.ts';
import type { Alarms } from '../../platform/worker/alarms.ts';
import type { Pauses } from '../outbound/pauses.ts';
import type { OpenViews } from './open-views.ts';
import { dueAt, isDue, type WatchRecord } from './watch-record.ts';
import type { WatchStore } from './watch-store.ts';

/** Which watches to poll now, and when to check again. */

export const POLL_ALARM = 'poll';

/** Code that makes a record due also polls it at once; the timer only follows up. */
const SOONEST_MS = 250;
/** After a wake, the views' ports need a moment to reconnect. */
const VIEWS_RETURN_MS = 15_000;

export interface ScheduleDeps {
  watches: WatchStore;
  views: OpenViews;
  clock: Clock;
  pauses: Pauses;
  alarms: Alarms;
  mayPollInBackground(): Promise<boolean>;
}

/** A run without a star is polled only while a view holds it; its record may wait for the view to return. */
function isWanted(record: WatchRecord, views: OpenViews): boolean {
  return record.starred || views.holds(record);
}

/** The records to poll now, the most urgent first. */
export async function dueRecords(deps: ScheduleDeps, typicalMs: number | null): Promise<WatchRecord[]> {
  const { watches, views, clock, pauses } = deps;
  if (!views.anyVisible() && !(await deps.mayPollInBackground())) return [];
  const now = clock.now();
  const due: WatchRecord[] = [];
  for (const record of await watches.all()) {
    if (!isDue(record, now) || !isWanted(record, views)) continue;
    if ((await pauses.get(record.profileId)) === null) due.push(record);
  }
  const order = compareDue(typicalMs);
  const facts = (record: WatchRecord) => ({
    viewPlace: views.placeOf(record),
    running: record.state === 'running',
    ageMs: now - (record.runStartedAt ?? now),
    nextAt: record.nextAt ?? now,
  });
  return due.sort((a, b) => order(facts(a), facts(b)));
}

/** From then on, a worker that woke at `now` may drop runs that were followed only for a view. */
export function unwatchAfter(now: number): number {
  return now + VIEWS_RETURN_MS;
}

/** Drops runs that were followed only for a view, once no view holds them. */
export async function pruneUnobserved({ watches, views, clock }: ScheduleDeps, notBefore: number): Promise<boolean> {
  return clock.now() >= notBefore && watches.removeWhere((record) => !isWanted(record, views));
}

/**
 * Keeps the alarm while anything is left to poll. Resolves with the delay in ms until the next poll by timer, or null
 * for none. A record that is being polled is rescheduled by its answer.
 */
export async function planNextPoll(
  deps: ScheduleDeps,
  isPolling: (record: WatchRecord) => boolean,
  notBefore: number,
): Promise<number | null> {
  const { watches, views, clock, alarms, pauses } = deps;
  const open = (await watches.all()).filter((record) => record.nextAt !== null);
  if (open.length > 0 && (await deps.mayPollInBackground())) await alarms.ensure(POLL_ALARM, ALARM_PERIOD_MS);
  else await alarms.clear(POLL_ALARM);
  const now = clock.now();
  const wanted = open.filter((record) => isWanted(record, views));
  const idle = views.anyVisible() ? wanted.filter((record) => !isPolling(record)) : [];
  const times = await Promise.all(
    idle.map(async (record) => {
      const pause = await pauses.get(record.profileId);
      // A pause without an end is ended only by the user or the network; the alarm checks now and then.
      if (pause) return pause.until ?? now + ALARM_PERIOD_MS;
      return dueAt(record, now) ?? now + ALARM_PERIOD_MS;
    }),
  );
  // Without this timer, a worker that dies between two alarms would be woken for ever by a run that nobody waits for.
  if (wanted.length < open.length && now < notBefore) times.push(notBefore);
  return times.length === 0 ? null : Math.min(ALARM_PERIOD_MS, Math.max(SOONEST_MS, Math.min(...times) - now));
}
