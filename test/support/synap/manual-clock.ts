import type { Clock } from '../../../src/core/clock.ts';

export interface ManualClock extends Clock {
  /** Moves time, and runs what is due on the way. */
  advance(ms: number): void;
  /** Delays of the timers that are set now. */
  waiting(): number[];
  /** Delays of the timers that were skipped. */
  skipped: number[];
}

/** `skip`: timers that run at once, as if their time had passed. */
export function createManualClock(startMs: number, skip: (delayMs: number) => boolean = () => false): ManualClock {
  let nowMs = startMs;
  const timers = new Set<{ dueAt: number; delayMs: number; run: () => void }>();
  const skipped: number[] = [];
  const advance = (ms: number) => {
    const untilMs = nowMs + ms;
    for (;;) {
      const due = [...timers].filter((timer) => timer.dueAt <= untilMs).sort((a, b) => a.dueAt - b.dueAt)[0];
      if (due === undefined) break;
      timers.delete(due);
      nowMs = Math.max(nowMs, due.dueAt);
      due.run();
    }
    nowMs = untilMs;
  };
  return {
    now: () => nowMs,
    after(delayMs, run) {
      const timer = { dueAt: nowMs + delayMs, delayMs, run };
      timers.add(timer);
      if (skip(delayMs)) {
        skipped.push(delayMs);
        queueMicrotask(() => {
          if (timers.has(timer)) advance(timer.dueAt - nowMs);
        });
      }
      return () => void timers.delete(timer);
    },
    advance,
    waiting: () => [...timers].map((timer) => timer.delayMs),
    skipped,
  };
}
