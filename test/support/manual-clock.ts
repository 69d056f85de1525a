import type { Clock } from '../../src/core/clock.ts';
import { settle } from './settle.ts';

/** A clock that only the test moves. */
export interface ManualClock extends Clock {
  /** Moves time, and runs what is due on the way. */
  advance(ms: number): void;
  /** Does the same timer by timer: what each timer set off has ended before the next one. */
  pass(ms: number): Promise<void>;
  /** Sets the clock: timers, which count by themselves, do not notice. */
  jump(ms: number): void;
  /** Delays left of the timers that are set. */
  timers(): number[];
}

export function createManualClock(startMs: number): ManualClock {
  let elapsed = 0;
  let offset = startMs;
  const timers = new Set<{ dueAt: number; run: () => void }>();
  /** Runs the timer that is due next, if it is due by then. */
  const runNext = (until: number): boolean => {
    let next: { dueAt: number; run: () => void } | undefined;
    for (const timer of timers) if (timer.dueAt <= until && !(timer.dueAt >= (next?.dueAt ?? Infinity))) next = timer;
    if (next === undefined) return false;
    timers.delete(next);
    elapsed = Math.max(elapsed, next.dueAt);
    next.run();
    return true;
  };
  return {
    now: () => offset + elapsed,
    after: (delayMs, run) => {
      const timer = { dueAt: elapsed + Math.max(0, delayMs), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: (ms) => {
      const until = elapsed + ms;
      while (runNext(until));
      elapsed = until;
    },
    pass: async (ms) => {
      const until = elapsed + ms;
      await settle();
      while (runNext(until)) await settle();
      elapsed = until;
    },
    jump: (ms) => {
      offset += ms;
    },
    timers: () => [...timers].map((timer) => timer.dueAt - elapsed),
  };
}
