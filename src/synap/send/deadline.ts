/** Combines a request's two time limits and the caller's cancellation into one abort signal. */
import type { Clock } from '../../core/clock.ts';

export interface DeadlineLimits {
  /** Until the headers arrive. */
  headersMs: number;
  /** Until the whole body has arrived. */
  totalMs: number;
}

/** `afterMs` is the limit that ran out. */
export type Ending = { by: 'caller' } | { by: 'timeout'; afterMs: number };

export interface Deadline {
  signal: AbortSignal;
  /** Null while the request is still open. */
  ending(): Ending | null;
  headersArrived(): void;
  /** Stops the timers, and the transfer if it is still running. */
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
