import type { Clock } from '../../core/clock.ts';
import {
  refill,
  roomBeside,
  take,
  waitForPlace,
  type Bucket,
  type BudgetRule,
} from '../../core/profile/token-bucket.ts';
import type { BudgetState } from '../../protocol/overview.ts';

/** Spends a token bucket; times are in milliseconds. Synap has not counted `inFlight` requests yet. */
export interface Budget {
  setRule(rule: BudgetRule): void;
  /** Takes a token and returns 0, or returns the time until there is one. */
  take(inFlight: number): number;
  /** Stores the bucket after it was changed. The next call retries a failed write. */
  save(): void;
  /** Holds no more than this other bucket of the same account. */
  limitTo(other: Bucket): void;
  drain(): void;
  /** Time until the request at this place of the queue may be sent; 0 is the next one. */
  waitMs(place: number, inFlight: number): number;
  /** Whether one more request may be sent beside so many, and some are left for clicks. */
  hasSpare(beside: number, inFlight: number): boolean;
  state(waiting: number, inFlight: number): BudgetState;
}

const FOR_CLICKS = 0.3;

export function createBudget(
  start: Bucket,
  startRule: BudgetRule,
  clock: Clock,
  write: (bucket: Bucket) => Promise<void>,
): Budget {
  let rule = startRule;
  let bucket = start;
  let unsaved: Bucket | null = null;
  const change = (next: Bucket) => {
    bucket = next;
    unsaved = next;
  };
  const available = (inFlight: number) =>
    Math.floor(refill(bucket, roomBeside(rule, inFlight), clock.now()).tokens + 1e-9);
  return {
    setRule: (next) => {
      // Tokens earned until now follow the old rule.
      bucket = refill(bucket, rule, clock.now());
      rule = next;
    },
    take: (inFlight) => {
      const taken = take(bucket, roomBeside(rule, inFlight), clock.now());
      if (taken.waitMs === 0) change(taken.bucket);
      else bucket = taken.bucket;
      return taken.waitMs;
    },
    save: () => {
      const saving = unsaved;
      if (!saving) return;
      const saved = () => {
        if (unsaved === saving) unsaved = null;
      };
      // If the write keeps failing, the bucket is at worst too full when the worker wakes again.
      write(saving).then(saved, () => undefined);
    },
    limitTo: (other) => {
      const [own, others] = [bucket, other].map((one) => refill(one, rule, clock.now()).tokens);
      bucket = { tokens: Math.min(own ?? 0, others ?? 0), updatedAt: clock.now() };
    },
    drain: () => change({ tokens: 0, updatedAt: clock.now() }),
    waitMs: (place, inFlight) => waitForPlace(bucket, roomBeside(rule, inFlight), clock.now(), place),
    hasSpare: (beside, inFlight) => available(inFlight) > beside + rule.burst * FOR_CLICKS,
    state: (waiting, inFlight) => ({
      available: available(inFlight),
      perMinute: rule.perMinute,
      burst: rule.burst,
      waiting,
    }),
  };
}
