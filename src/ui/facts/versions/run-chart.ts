import { formatNumber } from '../../format/i18n.ts';
import type { TimeLineRun } from './time-line.ts';

/** Where the chart's drawing stands, in units of its own. */
export const CHART = { width: 308, height: 128, left: 34, right: 300, top: 10, bottom: 106 } as const;

export interface Column {
  run: TimeLineRun;
  /** The middle of its column. */
  x: number;
  /** The top of its bar; null without a bar. */
  top: number | null;
  /** The height of its score's point; null without a score. */
  score: number | null;
  /** Whether there is room for its name. */
  isNamed: boolean;
}

export interface RunChart {
  columns: Column[];
  barWidth: number;
  /** What the highest line stands for, in tokens. */
  most: number;
}

const WIDEST_BAR = 22;
/** A name such as `v12` takes so much. */
const NAME_WIDTH = 24;

/** Tokens of each version as a bar, its score as a point, oldest first. A failed run has a column without a bar. */
export function runChart(line: readonly TimeLineRun[]): RunChart {
  const runs = line.toReversed();
  const most = roundUp(Math.max(1, ...runs.map(({ compactedTokens }) => compactedTokens ?? 0)));
  const step = (CHART.right - CHART.left) / Math.max(1, runs.length);
  const height = CHART.bottom - CHART.top;
  const everyNth = Math.ceil(NAME_WIDTH / step);
  const columns = runs.map((run, index): Column => {
    const tokens = run.version === null ? null : run.compactedTokens;
    return {
      run,
      x: CHART.left + step * (index + 0.5),
      top: tokens === null ? null : CHART.bottom - (height * tokens) / most,
      score: run.score === null ? null : CHART.bottom - height * Math.min(1, Math.max(0, run.score)),
      // Counted from the newest, which always has its name.
      isNamed: run.version !== null && (runs.length - 1 - index) % everyNth === 0,
    };
  });
  return { columns, barWidth: Math.min(WIDEST_BAR, step * 0.6), most };
}

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** The next number that reads well on an axis. */
function roundUp(count: number): number {
  const unit = 10 ** Math.floor(Math.log10(count));
  return unit * (ROUND.find((round) => round * unit >= count) ?? 10);
}

/** `6K`, `1.5K`, `800`. */
export function axisText(tokens: number): string {
  return formatNumber(tokens, { notation: 'compact', maximumFractionDigits: 2 });
}
