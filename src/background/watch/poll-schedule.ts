import type { Clock } from '../../core/clock.ts';
import { ALARM_PERIOD_MS, compareDue, type Crowd } from '../../core/conversation/schedule.ts';
import type { BudgetRule } from '../../core/profile/token-bucket.ts';
import type { Alarms } from '../../platform/worker/alarms.ts';
import type { Pauses } from '../outbound/pauses.ts';
import { pausedProfiles } from './last-look.ts';
import type { OpenViews } from './open-views.ts';
import type { PollAllowance, PollKind } from './poll-allowance.ts';
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
  mayPollInBackground(): Promise<boolean>;
}

/** A run without a star is polled only while a view holds it; its record may wait for the view to return. */
function isWanted(record: WatchRecord, views: OpenViews): boolean {
  return record.starred || views.holds(record);
}

/** The records that are due, the most urgent first. */
export async function dueRecords(deps: ScheduleDeps, typicalMs: number | null): Promise<WatchRecord[]> {
  const { watches, views, clock, pauses } = deps;
  if (!views.anyVisible() && !(await deps.mayPollInBackground())) return [];
  const records = (await watches.all()).filter((record) => isDue(record, clock.now()) && isWanted(record, views));
  const paused = await pausedProfiles(records, pauses);
  const now = clock.now();
  const order = compareDue(typicalMs);
  const facts = (record: WatchRecord) => ({
    viewPlace: views.placeOf(record),
    running: record.state === 'running',
    ageMs: now - (record.runStartedAt ?? now),
    overdueMs: now - (record.nextAt ?? now),
  });
  return records
    .filter(({ profileId }) => !paused.has(profileId))
    .map((record) => ({ record, due: facts(record) }))
    .sort((a, b) => order(a.due, b.due))
    .map(({ record }) => record);
}

/** The polls that the budget's share for them allows. */
export interface Allowed {
  now: WatchRecord[];
  /** When it next allows a due record of this kind; null for at any time. */
  heldBackUntil(record: WatchRecord): number | null;
}

export async function allowed(
  { views, clock, ruleOf }: ScheduleDeps,
  allowance: PollAllowance,
  due: readonly WatchRecord[],
  isPolling: (record: WatchRecord) => boolean,
): Promise<Allowed> {
  const rules = new Map<string, BudgetRule>();
  for (const { profileId } of due) if (!rules.has(profileId)) rules.set(profileId, await ruleOf(profileId));
  const until = new Map<string, number>();
  const keyOf = (record: WatchRecord) => `${record.profileId}|${kindOf(record, views)}`;
  const now = due.filter((record) => {
    const rule = rules.get(record.profileId);
    // The share that is used up for one is used up for those after it.
    if (!rule || isPolling(record) || until.has(keyOf(record))) return false;
    const waitMs = allowance.take(record.profileId, rule, kindOf(record, views));
    if (waitMs > 0) until.set(keyOf(record), clock.now() + waitMs);
    return waitMs === 0;
  });
  return { now, heldBackUntil: (record) => until.get(keyOf(record)) ?? null };
}

function kindOf(record: WatchRecord, views: OpenViews): PollKind {
  const place = views.placeOf(record);
  if (place === null || record.state !== 'running') return 'background';
  return place === 0 ? 'selected' : 'in-view';
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
