import type { Clock } from '../core/clock.ts';
import type { Answer, CompactionStatus, ConversationId } from '../core/conversation.ts';
import type { Outcome } from '../core/errors.ts';
import { addRunLength, ALARM_PERIOD_MS, compareDue, typicalRunMs } from '../core/schedule.ts';
import type { KeyValueStore } from '../platform/storage.ts';
import type { Alarms } from '../platform/alarms.ts';
import type { Lookups } from './lookups.ts';
import type { Pauses } from './pauses.ts';
import type { Views } from './views.ts';
import { afterFailure, afterStatus, isDue, newWatch, starred, unstarred, type WatchRecord } from './watch-record.ts';
import type { WatchTable } from './watch-table.ts';

export const POLL_ALARM = 'poll';
const RUN_LENGTHS = 'run-lengths';

/**
 * Asks for the status of runs in progress: by timer while a view is open, by alarm otherwise. The table is the
 * truth; timers and questions under way may vanish with the worker.
 */
export interface Watcher {
  star(profileId: string, conversationId: ConversationId, label: string | null): Promise<void>;
  unstar(profileId: string, conversationId: ConversationId): Promise<void>;
  /** Somebody learned a status, or failed to. */
  noticed(profileId: string, conversationId: ConversationId, outcome: Outcome<Answer<CompactionStatus>>): Promise<void>;
  /** Asks whatever is due, and arms timer or alarm for the rest. */
  tick(): Promise<void>;
  /** Views were opened, closed, hidden, or show something else. */
  viewsChanged(): Promise<void>;
  list(profileId: string): Promise<WatchRecord[]>;
  /** Usual length of a run, from those seen. */
  typicalMs(): Promise<number | null>;
}

export interface WatcherParts {
  table: WatchTable;
  local: KeyValueStore;
  lookups(): Lookups;
  pauses: Pauses;
  views: Views;
  clock: Clock;
  alarms: Alarms;
  isOnline(): boolean;
  mayPollInBackground(): Promise<boolean>;
  onChange(): void;
  onEnded(record: WatchRecord): void;
}

export function createWatcher(parts: WatcherParts): Watcher {
  const { table, views, clock } = parts;
  const asking = new Set<string>();
  const startedAt = clock.now();
  let cancelTimer: (() => void) | null = null;

  const lengths = () => readRunLengths(parts.local);
  const typicalMs = async () => typicalRunMs(await lengths());
  const arm = () => armNext(parts, () => void tick(), (cancel) => {
    cancelTimer?.();
    cancelTimer = cancel;
  });

  const askOne = async (record: WatchRecord) => {
    const key = `${record.profileId}|${record.conversationId}`;
    if (asking.has(key)) return;
    asking.add(key);
    try {
      // `noticed` hears of the answer like of everybody else's, and moves the record on.
      const { profileId, conversationId } = record;
      const outcome = await parts.lookups().read({ conversationId, part: { kind: 'status' }, mode: 'fresh', rank: 1, profileId });
      // What failed before it could be sent (no key, no permission) is told by nobody else.
      if (!outcome.ok) await postpone(parts, record, outcome.error);
    } finally {
      asking.delete(key);
    }
  };

  const tick = async () => {
    await dropUnseen(parts, startedAt);
    const due = await dueRecords(parts, await typicalMs());
    await arm();
    await Promise.all(due.map(askOne));
    if (due.length > 0) await arm();
  };

  return {
    typicalMs,
    tick,
    list: async (profileId) => (await table.all()).filter((record) => record.profileId === profileId),
    star: async (profileId, conversationId, label) => {
      await table.change(profileId, conversationId, (before) =>
        starred(before, { profileId, conversationId, label, starred: true }, clock.now()),
      );
      parts.onChange();
      void tick();
    },
    unstar: async (profileId, conversationId) => {
      const shown = views.placeOf(conversationId) !== null;
      await table.change(profileId, conversationId, (before) => unstarred(before, shown));
      parts.onChange();
      await arm();
    },
    noticed: async (profileId, conversationId, outcome) => {
      const ended = await notice(parts, profileId, conversationId, outcome);
      if (ended.lengthMs !== null) await parts.local.set(RUN_LENGTHS, addRunLength(await lengths(), ended.lengthMs));
      if (ended.record) parts.onEnded(ended.record);
      parts.onChange();
      await arm();
    },
    viewsChanged: async () => {
      await lookAtOnce(parts);
      parts.onChange();
      await tick();
    },
  };
}

async function readRunLengths(local: KeyValueStore): Promise<number[]> {
  const value = await local.get(RUN_LENGTHS);
  return Array.isArray(value) ? value.filter((length): length is number => Number.isFinite(length)) : [];
}

/** A run that comes into view is asked for at once, and a failed one has now been seen. */
async function lookAtOnce({ table, views, clock }: WatcherParts): Promise<void> {
  const inView = new Set(views.inView());
  const now = clock.now();
  for (const { profileId, conversationId, state, unseen } of await table.all()) {
    if (!inView.has(conversationId) || (state !== 'running' && !unseen)) continue;
    await table.change(profileId, conversationId, (before) =>
      before && { ...before, unseen: false, nextAt: before.state === 'running' ? Math.min(before.nextAt ?? now, now) : before.nextAt },
    );
  }
}

/** After a wake the views' ports need a moment to come back. */
const VIEWS_RETURN_MS = 15_000;

/** Runs followed only because a view showed them are let go with the view. */
async function dropUnseen({ table, views, clock }: WatcherParts, startedAt: number): Promise<void> {
  if (clock.now() - startedAt < VIEWS_RETURN_MS) return;
  await table.removeWhere((record) => !record.starred && views.placeOf(record.conversationId) === null);
}

async function dueRecords({ table, views, clock, pauses, isOnline }: WatcherParts, typicalMs: number | null): Promise<WatchRecord[]> {
  const now = clock.now();
  const due: WatchRecord[] = [];
  for (const record of await table.all()) {
    const pause = await pauses.get(record.profileId);
    const held = pause !== null && !(pause.reason === 'offline' && isOnline());
    if (isDue(record, now) && !held) due.push(record);
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

async function armNext(parts: WatcherParts, tick: () => void, setTimer: (cancel: (() => void) | null) => void): Promise<void> {
  const { table, views, clock, alarms, pauses } = parts;
  const asking = (await table.all()).filter((record) => record.nextAt !== null);
  if (asking.length > 0 && (await parts.mayPollInBackground())) await alarms.ensure(POLL_ALARM, ALARM_PERIOD_MS);
  else await alarms.clear(POLL_ALARM);
  if (!views.anyVisible() || asking.length === 0) return setTimer(null);
  const times = await Promise.all(
    asking.map(async (record) => {
      const pause = await pauses.get(record.profileId);
      // Only the user or the network ends such a pause; the alarm looks now and then.
      if (pause) return pause.until ?? clock.now() + ALARM_PERIOD_MS;
      return record.nextAt ?? clock.now() + ALARM_PERIOD_MS;
    }),
  );
  const delayMs = Math.max(0, Math.min(...times) - clock.now());
  return setTimer(clock.after(Math.min(delayMs, ALARM_PERIOD_MS), tick));
}

async function postpone({ table, clock }: WatcherParts, record: WatchRecord, error: Parameters<typeof afterFailure>[1]): Promise<void> {
  const now = clock.now();
  await table.change(record.profileId, record.conversationId, (before) =>
    before && isDue(before, now) ? afterFailure(before, error, now) : before,
  );
}

async function notice(
  { table, views, clock }: WatcherParts,
  profileId: string,
  conversationId: ConversationId,
  outcome: Outcome<Answer<CompactionStatus>>,
): Promise<{ record: WatchRecord | null; lengthMs: number | null }> {
  const now = clock.now();
  const shown = views.placeOf(conversationId) !== null;
  let ended: { record: WatchRecord | null; lengthMs: number | null } = { record: null, lengthMs: null };
  await table.change(profileId, conversationId, (before) => {
    if (!outcome.ok) return before && afterFailure(before, outcome.error, now);
    const isNewRun = !before && shown && outcome.value.data.state === 'in_progress';
    const record = isNewRun ? newWatch({ profileId, conversationId, label: null, starred: false }, now) : before;
    if (!record) return null;
    const step = afterStatus(record, outcome.value, { now, viewOpen: views.anyVisible() });
    if (step.ended) ended = { record: step.record, lengthMs: step.lengthMs };
    const next = { ...step.record, unseen: step.record.unseen && !shown };
    // Followed only while it ran: its end is told, and nothing is left to ask.
    return step.ended && !next.starred ? null : next;
  });
  return ended;
}
