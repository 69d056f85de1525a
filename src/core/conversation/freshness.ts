/**
 * Is a summary still what the conversation says? Synap's `is_stale` decides where it came; the facts behind it
 * (newer messages, age) are given with it, and decide where it did not.
 */

/** One of the reference pages calls a summary stale when it is older than this. */
export const STALE_AFTER_MS = 15 * 60_000;

export interface FreshnessFacts {
  /** Synap's own word. */
  isStale: boolean | null;
  /** Messages recorded after the summary's cut-off. */
  newerMessages: number | null;
  /** Age of the summary, by the server's clock. */
  ageMs: number | null;
}

type FreshnessReason =
  | { kind: 'said'; stale: boolean }
  | { kind: 'newer-messages'; count: number }
  | { kind: 'old'; ageMs: number };

export interface Freshness {
  state: 'fresh' | 'stale' | 'unknown';
  /** What speaks for `stale`; facts that disagree with Synap's word are given too. */
  reasons: FreshnessReason[];
}

export function freshness({ isStale, newerMessages, ageMs }: FreshnessFacts): Freshness {
  const reasons: FreshnessReason[] = [];
  if (isStale !== null) reasons.push({ kind: 'said', stale: isStale });
  if (newerMessages !== null && newerMessages > 0) reasons.push({ kind: 'newer-messages', count: newerMessages });
  if (ageMs !== null && ageMs > STALE_AFTER_MS) reasons.push({ kind: 'old', ageMs });
  if (isStale !== null) return { state: isStale ? 'stale' : 'fresh', reasons };
  if (reasons.length > 0) return { state: 'stale', reasons };
  return { state: newerMessages === null && ageMs === null ? 'unknown' : 'fresh', reasons };
}

/** Age of something the server dated, now. `serverSkewMs` is the server's clock minus ours. */
export function ageMs(serverTime: number, now: number, serverSkewMs: number): number {
  return Math.max(0, now + serverSkewMs - serverTime);
}

/** A time of the server's clock, on ours. */
export function ourTime(serverTime: number, serverSkewMs: number): number {
  return serverTime - serverSkewMs;
}
