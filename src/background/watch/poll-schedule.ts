import type { Clock } from '../../core/clock.ts';
import { ALARM_PERIOD_MS, compareDue } from '../../core/conversation/schedule.ts';
import type { Alarms } from '../../platform/worker/alarms.ts';
import type { Pauses } from '../outbound/pauses.ts';
import type { Views } from './open-views.ts';
import { dueAt, isDue, type WatchRecord } from './watch-record.ts';
import type { WatchTable } from './watch-store.ts';

/** What is to be asked now, and when to look again. */

export const POLL_ALARM = 'poll';

/** What is due at once is asked by whoever made it due; a timer only ever follows up. */
const SOONEST_MS = 250;

export interface PlanParts {
  table: WatchTable;
  views: Views;
  clock: Clock;
  pauses: Pauses;
  alarms: Alarms;
  mayPollInBackground(): Promise<boolean>;
}

/** A run without a star is asked for only while a view holds it; its record may wait for the view to come back. */
function isWanted(record: WatchRecord, views: Views): boolean {
  return record.starred || views.holds(record.conversationId);
}

/** The records to ask for now, the most pressing first. */
export async function dueRecords(parts: PlanParts, typicalMs: number | null): Promise<WatchRecord[]> {
  const { table, views, clock, pauses } = parts;
  if (!views.anyVisible() && !(await parts.mayPollInBackground())) return [];
  const now = clock.now();
  const due: WatchRecord[] = [];
  for (const record of await table.all()) {
    if (isDue(record, now) && isWanted(record, views) && (await pauses.get(record.profileId)) === null)
      due.push(record);
  }
  const order = compareDue(typicalMs);
  const facts = (record: WatchRecord) => ({
    viewPlace: views.placeOf(record.conversationId),
    running: record.state === 'running',
    ageMs: now - (record.runStartedAt ?? now),
    nextAt: record.nextAt ?? now,
  });
  return due.sort((a, b) => order(facts(a), facts(b)));
}

/** After a wake the views' ports need a moment to come back. */
const VIEWS_RETURN_MS = 15_000;

/** When a run that only a view showed may be let go, in a worker that woke now. */
export function letGoFrom(now: number): number {
  return now + VIEWS_RETURN_MS;
}

/** Runs followed only because a view showed them are let go with the view. One that is hidden may come back. */
export async function dropUnseen({ table, views, clock }: PlanParts, letGoAt: number): Promise<void> {
  if (clock.now() >= letGoAt) await table.removeWhere((record) => !isWanted(record, views));
}

/**
 * The alarm is there while anything is to be asked. The result is for the timer: the delay until the next question,
 * or null when none is to be timed. What is being asked now moves on when it is answered.
 */
export async function planNext(
  parts: PlanParts,
  isAsking: (record: WatchRecord) => boolean,
  letGoAt: number,
): Promise<number | null> {
  const { table, views, clock, alarms, pauses } = parts;
  const open = (await table.all()).filter((record) => record.nextAt !== null);
  if (open.length > 0 && (await parts.mayPollInBackground())) await alarms.ensure(POLL_ALARM, ALARM_PERIOD_MS);
  else await alarms.clear(POLL_ALARM);
  const now = clock.now();
  const wanted = open.filter((record) => isWanted(record, views));
  const idle = views.anyVisible() ? wanted.filter((record) => !isAsking(record)) : [];
  const times = await Promise.all(
    idle.map(async (record) => {
      const pause = await pauses.get(record.profileId);
      // Only the user or the network ends such a pause; the alarm looks now and then.
      if (pause) return pause.until ?? now + ALARM_PERIOD_MS;
      return dueAt(record, now) ?? now + ALARM_PERIOD_MS;
    }),
  );
  // Without this a worker that dies between two alarms would be woken for ever by a run that nobody waits for.
  if (wanted.length < open.length && now < letGoAt) times.push(letGoAt);
  return times.length === 0 ? null : Math.min(ALARM_PERIOD_MS, Math.max(SOONEST_MS, Math.min(...times) - now));
}
