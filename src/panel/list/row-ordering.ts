import { comparing, keepOrder, type ListChoice, type RowState } from './list-order.ts';

/** More changed rows than that are sorted with all others. */
const FEW = 100;

/**
 * Orders the rows again and again: where few have changed, these are put in their places and nothing else is compared. While
 * `isHeld`, rows keep their places, but another order is taken at once.
 */
export function createOrdering(): (
  rows: RowState[],
  by: Pick<ListChoice, 'sort' | 'reversed'>,
  isHeld: boolean,
) => RowState[] {
  let before: RowState[] = [];
  let sorted: RowState[] = [];
  let ordered: RowState[] = [];
  let orderedBy = '';
  return (rows, by, isHeld) => {
    const isSameOrder = orderedBy === `${by.sort} ${by.reversed}`;
    const changed = changesOf(before, rows);
    const compare = comparing(by);
    const areFew = isSameOrder && changed !== null && changed.size <= FEW;
    if (changed?.size !== 0 || !isSameOrder)
      sorted = areFew ? withChanges(sorted, changed, compare) : keepOrder(sorted, rows).toSorted(compare);
    if (!isSameOrder || !isHeld) ordered = sorted;
    else if (changed === null) ordered = keepOrder(ordered, sorted);
    else if (changed.size > 0) ordered = ordered.map((row) => changed.get(row) ?? row);
    orderedBy = `${by.sort} ${by.reversed}`;
    before = rows;
    return ordered;
  };
}

/** What each changed row was before; null if there are others than before. */
function changesOf(before: RowState[], rows: RowState[]): Map<RowState, RowState> | null {
  if (before.length !== rows.length) return null;
  const changed = new Map<RowState, RowState>();
  const isAsBefore = rows.every((row, at) => {
    const last = before[at];
    if (last === row) return true;
    if (last === undefined || last.found.id !== row.found.id) return false;
    changed.set(last, row);
    return true;
  });
  return isAsBefore ? changed : null;
}

function withChanges(
  sorted: RowState[],
  changed: Map<RowState, RowState>,
  compare: (a: RowState, b: RowState) => number,
): RowState[] {
  const rows = [...sorted];
  for (const row of changed.keys()) rows.splice(rows.indexOf(row), 1);
  for (const row of changed.values()) {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = rows[middle];
      if (other !== undefined && compare(other, row) < 0) low = middle + 1;
      else high = middle;
    }
    rows.splice(low, 0, row);
  }
  return rows;
}
