export interface RateLimit {
  perMinute: number;
  burst: number;
}

/** A token bucket that is filled by looking at the clock. */
export class TokenBucket {
  readonly #limit: RateLimit;
  #tokens: number;
  #filledAt: number;

  constructor(limit: RateLimit, now: number) {
    this.#limit = limit;
    this.#tokens = limit.burst;
    this.#filledAt = now;
  }

  /** Takes one token and returns 0, or takes none and returns the seconds until there is one. */
  take(now: number): number {
    const perMs = this.#limit.perMinute / 60_000;
    const elapsedMs = Math.max(0, now - this.#filledAt);
    this.#tokens = Math.min(this.#limit.burst, this.#tokens + elapsedMs * perMs);
    this.#filledAt = now;
    // A millisecond's worth of tolerance: 60 fills of 1/60 are not quite 1.
    if (this.#tokens >= 1 - perMs / 2) {
      this.#tokens = Math.max(0, this.#tokens - 1);
      return 0;
    }
    return (1 - this.#tokens) / perMs / 1000;
  }
}
