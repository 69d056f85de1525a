/** The two time limits of one request and the caller's wish to stop, as one abort signal. */
import type { Clock } from '../../core/clock.ts';

export interface DeadlineLimits {
  /** Until the headers are there. */
  headersMs: number;
  /** Until the whole body is there. */
  totalMs: number;
}

/** `afterMs` is the limit that ran out. */
export type Ending = { by: 'caller' } | { by: 'timeout'; afterMs: number };

export interface Deadline {
  signal: AbortSignal;
  /** What ended it; null while nothing has. */
  ending(): Ending | null;
  headersArrived(): void;
  /** Stops the timers, and the transfer if there still is one. */
  close(): void;
}

export function startDeadline(clock: Clock, limits: DeadlineLimits, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let ending: Ending | null = null;
  const end = (how: Ending) => {
    ending ??= how;
    controller.abort();
  };
  const endByCaller = () => end({ by: 'caller' });
  const headersMs = Math.min(limits.headersMs, limits.totalMs);
  const stopHeaders = clock.after(headersMs, () => end({ by: 'timeout', afterMs: headersMs }));
  const stopTotal = clock.after(limits.totalMs, () => end({ by: 'timeout', afterMs: limits.totalMs }));
  if (caller?.aborted === true) endByCaller();
  caller?.addEventListener('abort', endByCaller, { once: true });
  return {
    signal: controller.signal,
    ending: () => ending,
    headersArrived: stopHeaders,
    close() {
      stopHeaders();
      stopTotal();
      caller?.removeEventListener('abort', endByCaller);
      controller.abort();
    },
  };
}
