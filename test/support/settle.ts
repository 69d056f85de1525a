/** Ends when nothing is left to do but to wait: promises have run, timers have not. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}

/** Ends when it is true. It sets no limit: the test's own is one, and a shorter one would judge the machine. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await settle();
}
