import { DEMO_PROFILE_ID } from '../../core/profile/settings.ts';
import type { Answer, CompactionStatus, ConversationId } from '../../core/conversation/conversation.ts';
import type { Clock } from '../../core/clock.ts';
import type { Outcome } from '../../core/errors.ts';
import { addRunLength, typicalRunMs } from '../../core/conversation/schedule.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import type { Lookups } from '../lookup/lookups.ts';
import { createTurn } from '../serialize.ts';
import { dropUnseen, dueRecords, letGoFrom, planNext, type PlanParts } from './poll-schedule.ts';
import {
  afterFailure,
  afterPause,
  afterStatus,
  isDue,
  newWatch,
  starred,
  unstarred,
  type WatchRecord,
} from './watch-record.ts';

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
  /** Asks whatever is due, and arms timer or alarm for the rest. Never rejects. */
  tick(): Promise<void>;
  /** Views were opened, closed, hidden, or show something else. */
  viewsChanged(cameIntoView: readonly ConversationId[]): Promise<void>;
  /** Another key, or none: stars stay, what was learned with the old key goes. A profile that is gone keeps nothing. */
  forget(profileId: string, isGone: boolean): Promise<void>;
  list(profileId: string): Promise<WatchRecord[]>;
  /** Usual length of a run, from those seen. */
  typicalMs(): Promise<number | null>;
}

export interface WatcherParts extends PlanParts {
  local: KeyValueStore;
  lookups(): Lookups;
  onChange(): void;
  onEnded(record: WatchRecord): void;
}

export function createWatcher(parts: WatcherParts): Watcher {
  const { table, views, clock, onChange } = parts;
  const letGoAt = letGoFrom(clock.now());
  const lengths = createRunLengths(parts.local);
  const { ask, isAsking } = createAsker(parts, () => arm());
  const arm = createArm(
    () => planNext(parts, isAsking, letGoAt),
    clock,
    () => void tick(),
  );
  const typicalMs = async () => typicalRunMs(await lengths.get());

  const tick = async () => {
    try {
      await dropUnseen(parts, letGoAt);
      await endHopeless(parts);
      const due = (await dueRecords(parts, await typicalMs())).filter((record) => !isAsking(record));
      await Promise.all([...due.map(ask), arm()]);
    } catch {
      // A store that fails now is read again at the next alarm.
    }
  };

  return {
    typicalMs,
    tick,
    list: async (profileId) => (await table.all()).filter((record) => record.profileId === profileId),
    star: async (profileId, conversationId, label) => {
      await table.change(profileId, conversationId, (before) =>
        starred(before, { profileId, conversationId, label, starred: true }, clock.now()),
      );
      onChange();
      void tick();
    },
    unstar: async (profileId, conversationId) => {
      const held = views.holds(conversationId);
      await table.change(profileId, conversationId, (before) => unstarred(before, held));
      onChange();
      await arm();
    },
    noticed: async (profileId, conversationId, outcome) => {
      const ended = await notice(parts, profileId, conversationId, outcome);
      // The demo's runs teach nothing of real ones.
      if (ended.lengthMs !== null && profileId !== DEMO_PROFILE_ID) await lengths.add(ended.lengthMs);
      if (ended.record) parts.onEnded(ended.record);
      onChange();
      await arm();
    },
    viewsChanged: async (cameIntoView) => {
      await lookAtOnce(parts, cameIntoView);
      onChange();
      await tick();
    },
    forget: async (profileId, isGone) => {
      for (const { conversationId } of (await table.all()).filter((record) => record.profileId === profileId)) {
        await table.change(profileId, conversationId, (before) =>
          before?.starred && !isGone ? { ...newWatch(before, clock.now()), since: before.since } : null,
        );
      }
    },
  };
}

function createRunLengths(local: KeyValueStore) {
  const inTurn = createTurn();
  const get = async (): Promise<number[]> => {
    const value = await local.get(RUN_LENGTHS);
    return Array.isArray(value) ? value.filter((length): length is number => Number.isFinite(length)) : [];
  };
  return {
    get,
    add: (lengthMs: number) => inTurn(async () => local.set(RUN_LENGTHS, addRunLength(await get(), lengthMs))),
  };
}

/** Asks for one record's status; the next question about it waits until this one is answered. */
function createAsker(parts: WatcherParts, arm: () => Promise<void>) {
  const asking = new Set<string>();
  const keyOf = ({ profileId, conversationId }: WatchRecord) => `${profileId}|${conversationId}`;
  const ask = async (record: WatchRecord) => {
    asking.add(keyOf(record));
    try {
      // `noticed` hears of the answer like of everybody else's, and moves the record on.
      const { profileId, conversationId } = record;
      const outcome = await parts
        .lookups()
        .read({ conversationId, part: { kind: 'status' }, mode: 'fresh', rank: 1, profileId });
      // What failed before it could be sent (no key, no permission) is told by nobody else.
      if (!outcome.ok) await postpone(parts, record, outcome.error);
    } finally {
      asking.delete(keyOf(record));
      await arm();
    }
  };
  return { ask, isAsking: (record: WatchRecord) => asking.has(keyOf(record)) };
}

/** Sets alarm and timer anew. One after the other: an older plan must not replace a newer one. */
function createArm(plan: () => Promise<number | null>, clock: Clock, tick: () => void): () => Promise<void> {
  const inTurn = createTurn();
  let cancelTimer: (() => void) | null = null;
  return () =>
    inTurn(async () => {
      const delayMs = await plan();
      cancelTimer?.();
      cancelTimer = delayMs === null ? null : clock.after(delayMs, tick);
    });
}

/** A run that comes into view is asked for at once, and a failed one has now been seen. */
async function lookAtOnce({ table, clock }: WatcherParts, cameIntoView: readonly ConversationId[]): Promise<void> {
  const inView = new Set(cameIntoView);
  const now = clock.now();
  for (const { profileId, conversationId, state, unseen } of await table.all()) {
    if (!inView.has(conversationId) || (state !== 'running' && !unseen)) continue;
    await table.change(
      profileId,
      conversationId,
      (before) =>
        before && { ...before, unseen: false, ...(before.state === 'running' && { nextAt: now, setAt: now }) },
    );
  }
}

async function endHopeless({ table, pauses, clock }: WatcherParts): Promise<void> {
  const now = clock.now();
  for (const record of await table.all()) {
    const pause = await pauses.get(record.profileId);
    if (!pause || afterPause(record, pause, now) === record) continue;
    await table.change(record.profileId, record.conversationId, (before) => before && afterPause(before, pause, now));
  }
}

async function postpone(
  { table, clock }: WatcherParts,
  record: WatchRecord,
  error: Parameters<typeof afterFailure>[1],
): Promise<void> {
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
    // A view that is hidden for now, as a tab that was opened behind another, may be looked at later.
    const isNewRun = !before && views.holds(conversationId) && outcome.value.data.state === 'in_progress';
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
