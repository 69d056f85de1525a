import type { Clock } from '../../core/clock.ts';

const PACE = { firstMs: 125, shortestMs: 2000, longestMs: 8000, growth: 2, perCost: 25, quietMs: 0 };
/** A longer delay comes from a clock that was set back. */
const MAX_DELAY_MS = 5 * 60_000;

/**
 * Runs at once, and then again and again while the panel is in view, for under 4 % of the time: what is open can only be
 * read from the browser's log, which takes about a millisecond for three of its requests. `run` tells whether anything
 * came of it; where nothing does, the pause grows until `hurry` is called, at the start from a short one. What the first
 * run costs does not count: Firefox's log is empty when a panel begins, and full within a second. A later run is put off
 * until nothing has hurried it for `quietMs`, at most by `longestMs`.
 */
export function repeatWhileVisible(
  clock: Clock,
  run: () => Promise<boolean>,
  onVisibility: (listener: (visible: boolean) => void) => () => void,
  { firstMs, shortestMs, longestMs, growth, perCost, quietMs } = PACE,
) {
  let isVisible = true;
  let isRunning = false;
  let isStopped = false;
  let isFirst = true;
  let endedAt = 0;
  let hurriedAt = -Infinity;
  let costMs = 0;
  let periodMs = firstMs;
  let cancel = () => {};
  const plan = (): void => {
    cancel();
    if (isStopped || isRunning || !isVisible) return;
    const rested = endedAt + Math.max(periodMs, perCost * costMs);
    const dueAt = Math.max(rested, Math.min(hurriedAt + quietMs, rested + longestMs));
    cancel = clock.after(Math.min(Math.max(0, dueAt - clock.now()), MAX_DELAY_MS), () => void go());
  };
  const go = async (): Promise<void> => {
    isRunning = true;
    const startedAt = clock.now();
    const hasNews = await run();
    endedAt = clock.now();
    costMs = isFirst && !hasNews ? 0 : Math.max(0, endedAt - startedAt);
    isFirst = false;
    periodMs = hasNews ? shortestMs : Math.min(growth * periodMs, longestMs);
    isRunning = false;
    plan();
  };
  void go();
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
