import type { Clock } from '../../../src/core/clock.ts';

export interface TestClock extends Clock {
  /** Lets time pass, timer by timer; what each timer set off has ended before the next one. */
  pass(ms: number): Promise<void>;
  /** Somebody sets the clock: timers, which count by themselves, do not notice. */
  jump(ms: number): void;
  /** Delays left of the timers that are set. */
  timers(): number[];
}

/** Ends when nothing is left to do but to wait: promises have run, timers have not. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}

export function createTestClock(startMs: number): TestClock {
  let elapsed = 0;
  let offset = startMs;
  const timers = new Set<{ dueAt: number; run: () => void }>();
  return {
    now: () => offset + elapsed,
    after: (delayMs, run) => {
      const timer = { dueAt: elapsed + Math.max(0, delayMs), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pass: async (ms) => {
      const until = elapsed + ms;
      await settle();
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.dueAt <= until).sort((a, b) => a.dueAt - b.dueAt);
        if (!next) break;
        timers.delete(next);
        elapsed = Math.max(elapsed, next.dueAt);
        next.run();
        await settle();
      }
      elapsed = until;
    },
    jump: (ms) => {
      offset += ms;
    },
    timers: () => [...timers].map((timer) => timer.dueAt - elapsed),
  };
}
