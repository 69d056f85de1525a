/**
 * Whether a summary still reflects its conversation. Only evidence decides: Synap's `is_stale`, or newer messages where
 * it is absent. Age alone does not make a summary stale.
 */

export type Freshness = 'fresh' | 'stale' | 'unknown';

export interface FreshnessEvidence {
  /** `is_stale` as Synap sent it. */
  isStale: boolean | null;
  /** Messages recorded after the summary's cut-off. */
  newerMessages: number | null;
}

/** Synap's word decides, even against the count of newer messages. */
export function freshness({ isStale, newerMessages }: FreshnessEvidence): Freshness {
  if (isStale !== null) return isStale ? 'stale' : 'fresh';
  return (newerMessages ?? 0) > 0 ? 'stale' : 'unknown';
}

/** Age in ms of something the server dated. `serverSkewMs` is the server's clock minus ours. */
export function ageMs(serverTime: number, now: number, serverSkewMs: number): number {
  return Math.max(0, now + serverSkewMs - serverTime);
}

/** Converts a time of the server's clock to ours. */
export function ourTime(serverTime: number, serverSkewMs: number): number {
  return serverTime - serverSkewMs;
}
