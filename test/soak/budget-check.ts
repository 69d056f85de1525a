import type { BudgetRule } from '../../src/core/profile/token-bucket.ts';

const MINUTE_MS = 60_000;
/** Rounding of thousands of refills; a request too many is a whole token. */
const ROUNDING = 1e-3;

/**
 * Counts what arrives, from outside and by true time. There is a window with more than `burst + rate × time` requests
 * if and only if a bucket of that size and rate, full at the start, is overdrawn: so one bucket checks all windows.
 */
export interface BudgetCheck {
  /** A request arrived. Answers what is wrong, or null. */
  arrived(atMs: number): string | null;
  /** The device's clock was set ahead, and whoever has no other clock believes it. */
  setAhead(byMs: number): void;
  /** The browser was restarted: the budget lives as long as its session. */
  restarted(): void;
  sent(): number;
  /** When the last one arrived. */
  lastAt(): number;
  /** Most requests in any minute, and the most that would have been allowed there. */
  busiestMinute(): number;
}

export function createBudgetCheck(name: string, rule: BudgetRule): BudgetCheck {
  let tokens = rule.burst;
  let filledAt = 0;
  let sent = 0;
  let busiest = 0;
  let minute: number[] = [];
  const fill = (ms: number) => {
    tokens = Math.min(rule.burst, tokens + (ms * rule.perMinute) / MINUTE_MS);
  };
  return {
    arrived: (atMs) => {
      fill(atMs - filledAt);
      filledAt = atMs;
      tokens -= 1;
      sent += 1;
      minute = [...minute.filter((at) => at > atMs - MINUTE_MS), atMs];
      busiest = Math.max(busiest, minute.length);
      return tokens < -ROUNDING
        ? `${name}: request ${sent} is over the budget of ${rule.burst} + ${rule.perMinute}/min`
        : null;
    },
    setAhead: fill,
    restarted: () => {
      tokens = rule.burst;
    },
    sent: () => sent,
    lastAt: () => filledAt,
    busiestMinute: () => busiest,
  };
}
