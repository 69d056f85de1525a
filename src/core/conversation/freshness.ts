/**
 * Whether a summary still reflects its conversation. Synap's `is_stale` decides when it is present; the supporting
 * facts (newer messages, age) are listed with it, and decide when it is absent.
 */

/** One page of Synap's reference calls a summary stale when it is older than this. */
export const STALE_AFTER_MS = 15 * 60_000;

export interface FreshnessFacts {
  /** `is_stale` as Synap sent it. */
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
  /** The reasons for `stale`, including facts that contradict `is_stale`. */
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

/** Age in ms of something the server dated. `serverSkewMs` is the server's clock minus ours. */
export function ageMs(serverTime: number, now: number, serverSkewMs: number): number {
  return Math.max(0, now + serverSkewMs - serverTime);
}

/** Converts a time of the server's clock to ours. */
export function ourTime(serverTime: number, serverSkewMs: number): number {
  return serverTime - serverSkewMs;
}
