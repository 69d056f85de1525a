/** Whether and when a failed question is asked again. */
import type { Clock } from '../../core/clock.ts';
import type { AppError } from '../../core/errors.ts';

const BACK_OFF_BASE_MS = 1_000;
/** Also the longest Retry-After that is waited for here: a longer one is the caller's to wait for. */
export const BACK_OFF_CAP_MS = 10_000;

const PASSING_STATUSES: ReadonlySet<number> = new Set([500, 502, 503, 504]);

/**
 * Whether the same question may be answered a moment later. Not 429: that makes the whole profile wait. Not a timeout:
 * who looks on has waited as long as is allowed, and is to be told.
 */
export function mayPass(error: AppError): boolean {
  if (error.kind === 'unavailable') return PASSING_STATUSES.has(error.status);
  return error.kind === 'unreachable';
}

/**
 * One to two seconds, then two to four …: jittered, so that views which failed together do not return together.
 * No sooner than the server asked for; null when that is too long to sit out.
 */
export function backOffMs(attempt: number, random: number, askedToWaitMs: number | null): number | null {
  if (askedToWaitMs !== null && askedToWaitMs > BACK_OFF_CAP_MS) return null;
  const ownMs = Math.min(BACK_OFF_CAP_MS, BACK_OFF_BASE_MS * 2 ** (attempt - 1) * (1 + random));
  return Math.max(ownMs, askedToWaitMs ?? 0);
}

/** Ends early when `signal` aborts. */
export function sleep(clock: Clock, waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    let stop = () => {};
    const end = () => {
      stop();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    stop = clock.after(waitMs, end);
    if (signal?.aborted === true) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
