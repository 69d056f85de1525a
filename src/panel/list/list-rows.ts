import { computed, type ReadonlySignal } from '@preact/signals';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import { countRows, sumCounts, type Counts, type RowState } from './list-order.ts';

export interface ListRows {
  /** In the order of the found ids. A row in which nothing changed is the same object. */
  readonly all: ReadonlySignal<RowState[]>;
  readonly counts: ReadonlySignal<Counts>;
  /** Whether any of them waits for an answer. */
  readonly isBusy: ReadonlySignal<boolean>;
}

interface Known {
  entry: FoundId;
  rank: number;
  row: ReadonlySignal<RowState>;
}

/** Rows that are looked through together when one of them changes. */
const PART = 100;

/** Derives each row by itself and counts them in parts, so that an answer costs one row and not thousands. */
export function createRows(
  found: ReadonlySignal<FoundId[]>,
  derive: (entry: FoundId, rank: number) => RowState,
): ListRows {
  const toRow = createRowCache(derive);
  const parts = computed(() => inParts(toRow(found.value)).map(createPart));
  return {
    all: computed(() => parts.value.flatMap((part) => part.rows.value)),
    counts: computed(() => sumCounts(parts.value.map((part) => part.counts.value))),
    isBusy: computed(() => parts.value.some((part) => part.isBusy.value)),
  };
}

function createPart(signals: ReadonlySignal<RowState>[]) {
  const rows = computed(() => signals.map((row) => row.value));
  return {
    rows,
    counts: computed(() => countRows(rows.value)),
    isBusy: computed(() => rows.value.some((row) => row.slot.loading)),
  };
}

function inParts<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PART) }, (_, at) => all.slice(at * PART, (at + 1) * PART));
}

/** Reuses the previous row when nothing in it changed, so that it need not be rendered again. */
function createRowCache(
  derive: (entry: FoundId, rank: number) => RowState,
): (found: FoundId[]) => ReadonlySignal<RowState>[] {
  let known = new Map<ConversationId, Known>();
  const create = (entry: FoundId, rank: number, first: RowState | undefined) => {
    let before = first;
    return computed(() => {
      const row = derive(entry, rank);
      before = before && isSameRow(before, row) ? before : row;
      return before;
    });
  };
  return (found) => {
    const before = known;
    known = new Map();
    return found.map((entry, rank) => {
      const held = before.get(entry.id);
      const isHeld = held?.entry === entry && held.rank === rank;
      const row = isHeld ? held.row : create(entry, rank, held?.row.peek());
      known.set(entry.id, { entry, rank, row });
      return row;
    });
  };
}

function isSameRow(a: RowState, b: RowState): boolean {
  const keys = Object.keys(a) as (keyof RowState)[];
  return keys.every((key) => a[key] === b[key]);
}
