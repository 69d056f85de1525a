import type { Clock } from '../../src/core/clock.ts';
import { settle } from './settle.ts';

/** A clock that only the test moves. */
export interface ManualClock extends Clock {
  /** Moves time and runs the timers that become due, in order. */
  advance(ms: number): void;
  /** Like `advance`, but waits after each timer until the promises it resolved have run. */
  pass(ms: number): Promise<void>;
  /** Changes what `now` says without running any timer, as setting the system clock does. */
  jump(ms: number): void;
  /** The remaining delay of each timer that is set. */
  timers(): number[];
}

export function createManualClock(startMs: number): ManualClock {
  let elapsed = 0;
  let offset = startMs;
  const timers = new Set<{ dueAt: number; run: () => void }>();
  /** Runs the earliest timer that is due by `until`; false when there is none. */
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
