import type { Slices } from '../../core/slices.ts';

/** A frame at 60 Hz is 16 ms: half of it is left for drawing. */
const TURN_MS = 8;

/**
 * Runs a long computation in turns of a few milliseconds, between which the view answers the user. Resolves with its
 * result; with null once `signal` is aborted, after which nothing more of it runs.
 */
export async function runSlices<T>(slices: Slices<T>, signal?: AbortSignal): Promise<T | null> {
  let turnEnds = performance.now() + TURN_MS;
  for (;;) {
    if (signal?.aborted) return null;
    const step = slices.next();
    if (step.done) return step.value;
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + TURN_MS;
  }
}

/** `setTimeout` would wait 4 ms between turns, and far longer in a hidden page. */
function nextTurn(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
