import { fullBucket, refill, take, waitForPlace, type Bucket, type BudgetRule } from '../core/budget.ts';
import type { Clock } from '../core/clock.ts';
import { fail, succeed, type Outcome } from '../core/errors.ts';
import type { KeyValueStore } from '../platform/storage.ts';
import type { BudgetState } from '../protocol/overview.ts';

/** Lower goes first: what was clicked, what is polled, what was automatic. */
export type Rank = 0 | 1 | 2;

const MOST_IN_FLIGHT = 4;
const MOST_WAITING = 500;

interface Waiting {
  rank: Rank;
  grant(outcome: Outcome<Release>): void;
  onQueued: ((until: number) => void) | undefined;
}

/** Gives the place among those in flight back. */
export type Release = () => void;

/** One token bucket and one queue per profile. The bucket is kept in the session store: it survives the worker. */
export interface BudgetQueue {
  /** Answers when a request may go out; call the release when it is over. */
  admit(profileId: string, rule: BudgetRule, rank: Rank, onQueued?: (until: number) => void): Promise<Outcome<Release>>;
  state(profileId: string, rule: BudgetRule): Promise<BudgetState>;
  /** Refuses all that waits, as when a key is removed. */
  cancel(profileId: string): void;
}

export function createBudgetQueue(session: KeyValueStore, clock: Clock, onChange: () => void): BudgetQueue {
  const lines = new Map<string, Promise<Line>>();
  const lineOf = (profileId: string, rule: BudgetRule) => {
    const known = lines.get(profileId);
    if (known) return known;
    const made = loadBucket(session, profileId, rule, clock.now()).then((bucket) =>
      createLine(bucket, clock, (next) => {
        void session.set(bucketName(profileId), next);
        onChange();
      }),
    );
    lines.set(profileId, made);
    return made;
  };
  return {
    admit: async (profileId, rule, rank, onQueued) => (await lineOf(profileId, rule)).admit(rule, rank, onQueued),
    state: async (profileId, rule) => (await lineOf(profileId, rule)).state(rule),
    cancel: (profileId) => void lines.get(profileId)?.then((line) => line.cancel()),
  };
}

interface Line {
  admit(rule: BudgetRule, rank: Rank, onQueued?: (until: number) => void): Promise<Outcome<Release>>;
  state(rule: BudgetRule): BudgetState;
  cancel(): void;
}

function createLine(start: Bucket, clock: Clock, onChange: (bucket: Bucket) => void): Line {
  const waiting: Waiting[] = [];
  let bucket = start;
  let inFlight = 0;
  let cancelTimer: (() => void) | null = null;

  const pump = (rule: BudgetRule) => {
    cancelTimer?.();
    cancelTimer = null;
    while (waiting.length > 0 && inFlight < MOST_IN_FLIGHT) {
      const taken = take(bucket, rule, clock.now());
      bucket = taken.bucket;
      if (taken.waitMs > 0) {
        cancelTimer = clock.after(taken.waitMs, () => pump(rule));
        break;
      }
      inFlight += 1;
      waiting.shift()?.grant(succeed(once(() => {
        inFlight -= 1;
        pump(rule);
      })));
    }
    onChange(bucket);
  };

  return {
    admit: (rule, rank, onQueued) =>
      new Promise((resolve) => {
        if (waiting.length >= MOST_WAITING) return resolve(fail({ kind: 'queue-full', waiting: waiting.length }));
        const after = waiting.findIndex((other) => other.rank > rank);
        const place = after === -1 ? waiting.length : after;
        const entry: Waiting = { rank, grant: resolve, onQueued };
        waiting.splice(place, 0, entry);
        pump(rule);
        const now = clock.now();
        if (waiting.includes(entry)) onQueued?.(now + waitForPlace(bucket, rule, now, waiting.indexOf(entry)));
        return undefined;
      }),
    state: (rule) => ({
      available: Math.floor(refill(bucket, rule, clock.now()).tokens),
      perMinute: rule.perMinute,
      burst: rule.burst,
      waiting: waiting.length,
    }),
    cancel: () => {
      for (const entry of waiting.splice(0)) entry.grant(fail({ kind: 'cancelled' }));
    },
  };
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}

const bucketName = (profileId: string) => `bucket:${profileId}`;

async function loadBucket(session: KeyValueStore, profileId: string, rule: BudgetRule, now: number): Promise<Bucket> {
  const value = await session.get(bucketName(profileId));
  if (typeof value === 'object' && value !== null && 'tokens' in value && 'updatedAt' in value) {
    const { tokens, updatedAt } = value;
    if (typeof tokens === 'number' && typeof updatedAt === 'number' && Number.isFinite(tokens + updatedAt)) {
      return { tokens, updatedAt };
    }
  }
  return fullBucket(rule, now);
}
