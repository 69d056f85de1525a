/** The token bucket of one account: `burst` requests at once, `perMinute` in the long run. */

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

/**
 * The rule while requests are on their way. Synap takes its own token only when a request arrives, so one in flight may
 * still be about to count: until it has ended, its token is not earned back. One at a time may always go.
 */
export function roomBeside({ perMinute, burst }: BudgetRule, inFlight: number): BudgetRule {
  return { perMinute, burst: Math.max(1, burst - inFlight) };
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
  // The epsilons keep a rounding error from causing a wait of a millisecond or a fraction of it.
  if (filled.tokens >= 1 - 1e-9) return { bucket: { ...filled, tokens: filled.tokens - 1 }, waitMs: 0 };
  return { bucket: filled, waitMs: Math.max(1, Math.ceil(((1 - filled.tokens) * 60_000) / rule.perMinute - 1e-9)) };
}

/** When the n-th waiting request (0 is the next) may be sent, in ms from now. */
export function waitForPlace(bucket: Bucket, rule: BudgetRule, now: number, place: number): number {
  const filled = refill(bucket, rule, now);
  return Math.max(0, Math.ceil(((place + 1 - filled.tokens) * 60_000) / rule.perMinute));
}
