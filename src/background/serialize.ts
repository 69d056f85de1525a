import pLimit from 'p-limit';

export type RunExclusive = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs one piece of work after the other, in the order they came. One that fails does not hold up the next. */
export function createSerializer(): RunExclusive {
  return pLimit(1);
}

/** For work that nobody waits for and whose failure the next event makes good. */
export function ignoreErrors(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
