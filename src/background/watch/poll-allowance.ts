import type { Clock } from '../../core/clock.ts';
import { ALARM_PERIOD_MS, backgroundShare } from '../../core/conversation/schedule.ts';
import { take, type Bucket, type BudgetRule } from '../../core/profile/token-bucket.ts';

/** Limits polls of what is not in view to a share of a profile's budget, so that the rest is left for lookups. */
export interface PollAllowance {
  /** Takes one poll and returns 0, or returns the time in ms until there is one. */
  take(profileId: string, rule: BudgetRule): number;
}

/** In-memory state that may be lost with the worker: `seenAt` tells since when nothing was taken. */
export function createPollAllowance(clock: Clock, viewOpen: () => boolean, seenAt: () => number): PollAllowance {
  const buckets = new Map<string, Bucket>();
  return {
    take: (profileId, rule) => {
      const share = sharedRule(rule, backgroundShare(viewOpen()));
      const { bucket, waitMs } = take(buckets.get(profileId) ?? { tokens: 0, updatedAt: seenAt() }, share, clock.now());
      buckets.set(profileId, bucket);
      return waitMs;
    },
  };
}

/** Without a view only the alarm polls, so that what comes together between two of them may be taken at once. */
function sharedRule({ perMinute, burst }: BudgetRule, share: number): BudgetRule {
  const perMs = (perMinute * share) / 60_000;
  return { perMinute: perMinute * share, burst: Math.max(1, burst * share, perMs * ALARM_PERIOD_MS) };
}
