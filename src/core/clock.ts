/** The only source of time; injected, so that tests control it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `run` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** Waits for `work`, but at most `limitMs`: after that the result is `late`, and the outcome of `work` is dropped. */
export function within<T, L>(clock: Clock, limitMs: number, work: Promise<T>, late: L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () => resolve(late));
    work.then(resolve, reject).finally(cancel);
  });
}
