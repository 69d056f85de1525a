/** The only time the product knows: injected, so that tests own it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls once after `delayMs`; the result cancels. */
  after(delayMs: number, run: () => void): () => void;
}
