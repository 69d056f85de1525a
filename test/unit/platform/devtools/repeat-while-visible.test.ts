import { beforeEach, expect, it } from 'vitest';
import { repeatWhileVisible } from '../../../../src/platform/devtools/repeat-while-visible.ts';
import { createManualClock, type ManualClock } from '../../../support/manual-clock.ts';

/** Long after the epoch, as every real clock. */
const START = 1e12;
let clock: ManualClock;
let runs: number[];
let takesMs: number;
let hasNews: boolean;
let see: (visible: boolean) => void;
let repeating: ReturnType<typeof repeatWhileVisible>;

function begin(pace?: Parameters<typeof repeatWhileVisible>[3]): void {
  const run = async (): Promise<boolean> => {
    runs.push(clock.now() - START);
    if (takesMs > 0) await new Promise<void>((resolve) => void clock.after(takesMs, resolve));
    return hasNews;
  };
  repeating = repeatWhileVisible(
    clock,
    run,
    (listener) => {
      see = listener;
      listener(true);
      return () => undefined;
    },
    pace,
  );
}

beforeEach(async () => {
  clock = createManualClock(START);
  [runs, takesMs, hasNews] = [[], 0, true];
  begin();
  await clock.pass(0);
});

it('runs at once and every two seconds, ever more seldom where nothing comes of it, until it is hurried', async () => {
  await clock.pass(4000);
  expect(runs).toEqual([0, 2000, 4000]);
  hasNews = false;
  await clock.pass(30_000);
  expect(runs.slice(3)).toEqual([6000, 10_000, 18_000, 26_000, 34_000]);
  await clock.pass(1000);
  repeating.hurry();
  await clock.pass(1000);
  expect(runs.at(-1)).toBe(36_000);
});

it('is quick at the start, as long as nothing comes of it', async () => {
  hasNews = false;
  repeating.stop();
  runs = [];
  const begins = clock.now() - START;
  begin();
  await clock.pass(4000);
  expect(runs.map((at) => at - begins)).toEqual([0, 250, 750, 1750, 3750]);
});

it('is as quick where an empty log takes long to come at first', async () => {
  hasNews = false;
  takesMs = 400;
  repeating.stop();
  runs = [];
  const begins = clock.now() - START;
  begin({ firstMs: 100, shortestMs: 15_000, longestMs: 30_000, growth: 10, perCost: 200, quietMs: 1000 });
  await clock.pass(1400);
  expect(runs.map((at) => at - begins)).toEqual([0, 1400]);
  // 400 ms, 200 times.
  await clock.pass(80_000);
  expect(runs).toHaveLength(2);
  await clock.pass(1000);
  expect(runs).toHaveLength(3);
});

it('waits for a quiet moment where it is told to, but not for ever', async () => {
  repeating.stop();
  hasNews = false;
  runs = [];
  const begins = clock.now() - START;
  begin({ firstMs: 125, shortestMs: 2000, longestMs: 8000, growth: 2, perCost: 25, quietMs: 1000 });
  for (let ms = 0; ms < 500; ms += 100) {
    await clock.pass(100);
    repeating.hurry();
  }
  await clock.pass(999);
  expect(runs.map((at) => at - begins)).toEqual([0]);
  await clock.pass(1);
  expect(runs.map((at) => at - begins)).toEqual([0, 1500]);
  for (let ms = 0; ms < 10_000; ms += 100) {
    repeating.hurry();
    await clock.pass(100);
  }
  expect(runs.map((at) => at - begins)).toEqual([0, 1500, 10_000]);
});

it('takes under 4 % of the time, whatever a run takes and however often it is hurried', async () => {
  takesMs = 1000;
  await clock.pass(100_000);
  for (let n = 0; n < 1000; n += 1) {
    repeating.hurry();
    await clock.pass(100);
  }
  const [, first = 0, ...later] = runs;
  expect(later.length).toBeGreaterThan(5);
  // Each with the pause that pays for it.
  expect((later.length * takesMs) / ((later.at(-1) ?? 0) - first)).toBeLessThan(0.04);
});

it('never runs twice at once', async () => {
  takesMs = 3000;
  await clock.pass(2000);
  const before = runs.length;
  see(false);
  see(true);
  repeating.hurry();
  await clock.pass(2500);
  expect(runs).toHaveLength(before);
});

it('rests while the panel is out of view, and runs at once when it comes back', async () => {
  see(false);
  await clock.pass(60_000);
  expect(runs).toEqual([0]);
  see(true);
  await clock.pass(0);
  expect(runs).toEqual([0, 60_000]);
});

it('is not put off for ever by a clock that is set back, and ends when told to', async () => {
  clock.jump(-86_400_000);
  see(false);
  see(true);
  await clock.pass(300_000);
  expect(runs.length).toBeGreaterThan(1);
  const before = runs.length;
  repeating.stop();
  await clock.pass(60_000);
  expect(runs).toHaveLength(before);
});
