import { createManualClock, type ManualClock } from '../manual-clock.ts';
import { NOW } from './fixtures.ts';

/** Shorter timers are steps of rendering, and run by themselves. */
const HELD_FROM_MS = 1_000;

/** Puts the page's longer timers on a manual clock, so that countdowns do not depend on the speed of the machine. */
export function holdTimers(): ManualClock {
  const clock = createManualClock(NOW);
  const { setTimeout, setInterval, clearTimeout } = window;
  const held = new Map<number, () => void>();
  // The browser's own ids are positive.
  let last = 0;
  const hold = (delayMs: number, run: () => void, repeats: boolean): number => {
    last -= 1;
    const id = last;
    const set = () => {
      const cancel = clock.after(delayMs, () => {
        if (repeats) set();
        else held.delete(id);
        run();
      });
      held.set(id, cancel);
    };
    set();
    return id;
  };
  const clear = (id: number | undefined) => {
    if (id !== undefined) held.get(id)?.();
    if (id === undefined || !held.delete(id)) clearTimeout(id);
  };
  Object.assign(window, {
    setTimeout: (run: () => void, ms = 0) => (ms < HELD_FROM_MS ? setTimeout(run, ms) : hold(ms, run, false)),
    setInterval: (run: () => void, ms = 0) => (ms < HELD_FROM_MS ? setInterval(run, ms) : hold(ms, run, true)),
    clearTimeout: clear,
    clearInterval: clear,
  });
  return clock;
}
