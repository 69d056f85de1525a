import type { Clock } from '../../core/clock.ts';
import { refill, take, waitForPlace, type Bucket, type BudgetRule } from '../../core/profile/token-bucket.ts';
import type { BudgetState } from '../../protocol/overview.ts';

/** Spends a profile's token bucket; times are in milliseconds. */
export interface Budget {
  setRule(rule: BudgetRule): void;
  /** Takes a token and returns 0, or returns the time until there is one. */
  take(): number;
  /** Stores the bucket after a token was taken. The next call retries a failed write. */
  save(): void;
  /** Time until the request at this place of the queue may be sent; 0 is the next one. */
  waitMs(place: number): number;
  state(waiting: number): BudgetState;
}

export function createBudget(
  start: Bucket,
  startRule: BudgetRule,
  clock: Clock,
  write: (bucket: Bucket) => Promise<void>,
): Budget {
  let rule = startRule;
  let bucket = start;
  let unsaved: Bucket | null = null;
  return {
    setRule: (next) => {
      rule = next;
    },
    take: () => {
      const taken = take(bucket, rule, clock.now());
      bucket = taken.bucket;
      if (taken.waitMs === 0) unsaved = bucket;
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
    waitMs: (place) => waitForPlace(bucket, rule, clock.now(), place),
    state: (waiting) => ({
      available: Math.floor(refill(bucket, rule, clock.now()).tokens + 1e-9),
      perMinute: rule.perMinute,
      burst: rule.burst,
      waiting,
    }),
  };
}
