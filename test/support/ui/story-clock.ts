import { createManualClock, type ManualClock } from '../manual-clock.ts';
import { NOW } from './fixtures.ts';

/** A timer for less is a step of what a component does, and runs by itself. */
const HELD_FROM_MS = 1_000;

/**
 * Takes the page's longer timers: countdowns, patience and rescans pass when a test moves the clock, and not while a
 * slow machine is busy elsewhere.
 */
export function holdTimers(): ManualClock {
  const clock = createManualClock(NOW);
  const { setTimeout, setInterval, clearTimeout } = window;
  const held = new Map<number, () => void>();
  // The browser's own numbers are positive.
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
