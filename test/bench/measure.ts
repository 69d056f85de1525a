import type { Slices } from '../../src/core/slices.ts';
import { cpuMs } from '../support/cpu-time.ts';

export interface Bench {
  name: string;
  run: () => Slices<unknown>;
  /** What the computation must do at least, and how that is called. */
  floor: () => void;
  against: string;
  /** CPU milliseconds at most. */
  most?: number;
}

export interface Measured {
  /** CPU milliseconds of the first round, in which nothing is compiled yet. */
  first: number;
  /** Of the fastest round. */
  spent: number;
  floor: number;
  /** The longest slice of the fastest round. */
  longest: number;
  slices: number;
}

const ROUNDS = 9;

export function measure({ run, floor }: Bench): Measured {
  let best: Measured = { first: 0, spent: Infinity, floor: Infinity, longest: 0, slices: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    best.floor = Math.min(best.floor, cpuMs(floor));
    const times = sliceTimes(run());
    const spent = times.reduce((sum, one) => sum + one, 0);
    if (round === 0) best.first = spent;
    if (spent < best.spent)
      best = { ...best, spent, longest: times.reduce((most, one) => Math.max(most, one), 0), slices: times.length };
  }
  return best;
}

function sliceTimes(slices: Slices<unknown>): number[] {
  const times: number[] = [];
  const next = () => slices.next().done;
  for (;;) {
    let isDone: boolean | undefined = false;
    times.push(cpuMs(() => (isDone = next())));
    if (isDone) return times;
  }
}
