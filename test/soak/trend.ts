import type { Hour } from './measure.ts';

export interface Sample {
  x: number;
  y: number;
}

/** The least-squares slope, y per x; 0 where there is nothing to fit. */
export function slope(samples: readonly Sample[]): number {
  const mean = (pick: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + pick(sample), 0) / samples.length;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = samples.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const together = samples.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return spread === 0 ? 0 : together / spread;
}

/** Compiled code and filled caches count as heap: what the first hours add is no leak. */
export const WARM_UP_HOURS = 18;
/** Fewer samples tell nothing. */
const FEWEST_SAMPLES = 18;
/** Three percent of the heap, twenty bytes for each request of such a day. Compiled code alone adds half of it in the first days. */
export const MAX_GROWTH_BYTES_PER_DAY = 600_000;

export interface HeapTrend {
  first: number;
  last: number;
  perDay: number;
  samples: number;
}

/** Null without samples, as where the heap cannot be measured. */
export function heapTrend(hours: readonly Pick<Hour, 'index' | 'heapBytes'>[]): HeapTrend | null {
  const samples = hours.flatMap(({ index, heapBytes }): Sample[] =>
    heapBytes === null ? [] : [{ x: index / 24, y: heapBytes }],
  );
  const warm = samples.slice(WARM_UP_HOURS);
  const [first, last] = [samples[0], samples.at(-1)];
  return first === undefined || last === undefined
    ? null
    : { first: first.y, last: last.y, perDay: slope(warm), samples: warm.length };
}

/** What is wrong with it, or null. */
export function heapComplaint(trend: HeapTrend | null): string | null {
  if (trend === null) return 'the heap was not measured: run node with --expose-gc';
  if (trend.samples < FEWEST_SAMPLES)
    return `too short to judge the heap: ${trend.samples} emulated hours after warm-up, ${FEWEST_SAMPLES} are needed`;
  return trend.perDay <= MAX_GROWTH_BYTES_PER_DAY ? null : `the heap grows by ${Math.round(trend.perDay)} bytes a day`;
}
