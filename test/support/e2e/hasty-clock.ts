import type { Clock } from '../../../src/core/clock.ts';

/** Takes the place of `src/platform/clock.ts` in the worker of the hasty build: the time is true, waits are shorter. */
export const WAIT_SCALE = 1 / 5;

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs * WAIT_SCALE);
    return () => clearTimeout(timer);
  },
};
