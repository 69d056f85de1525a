import type { CompactionStatus } from '../../../core/conversation/conversation.ts';
import { ourTime } from '../../../core/conversation/freshness.ts';

/** The known facts of a run in progress; times are on our clock. */
export interface RunEstimate {
  /** Identifies the run: a different one resets the estimate. */
  run: string;
  startedAt: number;
  /** The expected end by the earliest estimate; null: Synap gave none. */
  endsAt: number | null;
}

export interface RunProgress {
  ranMs: number;
  /** Null without an estimate, or once it has passed. */
  leftMs: number | null;
  /** 0–1 of the estimate; null without one. Never 1 before the run has ended. */
  share: number | null;
  /** The run takes longer than estimated. */
  over: boolean;
}

const NEARLY_DONE = 0.97;

/**
 * Refines the estimate with each answer. Synap's ETA is "seconds until completion", yet often the same number again and
 * again: the earliest end it ever implied is used.
 */
export function learnEstimate(
  known: RunEstimate | null,
  status: CompactionStatus,
  meta: { retrievedAt: number; serverSkewMs: number },
): RunEstimate {
  const run = status.compactionId ?? String(status.latestCreatedAt ?? '');
  const same = known?.run === run ? known : null;
  const began = status.latestCreatedAt === null ? meta.retrievedAt : ourTime(status.latestCreatedAt, meta.serverSkewMs);
  const eta = status.estimatedCompletionSeconds;
  const implied = eta === null ? null : meta.retrievedAt + eta * 1000;
  const ends = [same?.endsAt ?? null, implied].filter((end) => end !== null);
  return { run, startedAt: same?.startedAt ?? began, endsAt: ends.length === 0 ? null : Math.min(...ends) };
}

export function runProgress(estimate: RunEstimate, now: number): RunProgress {
  const ranMs = Math.max(0, now - estimate.startedAt);
  if (estimate.endsAt === null) return { ranMs, leftMs: null, share: null, over: false };
  const whole = Math.max(1, estimate.endsAt - estimate.startedAt);
  const over = now >= estimate.endsAt;
  return { ranMs, leftMs: over ? null : estimate.endsAt - now, share: Math.min(NEARLY_DONE, ranMs / whole), over };
}
