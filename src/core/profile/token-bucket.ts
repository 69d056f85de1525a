/**
 * The token bucket of one profile: `burst` requests at once, `perMinute` in the long run. The defaults are those of the
 * API's free tier (60 a minute, burst 10).
 */

export interface BudgetRule {
  perMinute: number;
  burst: number;
}

export interface Bucket {
  tokens: number;
  /** Epoch ms of the last refill. */
  updatedAt: number;
}

export function fullBucket(rule: BudgetRule, now: number): Bucket {
  return { tokens: rule.burst, updatedAt: now };
}

/** A clock that jumped back refills nothing; one that jumped ahead fills the bucket, no more. */
export function refill(bucket: Bucket, rule: BudgetRule, now: number): Bucket {
  const elapsedMs = Math.max(0, now - bucket.updatedAt);
  const tokens = Math.min(rule.burst, Math.max(0, bucket.tokens) + (elapsedMs * rule.perMinute) / 60_000);
  return { tokens, updatedAt: now };
}

/** Takes one token if there is one; else `waitMs` is the time until there is. */
export function take(bucket: Bucket, rule: BudgetRule, now: number): { bucket: Bucket; waitMs: number } {
  const filled = refill(bucket, rule, now);
  // The epsilon keeps a rounding error from causing a wait of a fraction of a millisecond.
  if (filled.tokens >= 1 - 1e-9) return { bucket: { ...filled, tokens: filled.tokens - 1 }, waitMs: 0 };
  return { bucket: filled, waitMs: Math.max(1, Math.ceil(((1 - filled.tokens) * 60_000) / rule.perMinute)) };
}

/** When the n-th waiting request (0 is the next) may be sent, in ms from now. */
export function waitForPlace(bucket: Bucket, rule: BudgetRule, now: number, place: number): number {
  const filled = refill(bucket, rule, now);
  return Math.max(0, Math.ceil(((place + 1 - filled.tokens) * 60_000) / rule.perMinute));
}
