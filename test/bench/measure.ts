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
  /** CPU milliseconds of each later round, but for those in which most is compiled. */
  spent: number[];
  /** The same of the floor, by turns. */
  floor: number[];
  /** The longest slice of each. */
  longest: number[];
  slices: number;
}

const ROUNDS = 20;
const WARM_UP = 6;

export function measure({ run, floor }: Bench): Measured {
  const rounds = Array.from({ length: ROUNDS }, () => ({ floor: cpuMs(floor), times: sliceTimes(run()) }));
  const warm = rounds.slice(WARM_UP);
  return {
    first: sum(rounds[0]?.times ?? []),
    spent: warm.map(({ times }) => sum(times)),
    floor: warm.map((round) => round.floor),
    longest: warm.map(({ times }) => Math.max(...times)),
    slices: warm[0]?.times.length ?? 0,
  };
}

const sum = (times: readonly number[]): number => times.reduce((all, one) => all + one, 0);

function sliceTimes(slices: Slices<unknown>): number[] {
  const times: number[] = [];
  const next = () => slices.next().done;
  for (;;) {
    let isDone: boolean | undefined = false;
    times.push(cpuMs(() => (isDone = next())));
    if (isDone) return times;
  }
}
