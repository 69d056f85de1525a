import type { Answer, CompactionStatus } from '../../../core/conversation/conversation.ts';
import { ourTime } from '../../../core/conversation/freshness.ts';

/** Synap's Python SDK keeps a summary and a context for so long, and does not drop them when a newer version is made. */
const SDK_CACHE_MS = 300_000;

/**
 * Until when an app may still read what was there before the latest run, by our clock. Null when no app can any more, and
 * where the end of the run is unknown.
 */
export function sdkLagUntil(status: Answer<CompactionStatus> | null, now: number): number | null {
  if (status?.data.state !== 'completed' || status.data.completedAt === null) return null;
  const until = ourTime(status.data.completedAt, status.meta.serverSkewMs) + SDK_CACHE_MS;
  return until > now && until - now <= SDK_CACHE_MS ? until : null;
}
