export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** Does one work after the other, in the order they came. One that fails does not hold the next. */
export function createTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
