import { describe, expect, it } from 'vitest';
import type { HistoryRun } from '../../../../../src/protocol/history.ts';
import { chooseVersion, latestTwo } from '../../../../../src/ui/facts/versions/comparison.ts';
import { axisText, CHART, runChart } from '../../../../../src/ui/facts/versions/run-chart.ts';
import { timeLine } from '../../../../../src/ui/facts/versions/time-line.ts';
import { NOW, SECOND, summary } from '../../../../support/ui/fixtures.ts';

const run = (changes: Partial<HistoryRun>): HistoryRun => ({
  compactionId: null,
  version: null,
  state: 'completed',
  strategy: null,
  originalTokens: null,
  compactedTokens: null,
  ratio: null,
  score: null,
  startedAt: null,
  endedAt: null,
  error: null,
  seenAt: NOW,
  ...changes,
});
const made = (version: number, at: number, changes: Partial<HistoryRun> = {}) =>
  run({ version, startedAt: at - 9 * SECOND, endedAt: at, compactedTokens: version * 1000, ...changes });
const failed = (at: number, changes: Partial<HistoryRun> = {}) =>
  run({ state: 'failed', compactionId: `f${at}`, endedAt: at, ...changes });
const names = (line: ReturnType<typeof timeLine>) => line.map(({ version, state }) => `${version ?? '-'} ${state}`);

describe('the time line', () => {
  it('lists what the history knows, and the versions that it does not', () => {
    const line = timeLine([made(3, NOW), failed(NOW - 10 * SECOND), made(2, NOW - 60 * SECOND)], 4, []);
    expect(names(line)).toEqual(['4 unread', '3 completed', '- failed', '2 completed', '1 unread']);
    expect(line[1]).toMatchObject({ durationMs: 9 * SECOND, compactedTokens: 3000, at: NOW });
    expect(line[4]).toMatchObject({ compactedTokens: null, score: null, at: null });
  });

  it('takes from a summary at hand what the history lacks', () => {
    const read = summary({ version: 1, compactedTokenCount: 2117, originalTokenCount: 9480, validationScore: 0.81 });
    const [, first] = timeLine([], 2, [read]);
    expect(first).toMatchObject({ state: 'completed', version: 1, compactedTokens: 2117, score: 0.81 });
    expect(first?.keptRatio).toBeCloseTo(2117 / 9480);
    expect(names(timeLine([], null, [summary({ version: 2 })]))).toEqual(['2 completed', '1 unread']);
  });

  it('puts a run in progress first, and one without any time last', () => {
    const running = run({ state: 'in_progress', compactionId: 'r', startedAt: NOW - 100 * SECOND });
    const lost = run({ compactionId: 'x' });
    expect(names(timeLine([running, lost, made(1, NOW)], 1, []))).toEqual([
      '- in_progress',
      '1 completed',
      '- completed',
    ]);
    // The newest run tells that an earlier one is over.
    expect(names(timeLine([made(1, NOW), running], 1, []))).toEqual(['1 completed', '- unseen']);
  });

  it('holds each run once, under keys that differ', () => {
    const line = timeLine([made(2, NOW), made(2, NOW - SECOND), failed(1), failed(2)], 2, []);
    expect(names(line)).toEqual(['2 completed', '- failed', '- failed', '1 unread']);
    expect(line[0]?.at).toBe(NOW);
    expect(new Set(line.map(({ key }) => key)).size).toBe(line.length);
  });

  it('counts no version from a failed run', () => {
    expect(timeLine([failed(NOW, { version: 7 })], 1, []).map(({ version }) => version)).toEqual([null, 1]);
    expect(timeLine([], null, [])).toEqual([]);
  });
});

describe('what is compared', () => {
  it('is the latest two at first', () => {
    expect(latestTwo(3)).toEqual({ before: 2, after: 3 });
    expect(latestTwo(1)).toEqual({ before: null, after: 1 });
    expect(latestTwo(null)).toEqual({ before: null, after: null });
  });

  it('is a chosen version with the one before it, or from a chosen start', () => {
    const shown = { before: 4, after: 5 };
    expect(chooseVersion(shown, 3, 'end')).toEqual({ before: 2, after: 3 });
    expect(chooseVersion(shown, 2, 'start')).toEqual({ before: 2, after: 5 });
    expect(chooseVersion(shown, 1, 'end')).toEqual({ before: 1, after: 5 });
    expect(chooseVersion({ before: null, after: 1 }, 1, 'end')).toEqual({ before: null, after: 1 });
  });
});

describe('the chart', () => {
  it('has a column for each run, oldest first, and a bar for each version whose tokens are known', () => {
    const line = timeLine([made(3, NOW, { score: 1 }), failed(NOW - SECOND), made(2, NOW - 60 * SECOND)], 3, []);
    const { columns, most } = runChart(line);
    expect(columns.map(({ run: { version } }) => version)).toEqual([1, 2, null, 3]);
    expect(most).toBe(3000);
    expect(columns.map(({ top }) => top)).toEqual([null, expect.any(Number), null, CHART.top]);
    expect(columns[3]).toMatchObject({ score: CHART.top, isNamed: true });
    expect(columns.map(({ x }) => x)).toEqual(columns.map(({ x }) => x).toSorted((a, b) => a - b));
  });

  it('stays inside, with one run and with many', () => {
    for (const count of [1, 50, 200]) {
      const line = timeLine([], count, []);
      const { columns, barWidth } = runChart(line);
      expect(columns).toHaveLength(count);
      expect(columns[0]?.x ?? 0).toBeGreaterThanOrEqual(CHART.left + barWidth / 2);
      expect(columns.at(-1)?.x ?? 0).toBeLessThanOrEqual(CHART.right - barWidth / 2);
      expect(columns.filter(({ isNamed }) => isNamed).length).toBeLessThanOrEqual(12);
      expect(columns.at(-1)?.isNamed).toBe(true);
    }
  });

  it('has an axis that reads well', () => {
    expect([6000, 1500, 800, 0, 2_500_000].map(axisText)).toEqual(['6K', '1.5K', '800', '0', '2.5M']);
  });
});
