import type { Clock } from '../../core/clock.ts';
import { fail, succeed, type AppError, type Outcome } from '../../core/errors.ts';
import type { BudgetState } from '../../protocol/overview.ts';
import type { Budget } from './budget.ts';

/** Most urgent first: clicks, views that were opened, polls, automatic lookups. */
const PRIORITIES = ['user', 'view', 'poll', 'automatic'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The priority may rise while the request waits, when the user clicks for the same answer. */
export interface Prioritized {
  priority: Priority;
  /** Returns false once nobody wants it sent any more. */
  isWanted?: () => boolean;
}

export function isMorePressing(a: Priority, b: Priority): boolean {
  return PRIORITIES.indexOf(a) < PRIORITIES.indexOf(b);
}

const MAX_IN_FLIGHT = 4;
const MAX_WAITING = 500;

/** Frees the slot among the requests in flight. */
export type Release = () => void;

/** Called with the time until which the request waits. */
export type OnQueued = (until: number) => void;

/** The requests that wait for one budget. */
export interface Line {
  acquire(profileId: string, request: Prioritized, onQueued?: OnQueued): Promise<Outcome<Release>>;
  state(): BudgetState;
  /** Whether to choose one more poll beside so many: as late as can be, because what is most urgent changes. */
  mayPoll(beside: number): boolean;
  refuse(error: AppError, isRefused: (profileId: string, priority: Priority) => boolean): void;
  /** Grants what the budget allows now: its rule may have changed. */
  pump(): void;
}

interface Waiting {
  profileId: string;
  request: Prioritized;
  grant(outcome: Outcome<Release>): void;
}

export function createLine(budget: Budget, clock: Clock, onWaiting: () => void): Line {
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let cancelTimer: (() => void) | null = null;
  const next = createTurns();
  const notifyWaiting = notifyOnChange(() => waiting.length, onWaiting);
  /** False when nothing can be sent for now. */
  const grantNext = (): boolean => {
    if (waiting.length === 0 || inFlight >= MAX_IN_FLIGHT) return false;
    const waitMs = budget.take(inFlight);
    if (waitMs > 0) {
      cancelTimer = clock.after(waitMs, pump);
      return false;
    }
    const entry = next(waiting);
    if (!entry) return false;
    inFlight += 1;
    waiting = waiting.filter((other) => other !== entry);
    const release = once(() => {
      inFlight -= 1;
      pump();
    });
    entry.grant(succeed(release));
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
    const before = waiting;
    waiting = before.filter((entry) => !isRefused(entry));
    for (const entry of before.filter(isRefused)) entry.grant(fail(error));
    notifyWaiting();
  };

  return {
    acquire: (profileId, request, onQueued) =>
      new Promise((grant) => {
        const full: AppError = { kind: 'queue-full', waiting: waiting.length };
        if (waiting.length >= MAX_WAITING) {
          const last = givingWay(waiting, request);
          if (!last) return grant(fail(full));
          refuse(full, (entry) => entry === last);
        }
        const entry: Waiting = { profileId, request, grant };
        waiting.push(entry);
        pump();
        const place = byPriority(waiting).indexOf(entry);
        if (place >= 0) onQueued?.(clock.now() + budget.waitMs(place, inFlight));
        return undefined;
      }),
    state: () => budget.state(waiting.length, inFlight),
    mayPoll: (beside) =>
      waiting.length > 0 ? beside === 0 && !waiting.some(isPoll) : budget.hasSpare(beside, inFlight),
    refuse: (error, isRefused) => refuse(error, (entry) => isRefused(entry.profileId, entry.request.priority)),
    pump,
  };
}

/** One poll at a time waits with others for its turn. */
function isPoll({ request }: Waiting): boolean {
  return request.priority === 'poll';
}

/** Automatic requests give way to clicks. */
function givingWay(waiting: readonly Waiting[], { priority }: Prioritized): Waiting | null {
  const last = byPriority(waiting).at(-1);
  return last && isMorePressing(priority, last.request.priority) ? last : null;
}

/**
 * Chooses who is next: by priority, but where both wait, polls get only every other turn, so that many watches do not
 * keep rows in view from being looked up.
 */
function createTurns(): (waiting: readonly Waiting[]) => Waiting | undefined {
  let pollWasLast = false;
  return (waiting) => {
    const [first] = byPriority(waiting);
    const other = waiting.find(({ request }) => request.priority === 'automatic');
    const chosen = first?.request.priority === 'poll' && pollWasLast && other ? other : first;
    const priority = chosen?.request.priority;
    if (priority === 'poll' || priority === 'automatic') pollWasLast = priority === 'poll';
    return chosen;
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
