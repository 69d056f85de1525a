import type { Clock } from '../../core/clock.ts';

const PERIOD_MS = 2000;
const LONGEST_PERIOD_MS = 8000;
const PERIOD_PER_COST = 25;
/** A longer delay comes from a clock that was set back. */
const MAX_DELAY_MS = 5 * 60_000;

/**
 * Runs at once, and then again and again while the panel is in view, for under 4 % of the time: what is open can only be
 * read from the browser's log, which takes about a millisecond for three of its requests. `run` tells whether anything
 * came of it; where nothing does, the pause grows until `hurry` is called.
 */
export function repeatWhileVisible(
  clock: Clock,
  run: () => Promise<boolean>,
  onVisibility: (listener: (visible: boolean) => void) => () => void,
) {
  let isVisible = true;
  let isRunning = false;
  let isStopped = false;
  let endedAt = 0;
  let costMs = 0;
  let periodMs = PERIOD_MS;
  let cancel = () => {};
  const plan = (): void => {
    cancel();
    if (isStopped || isRunning || !isVisible) return;
    const dueAt = endedAt + Math.max(periodMs, PERIOD_PER_COST * costMs);
    cancel = clock.after(Math.min(Math.max(0, dueAt - clock.now()), MAX_DELAY_MS), () => void go());
  };
  const go = async (): Promise<void> => {
    isRunning = true;
    const startedAt = clock.now();
    const hasNews = await run();
    endedAt = clock.now();
    costMs = Math.max(0, endedAt - startedAt);
    periodMs = hasNews ? PERIOD_MS : Math.min(2 * periodMs, LONGEST_PERIOD_MS);
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
      if (periodMs === PERIOD_MS) return;
      periodMs = PERIOD_MS;
      plan();
    },
    stop: (): void => {
      isStopped = true;
      stopWatching();
      cancel();
    },
  };
}
