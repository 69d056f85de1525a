import type { Clock } from '../../core/clock.ts';
import { refill, take, waitForPlace, type Bucket, type BudgetRule } from '../../core/profile/token-bucket.ts';
import type { BudgetState } from '../../protocol/overview.ts';

/** A profile's token bucket as it is spent; times are in milliseconds. */
export interface Budget {
  setRule(rule: BudgetRule): void;
  /** Takes a token where there is one; resolves to 0 then, else to the time until there is one. */
  take(): number;
  /** Stores the bucket after a token was taken. A write that failed is repeated with the next call. */
  save(): void;
  /** When the request in this place of the queue may go out, from now; 0 is the next one. */
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
      // A store that is full for good costs at worst a fuller bucket when the worker wakes again.
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
