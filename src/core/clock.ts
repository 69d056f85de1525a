/** The only time the product knows: injected, so that tests own it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls once after `delayMs`; the result cancels. */
  after(delayMs: number, run: () => void): () => void;
}

/** Waits for `work`, but no longer than `limitMs`: then the result is `late`, and what comes of the work is dropped. */
export function within<T, L>(clock: Clock, limitMs: number, work: Promise<T>, late: L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () => resolve(late));
    work.then(resolve, reject).finally(cancel);
  });
}
