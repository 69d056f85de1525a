import { isNumber, orNull, shape, type Guard } from '../../core/shape.ts';
import type { Clock } from '../../core/clock.ts';
import type { Answer, CompactionStatus, ConversationId } from '../../core/conversation/conversation.ts';
import { learnRun } from '../../core/conversation/run-order.ts';
import { addEndedRun, typicalRunMs, type EndedRun } from '../../core/conversation/schedule.ts';
import type { Outcome } from '../../core/errors.ts';
import { DEMO_PROFILE_ID } from '../../core/profile/profile-names.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import type { BegunRun } from '../lookup/compaction.ts';
import { createSerializer } from '../serialize.ts';
import { storedList } from '../stored-item.ts';
import { applyStatus, followHeld, isFollowable } from './apply-status.ts';
import { createLastLook, pausedProfiles, type LastLook } from './last-look.ts';
import type { Shown } from './open-views.ts';
import { createPollAllowance } from './poll-allowance.ts';
import { allowed, dueRecords, planNextPoll, pruneUnobserved, unwatchAfter, type Allowed } from './poll-schedule.ts';
import { createPoller, type PollerDeps } from './poller.ts';
import { setStar } from './star.ts';
import { afterPause, following, isSameEnd, newWatch, unstarred, type WatchRecord } from './watch-record.ts';

/**
 * Polls the status of runs in progress: by timer while a view is open, by alarm otherwise. The stored watches are
 * authoritative; timers and requests in flight may be lost with the worker.
 */
export interface Watcher {
  /** Refused when there are as many stars as there can be, and rejected when it cannot be stored. */
  star(profileId: string, conversationId: ConversationId, label: string | null): Promise<Outcome<undefined>>;
  unstar(profileId: string, conversationId: ConversationId): Promise<void>;
  /** Stars a conversation whose run was begun, or found in progress. */
  follow(profileId: string, conversationId: ConversationId, run: BegunRun): Promise<void>;
  /** Applies a status answer or failure, from a poll or any other read. */
  onStatus(
    profileId: string,
    conversationId: ConversationId,
    outcome: Outcome<Answer<CompactionStatus>>,
  ): Promise<void>;
  /** Polls every due watch, and sets timer and alarm for the rest. Never rejects. */
  tick(): Promise<void>;
  /** Sets timer and alarm for the next poll, and polls nothing. */
  plan(): Promise<void>;
  /** Views were opened, closed, hidden, or show something else. */
  onViewsChanged(cameIntoView: (shown: Shown) => boolean): Promise<void>;
  /** The user was notified of these ends. */
  onTold(records: readonly WatchRecord[]): Promise<void>;
  /**
   * The key was removed or replaced: stars stay, but their data is dropped. A deleted profile (`isGone`) keeps nothing.
   */
  forget(profileId: string, isGone: boolean): Promise<void>;
  /** The stores were emptied. */
  reset(): void;
  /** The watches of every profile. */
  list(): Promise<WatchRecord[]>;
  /** The typical length of a run in ms, from those observed; null while there are too few. */
  typicalMs(): Promise<number | null>;
}

export interface WatcherDeps extends PollerDeps {
  local: KeyValueStore;
  session: KeyValueStore;
  /** A run with a star ended while no view showed its profile; called again until `onTold` is. */
  onEnded(record: WatchRecord): void;
}

export function createWatcher(deps: WatcherDeps): Watcher {
  const { watches, views, clock, onChange } = deps;
  const runs = createEndedRuns(deps.local);
  const look = createLastLook(deps);
  const typicalMs = async () => typicalRunMs(await runs.get());
  const { tick, scheduleNextPoll } = createTick(deps, look, runs.get);

  return {
    typicalMs,
    tick,
    plan: scheduleNextPoll,
    list: watches.all,
    star: async (profileId, conversationId, label) => {
      await look.take();
      const [held] = await deps.lookups().findStatuses(profileId, [conversationId]);
      const known = held && isFollowable(held, clock.now()) ? learnRun(null, held.status.data) : null;
      const starred = await setStar(deps, { profileId, conversationId, label, starred: true }, known);
      if (!starred.ok) return starred;
      onChange();
      void tick();
      return starred;
    },
    unstar: async (profileId, conversationId) => {
      const held = views.holds({ profileId, conversationId });
      await watches.change(profileId, conversationId, (before) => unstarred(before, held));
      onChange();
      await scheduleNextPoll();
    },
    follow: async (profileId, conversationId, run) => {
      await look.take();
      const wish = { profileId, conversationId, label: null, starred: true };
      await watches.change(profileId, conversationId, (before) => following(before, wish, run, clock.now()));
      onChange();
      void tick();
    },
    onStatus: async (profileId, conversationId, outcome) => {
      const isRunning = outcome.ok && outcome.value.data.state === 'in_progress';
      if (!isRunning && !(await watches.find(profileId, conversationId))) return;
      await look.take();
      const { changed, ended, lengthMs } = await applyStatus(deps, { profileId, conversationId }, outcome, isRunning);
      if (!changed) return;
      // The demo's runs say nothing about real ones.
      if (ended && lengthMs !== null && profileId !== DEMO_PROFILE_ID)
        await runs.add({ lengthMs, etaSeconds: ended.etaSeconds });
      if (ended?.untold) deps.onEnded(ended);
      onChange();
      await scheduleNextPoll();
    },
    onViewsChanged: async (cameIntoView) => {
      await pollNow(deps, cameIntoView);
      await followInView(deps, cameIntoView);
      // Also where no watch changed: a view that opens brings a stale badge or pause to light.
      onChange();
      // Not awaited: the next change of a view must not wait for Synap.
      void tick();
    },
    onTold: async (records) => {
      await noteTold(deps, records);
      await scheduleNextPoll();
    },
    forget: (profileId, isGone) => forgetProfile(deps, profileId, isGone),
    reset: watches.reset,
  };
}

function createTick(deps: WatcherDeps, look: LastLook, endedRuns: () => Promise<EndedRun[]>) {
  const { watches, views, clock, onChange } = deps;
  const notBefore = unwatchAfter(clock.now());
  const allowance = createPollAllowance(clock, () => views.anyVisible(), look.wokenAt);
  const { poll, isPolling } = createPoller(deps, () => scheduleNextPoll());
  let heldBackUntil: Allowed['heldBackUntil'] = () => undefined;
  const scheduleNextPoll = createTimer(
    () => planNextPoll(deps, { isPolling, heldBackUntil }, notBefore),
    clock,
    () => void tick(),
  );
  const tick = async () => {
    try {
      const jumped = await look.take();
      const pruned = await pruneUnobserved(deps, notBefore);
      const givenUp = await giveUpStale(deps);
      if (jumped || pruned || givenUp) onChange();
      for (const record of await watches.all()) if (record.untold) deps.onEnded(record);
      const due = await dueRecords(deps, await endedRuns());
      const polls = await allowed(deps, allowance, due, isPolling);
      heldBackUntil = polls.heldBackUntil;
      await Promise.all([...polls.now.map(poll), scheduleNextPoll()]);
    } catch {
      // If the store fails now, the next alarm reads it again.
    }
  };
  return { tick, scheduleNextPoll };
}

async function noteTold({ watches }: WatcherDeps, records: readonly WatchRecord[]): Promise<void> {
  for (const told of records) {
    // Another run may have ended while the notification waited.
    await watches.change(told.profileId, told.conversationId, (before) =>
      before?.untold && isSameEnd(told, before) ? { ...before, untold: false } : before,
    );
  }
}

/** The stars of a remaining profile start over. */
async function forgetProfile({ watches, clock }: WatcherDeps, profileId: string, isGone: boolean): Promise<void> {
  await watches.changeAll((before) => {
    if (before.profileId !== profileId) return before;
    return before.starred && !isGone ? { ...newWatch(before, clock.now()), since: before.since } : null;
  });
}

const isEndedRun: Guard<EndedRun> = shape({ lengthMs: isNumber, etaSeconds: orNull(isNumber) });

/** An earlier version kept nothing but the lengths. */
function isStoredRun(value: unknown): value is EndedRun | number {
  return isNumber(value) || isEndedRun(value);
}

function createEndedRuns(local: KeyValueStore) {
  const runExclusive = createSerializer();
  const stored = storedList(local, 'run-lengths', isStoredRun);
  const get = async () =>
    (await stored.get()).map((run) => (isNumber(run) ? { lengthMs: run, etaSeconds: null } : run));
  return {
    get,
    add: (ended: EndedRun) =>
      // It only helps to guess how long a run takes.
      runExclusive(async () => stored.set(addEndedRun(await get(), ended)).catch(() => undefined)),
  };
}

/** Resets the timer. Serialized: an older plan must not replace a newer one. */
function createTimer(plan: () => Promise<number | null>, clock: Clock, tick: () => void): () => Promise<void> {
  const runExclusive = createSerializer();
  let cancel: (() => void) | null = null;
  return () =>
    runExclusive(async () => {
      const delayMs = await plan();
      cancel?.();
      cancel = delayMs === null ? null : clock.after(delayMs, tick);
    });
}

/** A run that comes into view is due at once, and a failed one counts as seen. */
async function pollNow({ watches, clock }: WatcherDeps, cameIntoView: (shown: Shown) => boolean): Promise<void> {
  const now = clock.now();
  await watches.changeAll((before) => {
    if ((before.state !== 'running' && !before.unseen) || !cameIntoView(before)) return before;
    return { ...before, unseen: false, ...(before.state === 'running' && { nextAt: now }) };
  });
}

/** A view may show a run only once an answer has told of it, so that its interest comes after the answer. */
async function followInView(deps: WatcherDeps, cameIntoView: (shown: Shown) => boolean): Promise<void> {
  const now = deps.clock.now();
  for (const { profileId, conversationIds } of deps.views.inView()) {
    if (conversationIds.length === 0) continue;
    for (const held of await deps.lookups().findStatuses(profileId, conversationIds))
      if (cameIntoView(held) && isFollowable(held, now)) await followHeld(deps, held);
  }
}

async function giveUpStale({ watches, pauses, clock }: WatcherDeps): Promise<boolean> {
  const now = clock.now();
  const paused = await pausedProfiles(await watches.all(), pauses);
  return watches.changeAll((before) => {
    const pause = paused.get(before.profileId);
    return pause ? afterPause(before, pause, now) : before;
  });
}
