/** Long computations of a view, in CPU time of their fastest round, each against a floor of the same run. */
import { measure, type Bench } from './measure.ts';
import type { Row, RowGroup } from './rows.ts';

/** A task of the view's thread may take so long. */
const LONGEST_SLICE_MS = 50;

export function sliceGroup(name: string, benches: () => Bench[]): RowGroup {
  return { name, rows: async () => benches().map(rowOf) };
}

function rowOf(bench: Bench): Row {
  const { first, spent, floor, longest, slices } = measure(bench);
  const { most } = bench;
  const isShort = longest <= LONGEST_SLICE_MS;
  return {
    name: `${bench.name} (at first ${first.toFixed(0)}; ${slices} slices, the longest ${longest.toFixed(1)})`,
    value: spent,
    unit: 'ms of CPU',
    against: bench.against,
    ratio: spent / floor,
    reach:
      most === undefined
        ? `stated; no slice over ${LONGEST_SLICE_MS} ms`
        : `≤ ${most} ms; no slice over ${LONGEST_SLICE_MS} ms`,
    met: isShort && (most === undefined ? null : spent <= most),
  };
}
