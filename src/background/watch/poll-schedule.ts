import type { Clock } from '../../core/clock.ts';
import {
  ALARM_PERIOD_MS,
  compareDue,
  expectedWaitMs,
  IN_VIEW,
  LONG_WAIT_MS,
  isPressing,
  LOOK_AGAIN_MS,
  OUT_OF_VIEW,
  PRESSING,
  type Crowd,
  type Due,
  type EndedRun,
} from '../../core/conversation/schedule.ts';
import type { BudgetRule } from '../../core/profile/token-bucket.ts';
import type { Alarms } from '../../platform/worker/alarms.ts';
import type { Pauses } from '../outbound/pauses.ts';
import { pausedProfiles } from './last-look.ts';
import type { OpenViews } from './open-views.ts';
import type { PollAllowance } from './poll-allowance.ts';
import { isDue, type WatchRecord } from './watch-record.ts';
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
  ruleOf(profileId: string): Promise<BudgetRule>;
  /** Whether one more run in view may be polled beside so many: with what others do not want, or every other turn. */
  mayPoll(profileId: string, beside: number): boolean;
  mayPollInBackground(): Promise<boolean>;
}

/** A run without a star is polled only while a view holds it; its record may wait for the view to return. */
function isWanted(record: WatchRecord, views: OpenViews): boolean {
  return record.starred || views.holds(record);
}

interface DueRecord extends Due {
  record: WatchRecord;
}

/** The records that are due, the most urgent first. */
export async function dueRecords(deps: ScheduleDeps, ended: readonly EndedRun[]): Promise<DueRecord[]> {
  const { watches, views, clock, pauses } = deps;
  if (!views.anyVisible() && !(await deps.mayPollInBackground())) return [];
  const records = (await watches.all()).filter((record) => isWanted(record, views));
  const paused = await pausedProfiles(records, pauses);
  const now = clock.now();
  const wanted = records.filter(({ profileId }) => !paused.has(profileId));
  return wanted
    .map((record) => dueOf(record, views, ended, now))
    .filter(
      (due) => isDue(due.record, now) || (due.place && due.record.failures === 0 && due.expectedMs >= LONG_WAIT_MS),
    )
    .sort(compareDue);
}

function dueOf(record: WatchRecord, views: OpenViews, ended: readonly EndedRun[], now: number): DueRecord {
  const place = views.placeOf(record);
  const { state, runStartedAt, setAt, nextAt, etaSeconds } = record;
  const running = state === 'running';
  const seenMs = setAt - (runStartedAt ?? setAt);
  // A clock may be set back a little.
  const gapMs = Math.max(0, now - setAt);
  const expectedMs = running ? expectedWaitMs(ended, etaSeconds, seenMs, gapMs) : 0;
  const isPressed = place === 0 && (!running || isPressing(seenMs, gapMs, expectedMs));
  return {
    record,
    place: place === null ? OUT_OF_VIEW : isPressed ? PRESSING : IN_VIEW,
    expectedMs,
    overdueMs: now - (nextAt ?? now),
  };
}

/** The polls that the budget allows. */
export interface Allowed {
  now: WatchRecord[];
  /** When it next allows a due record of this kind; undefined for at any time. */
  heldBackUntil(record: WatchRecord): number | undefined;
}

export async function allowed(
  { views, clock, ruleOf, mayPoll }: ScheduleDeps,
  allowance: PollAllowance,
  due: readonly DueRecord[],
  isPolling: (record: WatchRecord) => boolean,
): Promise<Allowed> {
  const rules = new Map<string, BudgetRule>();
  for (const { record } of due)
    if (!rules.has(record.profileId)) rules.set(record.profileId, await ruleOf(record.profileId));
  const until = new Map<string, number>();
  const isRunInView = (record: WatchRecord) => record.state === 'running' && views.placeOf(record) !== null;
  const keyOf = (record: WatchRecord) => `${record.profileId}|${isRunInView(record)}`;
  const now: WatchRecord[] = [];
  for (const { record, place } of due) {
    const { profileId } = record;
    const key = keyOf(record);
    const rule = rules.get(profileId);
    // What is used up for one is used up for those after it.
    if (!rule || isPolling(record) || until.has(key)) continue;
    const waitMs = isRunInView(record)
      ? place === PRESSING || mayPoll(profileId, now.length)
        ? 0
        : LOOK_AGAIN_MS
      : allowance.take(profileId, rule);
    if (waitMs > 0) until.set(key, clock.now() + waitMs);
    else now.push(record);
  }
  return { now, heldBackUntil: (record) => until.get(keyOf(record)) };
}

/** The profile's watches that wait, among which its budget is shared. */
export async function crowdOf({ watches, ruleOf }: ScheduleDeps, profileId: string): Promise<Crowd> {
  const { perMinute } = await ruleOf(profileId);
  const isWaiting = (record: WatchRecord) =>
    record.profileId === profileId && record.nextAt !== null && record.state === 'waiting';
  return { perMinute, waiting: (await watches.all()).filter(isWaiting).length };
}

/** From then on, a worker that woke at `now` may drop runs that were followed only for a view. */
export function unwatchAfter(now: number): number {
  return now + VIEWS_RETURN_MS;
}

/** Drops runs that were followed only for a view, once no view holds them. */
export async function pruneUnobserved({ watches, views, clock }: ScheduleDeps, notBefore: number): Promise<boolean> {
  return clock.now() >= notBefore && watches.changeAll((record) => (isWanted(record, views) ? record : null));
}

/** The result of the last check of the due records. */
export interface Polling extends Pick<Allowed, 'heldBackUntil'> {
  /** A record that is being polled is rescheduled by its answer. */
  isPolling(record: WatchRecord): boolean;
}

/**
 * Keeps the alarm while anything is left to poll or to tell. Resolves with the delay in ms until the next poll by timer, or null
 * for none.
 */
export async function planNextPoll(
  deps: ScheduleDeps,
  { isPolling, heldBackUntil }: Polling,
  notBefore: number,
): Promise<number | null> {
  const { watches, views, clock, alarms, pauses } = deps;
  const all = await watches.all();
  const open = all.filter((record) => record.nextAt !== null);
  // An end is told by the next worker, should this one die before it could.
  const isNeeded = open.length > 0 || all.some(({ untold }) => untold);
  if (isNeeded && (await deps.mayPollInBackground())) await alarms.ensure(POLL_ALARM, ALARM_PERIOD_MS);
  else await alarms.clear(POLL_ALARM);
  const now = clock.now();
  const wanted = open.filter((record) => isWanted(record, views));
  const idle = views.anyVisible() ? wanted.filter((record) => !isPolling(record)) : [];
  const paused = await pausedProfiles(idle, pauses);
  const times = idle.map((record) => {
    const pause = paused.get(record.profileId);
    // A pause without an end is ended only by the user or the network; the alarm checks now and then.
    const at = (pause ? pause.until : record.nextAt) ?? now + ALARM_PERIOD_MS;
    return at <= now ? (heldBackUntil(record) ?? at) : at;
  });
  // Without this timer, a worker that dies between two alarms would be woken forever by a run that nobody waits for.
  if (wanted.length < open.length && now < notBefore) times.push(notBefore);
  return times.length === 0 ? null : Math.min(ALARM_PERIOD_MS, Math.max(SOONEST_MS, Math.min(...times) - now));
}
