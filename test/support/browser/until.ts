/** Often at first, then less: each look takes processor time from what is waited for. What may last for a moment only needs `OFTEN_MS`. */
export const OFTEN_MS = 20;
const SLOWER = 1.2;
const MAX_MS = 200;
export const PATIENCE_MS = 30_000;

export type Truthy<T> = Exclude<T, null | undefined | false | 0 | ''>;

/**
 * Waits until `look` gives something truthy, and returns it. A throw counts as "not yet"; the last one is told
 * when the time is up. The last look begins after that: a machine that stood still has looked at nothing meanwhile.
 */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
  timeoutMs = PATIENCE_MS,
  longestMs = MAX_MS,
): Promise<Truthy<T>> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = OFTEN_MS; ; pauseMs = Math.min(pauseMs * SLOWER, longestMs)) {
    const isLast = performance.now() > deadline;
    const seen = await attempt(look);
    if (seen.value) return seen.value as Truthy<T>;
    if (isLast) {
      const last = seen.error ? `threw ${String(seen.error)}` : `was ${JSON.stringify(seen.value)}`;
      throw new Error(`waited ${timeoutMs} ms for ${what}; it ${last}`, { cause: seen.error });
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function attempt<T>(look: () => T | Promise<T>): Promise<{ value?: T; error?: unknown }> {
  try {
    return { value: await look() };
  } catch (error) {
    return { error };
  }
}
