/** Resolves when pending promises have run; timers have not. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });
}

/** Resolves when `isTrue` is. It has no timeout but the test's, because a shorter one fails on a slow machine. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await settle();
}
