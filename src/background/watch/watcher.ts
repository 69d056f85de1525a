import { finite, minValue, number, pipe } from 'valibot';
import type { Clock } from '../../core/clock.ts';
import type { Answer, CompactionStatus, ConversationId } from '../../core/conversation/conversation.ts';
import { STATUS } from '../../core/conversation/part.ts';
import { addRunLength, typicalRunMs } from '../../core/conversation/schedule.ts';
import type { AppError, Outcome } from '../../core/errors.ts';
import { DEMO_PROFILE_ID } from '../../core/profile/settings.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import type { Lookups } from '../lookup/lookups.ts';
import { createSerializer, ignoreErrors } from '../serialize.ts';
import { storedList } from '../stored-item.ts';
import type { Shown } from './open-views.ts';
import { dueRecords, planNextPoll, pruneUnobserved, unwatchAfter, type ScheduleDeps } from './poll-schedule.ts';
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

/**
 * Polls the status of runs in progress: by timer while a view is open, by alarm otherwise. The stored watches are
 * authoritative; timers and requests in flight may be lost with the worker.
 */
export interface Watcher {
  star(profileId: string, conversationId: ConversationId, label: string | null): Promise<void>;
  unstar(profileId: string, conversationId: ConversationId): Promise<void>;
  /** Applies a status answer or failure, from a poll or any other read. */
  onStatus(
    profileId: string,
    conversationId: ConversationId,
    outcome: Outcome<Answer<CompactionStatus>>,
  ): Promise<void>;
  /** Polls every due watch, and sets timer and alarm for the rest. Never rejects. */
  tick(): Promise<void>;
  /** Views were opened, closed, hidden, or show something else. */
  onViewsChanged(cameIntoView: (shown: Shown) => boolean): Promise<void>;
  /**
   * The key was removed or replaced: stars stay, but their data is dropped. A deleted profile (`isGone`) keeps nothing.
   */
  forget(profileId: string, isGone: boolean): Promise<void>;
  /** Those of every profile. */
  list(): Promise<WatchRecord[]>;
  /** The typical length of a run in ms, from those observed; null while there are too few. */
  typicalMs(): Promise<number | null>;
}

export interface WatcherDeps extends ScheduleDeps {
  local: KeyValueStore;
  lookups(): Lookups;
  /** A watch changed. */
  onChange(): void;
  onEnded(record: WatchRecord): void;
}

export function createWatcher(deps: WatcherDeps): Watcher {
  const { watches, views, clock, onChange } = deps;
  const notBefore = unwatchAfter(clock.now());
  const lengths = createRunLengths(deps.local);
  const { poll, isPolling } = createPoller(deps, () => scheduleNextPoll());
  const scheduleNextPoll = createTimer(
    () => planNextPoll(deps, isPolling, notBefore),
    clock,
    () => ignoreErrors(tick()),
  );
  const typicalMs = async () => typicalRunMs(await lengths.get());

  const tick = async () => {
    try {
      const pruned = await pruneUnobserved(deps, notBefore);
      const givenUp = await giveUpStale(deps);
      if (pruned || givenUp) onChange();
      const due = (await dueRecords(deps, await typicalMs())).filter((record) => !isPolling(record));
      await Promise.all([...due.map(poll), scheduleNextPoll()]);
    } catch {
      // If the store fails now, the next alarm reads it again.
    }
  };

  return {
    typicalMs,
    tick,
    list: watches.all,
    star: async (profileId, conversationId, label) => {
      await watches.change(profileId, conversationId, (before) =>
        starred(before, { profileId, conversationId, label, starred: true }, clock.now()),
      );
      onChange();
      ignoreErrors(tick());
    },
    unstar: async (profileId, conversationId) => {
      const held = views.holds({ profileId, conversationId });
      await watches.change(profileId, conversationId, (before) => unstarred(before, held));
      onChange();
      await scheduleNextPoll();
    },
    onStatus: async (profileId, conversationId, outcome) => {
      const { changed, ended, lengthMs } = await applyStatus(deps, profileId, conversationId, outcome);
      if (!changed) return;
      // The demo's runs say nothing about real ones.
      if (lengthMs !== null && profileId !== DEMO_PROFILE_ID) await lengths.add(lengthMs);
      if (ended) deps.onEnded(ended);
      onChange();
      await scheduleNextPoll();
    },
    onViewsChanged: async (cameIntoView) => {
      await pollNow(deps, cameIntoView);
      // Also where no watch changed: a view that opens brings a stale badge or pause to light.
      onChange();
      await tick();
    },
    forget: (profileId, isGone) => forgetProfile(deps, profileId, isGone),
  };
}

/** The stars of a remaining profile start over. */
async function forgetProfile({ watches, clock }: WatcherDeps, profileId: string, isGone: boolean): Promise<void> {
  for (const { conversationId } of (await watches.all()).filter((record) => record.profileId === profileId)) {
    await watches.change(profileId, conversationId, (before) =>
      before?.starred && !isGone ? { ...newWatch(before, clock.now()), since: before.since } : null,
    );
  }
}

function createRunLengths(local: KeyValueStore) {
  const runExclusive = createSerializer();
  const stored = storedList(local, 'run-lengths', pipe(number(), finite(), minValue(0)));
  return {
    get: stored.get,
    add: (lengthMs: number) => runExclusive(async () => stored.set(addRunLength(await stored.get(), lengthMs))),
  };
}

/** Polls one record's status; its next poll waits until this one has been answered. */
function createPoller(deps: WatcherDeps, scheduleNextPoll: () => Promise<void>) {
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
  const isConcerned = (record: WatchRecord) => (record.state === 'running' || record.unseen) && cameIntoView(record);
  const concerned = (await watches.all()).filter(isConcerned);
  for (const { profileId, conversationId } of concerned) {
    await watches.change(profileId, conversationId, (before) => {
      const due = before?.state === 'running' && { nextAt: now, setAt: now };
      return before && { ...before, unseen: false, ...due };
    });
  }
}

async function giveUpStale({ watches, pauses, clock }: WatcherDeps): Promise<boolean> {
  const now = clock.now();
  let changed = false;
  for (const record of await watches.all()) {
    const pause = await pauses.get(record.profileId);
    if (!pause || afterPause(record, pause, now) === record) continue;
    changed = true;
    const { profileId, conversationId } = record;
    await watches.change(profileId, conversationId, (before) => before && afterPause(before, pause, now));
  }
  return changed;
}

async function postpone(
  { watches, clock, onChange }: WatcherDeps,
  record: WatchRecord,
  error: AppError,
): Promise<void> {
  const now = clock.now();
  const { before, after } = await watches.change(record.profileId, record.conversationId, (before) =>
    before && isDue(before, now) ? afterFailure(before, error, now) : before,
  );
  if (before !== after) onChange();
}

interface Applied {
  changed: boolean;
  /** The record of a run that has just ended. */
  ended: WatchRecord | null;
  lengthMs: number | null;
}

async function applyStatus(
  { watches, views, clock }: WatcherDeps,
  profileId: string,
  conversationId: ConversationId,
  outcome: Outcome<Answer<CompactionStatus>>,
): Promise<Applied> {
  const now = clock.now();
  const shown = views.placeOf({ profileId, conversationId }) !== null;
  let end: Omit<Applied, 'changed'> = { ended: null, lengthMs: null };
  const { before, after } = await watches.change(profileId, conversationId, (known) => {
    if (!outcome.ok) return known && afterFailure(known, outcome.error, now);
    // Also for a view that is hidden now, such as a tab opened in the background, which may be looked at later.
    const isNewRun = !known && views.holds({ profileId, conversationId }) && outcome.value.data.state === 'in_progress';
    const record = isNewRun ? newWatch({ profileId, conversationId, label: null, starred: false }, now) : known;
    if (!record) return null;
    const step = afterStatus(record, outcome.value, { now, viewOpen: views.anyVisible() });
    if (step.ended) end = { ended: step.record, lengthMs: step.lengthMs };
    const next = { ...step.record, unseen: step.record.unseen && !shown };
    // A run without a star is followed only while it lasts.
    return step.ended && !next.starred ? null : next;
  });
  return { ...end, changed: before !== after };
}
