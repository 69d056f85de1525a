/** Whether and when a failed request is retried. */
import type { Clock } from '../../core/clock.ts';
import type { AppError } from '../../core/errors.ts';

const BACK_OFF_BASE_MS = 1_000;
/** Also the longest Retry-After that is waited for here; the caller handles longer ones. */
export const BACK_OFF_CAP_MS = 10_000;
const PASSING_STATUSES: readonly number[] = [500, 502, 503, 504];

/**
 * Whether a retry may succeed shortly. Not after 429, which makes the whole profile wait. Not after a timeout: the user
 * has already waited as long as is allowed, and should be told.
 */
export function mayPass(error: AppError): boolean {
  if (error.kind === 'unavailable') return PASSING_STATUSES.includes(error.status);
  return error.kind === 'unreachable';
}

/**
 * One to two seconds, then two to four, …: jittered, so that views which failed together do not retry together. Never
 * sooner than the server requested; null when that wait is too long.
 */
export function backOffMs(attempt: number, random: number, askedToWaitMs: number | null): number | null {
  if (askedToWaitMs !== null && askedToWaitMs > BACK_OFF_CAP_MS) return null;
  const ownMs = Math.min(BACK_OFF_CAP_MS, BACK_OFF_BASE_MS * 2 ** (attempt - 1) * (1 + random));
  return Math.max(ownMs, askedToWaitMs ?? 0);
}

/** Resolves early when `signal` aborts. */
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
