/** Long computations of a view, in CPU time of their median round, each against a floor of the same run. */
import { measure, type Bench } from './measure.ts';
import { median, rowAgainst, type Row, type RowGroup } from './rows.ts';

/** A task of the view's thread may take so long. */
const LONGEST_SLICE_MS = 50;

export function sliceGroup(name: string, benches: () => Bench[]): RowGroup {
  return { name, rows: async () => benches().map(rowOf) };
}

function rowOf(bench: Bench): Row {
  const { first, spent, floor, longest, slices } = measure(bench);
  const { most } = bench;
  const isShort = median(longest) <= LONGEST_SLICE_MS;
  const name = `${bench.name}: at first ${first.toFixed(0)}; ${slices} slices, the longest ${median(longest).toFixed(1)}`;
  const row = rowAgainst({ name, unit: 'ms of CPU', against: bench.against }, [spent, floor], Infinity);
  return {
    ...row,
    reach:
      most === undefined
        ? `stated; no slice over ${LONGEST_SLICE_MS} ms`
        : `≤ ${most} ms; no slice over ${LONGEST_SLICE_MS} ms`,
    met: isShort && (most === undefined ? null : row.value <= most),
  };
}
