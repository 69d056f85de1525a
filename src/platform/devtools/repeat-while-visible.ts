import type { Clock } from '../../core/clock.ts';

/** Firefox's log may still be empty when a panel begins, and is full within a second. */
const PACE = { firstMs: 125, shortestMs: 2000, longestMs: 8000, perCost: 25, quietMs: 0 };
/** A longer delay comes from a clock that was set back. */
const MAX_DELAY_MS = 5 * 60_000;

/**
 * Runs again and again while the panel is in view, for under 4 % of the time: what is open can only be read from the
 * browser's log, which takes about a millisecond for three of its requests. `run` tells whether anything came of it;
 * where nothing does, the pause grows until `hurry` is called, at the start from a short one. What a run costs counts
 * from the first one that has news: a log that is still empty is soon asked again, also on a busy machine. A run is put
 * off until nothing has hurried it for `quietMs`, at most by `longestMs`, and so is the first, as if the page had just
 * begun; without `quietMs` that one comes at once.
 */
export function repeatWhileVisible(
  clock: Clock,
  run: () => Promise<boolean>,
  onVisibility: (listener: (visible: boolean) => void) => () => void,
  { firstMs, shortestMs, longestMs, perCost, quietMs } = PACE,
) {
  let isVisible = true;
  let isRunning = false;
  let isStopped = false;
  let hadNews = false;
  let endedAt = clock.now();
  let hurriedAt = quietMs > 0 ? clock.now() : -Infinity;
  let costMs = 0;
  let periodMs = firstMs;
  let cancel = () => {};
  const plan = (): void => {
    cancel();
    if (isStopped || isRunning || !isVisible) return;
    const rested = endedAt + Math.max(periodMs, (hadNews ? perCost : 1) * costMs);
    const dueAt = Math.max(rested, Math.min(hurriedAt + quietMs, rested + longestMs));
    cancel = clock.after(Math.min(Math.max(0, dueAt - clock.now()), MAX_DELAY_MS), () => void go());
  };
  const go = async (): Promise<void> => {
    isRunning = true;
    const startedAt = clock.now();
    const hasNews = await run();
    endedAt = clock.now();
    costMs = Math.max(0, endedAt - startedAt);
    hadNews ||= hasNews;
    periodMs = hasNews ? shortestMs : Math.min(2 * periodMs, longestMs);
    isRunning = false;
    plan();
  };
  if (quietMs > 0) plan();
  else void go();
  const stopWatching = onVisibility((visible) => {
    isVisible = visible;
    plan();
  });
  return {
    /** Something happens: more may be open. */
    hurry: (): void => {
      hurriedAt = clock.now();
      if (periodMs <= shortestMs && quietMs === 0) return;
      periodMs = Math.min(periodMs, shortestMs);
      plan();
    },
    stop: (): void => {
      isStopped = true;
      stopWatching();
      cancel();
    },
  };
}
