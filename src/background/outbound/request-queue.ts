import { finite, number, object, pipe } from 'valibot';
import type { Clock } from '../../core/clock.ts';
import { fail, succeed, type AppError, type Outcome } from '../../core/errors.ts';
import { fullBucket, type BudgetRule } from '../../core/profile/token-bucket.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import type { BudgetState } from '../../protocol/overview.ts';
import { storedItem } from '../stored-item.ts';
import { createBudget, type Budget } from './budget.ts';

/** Most urgent first: clicks, views that were opened, polls, automatic lookups. */
const PRIORITIES = ['user', 'view', 'poll', 'automatic'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The priority may rise while the request waits, when the user clicks for the same answer. */
export interface Prioritized {
  priority: Priority;
  /** False once nobody wants it sent any more. */
  isWanted?: () => boolean;
}

export function isMorePressing(a: Priority, b: Priority): boolean {
  return PRIORITIES.indexOf(a) < PRIORITIES.indexOf(b);
}

const MAX_IN_FLIGHT = 4;
const MAX_WAITING = 500;

/** Frees the slot among the requests in flight. */
export type Release = () => void;

type OnQueued = (until: number) => void;

/** One token bucket and one queue per profile. The bucket is in the session store, so that it survives the worker. */
export interface RequestQueue {
  /** Resolves when the request may be sent; call the release when it has ended. */
  acquire(profileId: string, rule: BudgetRule, request: Prioritized, onQueued?: OnQueued): Promise<Outcome<Release>>;
  state(profileId: string, rule: BudgetRule): Promise<BudgetState>;
  /** The state of a profile that has made a request since the worker woke; else null. */
  currentState(profileId: string): BudgetState | null;
  /** Fails waiting requests with this error: all of them, or those whose priority `isRefused` accepts. */
  refuse(profileId: string, error: AppError, isRefused?: (priority: Priority) => boolean): void;
}

/** `onWaiting` is called when the number of a profile's waiting requests changes. */
export function createRequestQueue(
  session: KeyValueStore,
  clock: Clock,
  onWaiting: (profileId: string) => void,
): RequestQueue {
  const loading = new Map<string, Promise<Queued>>();
  const loaded = new Map<string, Queued>();
  const load = async (profileId: string, rule: BudgetRule): Promise<Queued> => {
    const stored = storedItem(session, `bucket:${profileId}`, StoredBucket);
    const bucket = (await stored.get().catch(() => undefined)) ?? fullBucket(rule, clock.now());
    const budget = createBudget(bucket, rule, clock, stored.set);
    const queued = { budget, line: createLine(budget, clock, () => onWaiting(profileId)) };
    loaded.set(profileId, queued);
    return queued;
  };
  const lineOf = async (profileId: string, rule: BudgetRule) => {
    const promise = loading.get(profileId) ?? load(profileId, rule);
    loading.set(profileId, promise);
    const { budget, line } = await promise;
    budget.setRule(rule);
    return line;
  };
  return {
    acquire: async (profileId, rule, request, onQueued) => (await lineOf(profileId, rule)).acquire(request, onQueued),
    state: async (profileId, rule) => (await lineOf(profileId, rule)).state(),
    currentState: (profileId) => loaded.get(profileId)?.line.state() ?? null,
    refuse: (profileId, error, isRefused = () => true) =>
      void loading.get(profileId)?.then(({ line }) => line.refuse(error, isRefused)),
  };
}

interface Queued {
  budget: Budget;
  line: Line;
}

interface Line {
  acquire(request: Prioritized, onQueued?: OnQueued): Promise<Outcome<Release>>;
  state(): BudgetState;
  refuse(error: AppError, isRefused: (priority: Priority) => boolean): void;
}

interface Waiting {
  request: Prioritized;
  grant(outcome: Outcome<Release>): void;
}

function createLine(budget: Budget, clock: Clock, onWaiting: () => void): Line {
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let cancelTimer: (() => void) | null = null;
  const notifyWaiting = notifyOnChange(() => waiting.length, onWaiting);
  /** False when nothing can be sent for now. */
  const grantNext = (): boolean => {
    const [next] = byPriority(waiting);
    if (!next || inFlight >= MAX_IN_FLIGHT) return false;
    const waitMs = budget.take();
    if (waitMs > 0) {
      cancelTimer = clock.after(waitMs, pump);
      return false;
    }
    inFlight += 1;
    waiting = waiting.filter((entry) => entry !== next);
    const release = once(() => {
      inFlight -= 1;
      pump();
    });
    next.grant(succeed(release));
    return true;
  };
  const pump = () => {
    cancelTimer?.();
    cancelTimer = null;
    for (let more = true; more;) more = grantNext();
    budget.save();
    notifyWaiting();
  };
  const refuse = (error: AppError, isRefused: (entry: Waiting) => boolean) => {
    const refused = waiting.filter(isRefused);
    waiting = waiting.filter((entry) => !refused.includes(entry));
    for (const entry of refused) entry.grant(fail(error));
    notifyWaiting();
  };

  return {
    acquire: (request, onQueued) =>
      new Promise((grant) => {
        const full: AppError = { kind: 'queue-full', waiting: waiting.length };
        if (waiting.length >= MAX_WAITING) {
          // Automatic requests give way to clicks.
          const last = byPriority(waiting).at(-1);
          if (!last || !isMorePressing(request.priority, last.request.priority)) return grant(fail(full));
          refuse(full, (entry) => entry === last);
        }
        const entry: Waiting = { request, grant };
        waiting.push(entry);
        pump();
        const place = byPriority(waiting).indexOf(entry);
        if (place >= 0) onQueued?.(clock.now() + budget.waitMs(place));
        return undefined;
      }),
    state: () => budget.state(waiting.length),
    refuse: (error, isRefused) => refuse(error, (entry) => isRefused(entry.request.priority)),
  };
}

/** Calls `notify` when the count differs from the last call's. */
function notifyOnChange(count: () => number, notify: () => void): () => void {
  let notified = 0;
  return () => {
    if (count() === notified) return;
    notified = count();
    notify();
  };
}

/** The sort is stable: equal priorities keep the order of arrival. */
function byPriority(waiting: readonly Waiting[]): Waiting[] {
  const rank = ({ request }: Waiting) => PRIORITIES.indexOf(request.priority);
  return [...waiting].sort((a, b) => rank(a) - rank(b));
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}

const finiteNumber = pipe(number(), finite());
const StoredBucket = object({ tokens: finiteNumber, updatedAt: finiteNumber });
