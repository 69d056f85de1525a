/** A long computation that pauses at each `yield`, so that its caller decides when to go on. A slice takes well under 10 ms. */
export type Slices<T> = Generator<void, T, void>;

/** Runs all slices at once. */
export function finish<T>(slices: Slices<T>): T {
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
  }
}
