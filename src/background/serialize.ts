export type RunExclusive = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs one piece of work at a time, in the order of the calls. A failure does not hold up the next. */
export function createSerializer(): RunExclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  };
}

/** For work that nothing waits for and whose failure the next event makes up for. */
export function ignoreErrors(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

/** Merges calls: while one runs, at most one more waits. */
export function createCoalescer(run: () => Promise<unknown>): () => void {
  const runExclusive = createSerializer();
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    ignoreErrors(
      runExclusive(() => {
        waiting = false;
        return run();
      }),
    );
  };
}
