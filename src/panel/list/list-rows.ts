import { computed, effect, type ReadonlySignal } from '@preact/signals';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import type { Frames } from './frames.ts';
import { countRows, sumCounts, type Counts, type RowState } from './list-order.ts';

export interface ListRows {
  /** In the order of the found ids. A row in which nothing changed is the same object. */
  readonly all: ReadonlySignal<RowState[]>;
  readonly counts: ReadonlySignal<Counts>;
  /** Whether any of them waits for an answer. */
  readonly isBusy: ReadonlySignal<boolean>;
  /** One of them, as it is now. */
  rowOf(id: ConversationId): RowState | null;
  dispose(): void;
}

interface Known {
  entry: FoundId;
  rank: number;
  row: ReadonlySignal<RowState>;
}

interface Part {
  rows: RowState[];
  counts: Counts;
  isBusy: boolean;
}

/** Rows that are looked through together when one of them changes. */
const PART = 100;

/**
 * Derives each row by itself and counts them in parts, so that an answer costs one row and not thousands. Other ids are
 * listed at once, and what is learnt of them frame by frame.
 */
export function createRows(
  found: ReadonlySignal<FoundId[]>,
  derive: (entry: FoundId, rank: number) => RowState,
  { frame, ask }: Frames,
): ListRows {
  const { toRow, rowOf } = createRowCache(derive);
  const parts = computed(() => inParts(toRow(found.value)).map(createPart));
  const dispose = effect(() => {
    for (const part of parts.value) void part.value;
    ask();
  });
  let last: Part[] = [];
  const now = computed(() => {
    void frame.value;
    const next = parts.value.map((part) => part.peek());
    if (next.length !== last.length || next.some((part, at) => part !== last[at])) last = next;
    return last;
  });
  return {
    all: computed(() => now.value.flatMap(({ rows }) => rows)),
    counts: computed(() => sumCounts(now.value.map(({ counts }) => counts))),
    isBusy: computed(() => now.value.some(({ isBusy }) => isBusy)),
    rowOf: (id) => (parts.value, rowOf(id)),
    dispose,
  };
}

function createPart(signals: ReadonlySignal<RowState>[]) {
  return computed((): Part => {
    const rows = signals.map((row) => row.value);
    return { rows, counts: countRows(rows), isBusy: rows.some((row) => row.slot.loading) };
  });
}

function inParts<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PART) }, (_, at) => all.slice(at * PART, (at + 1) * PART));
}

/** Reuses the previous row when nothing in it changed, so that it need not be rendered again. */
function createRowCache(derive: (entry: FoundId, rank: number) => RowState) {
  let known = new Map<ConversationId, Known>();
  const create = (entry: FoundId, rank: number, first: RowState | undefined) => {
    let before = first;
    return computed(() => {
      const row = derive(entry, rank);
      before = before && isSameRow(before, row) ? before : row;
      return before;
    });
  };
  const toRow = (found: FoundId[]) => {
    const before = known;
    known = new Map();
    const ranks = ranksOf(found, before);
    return found.map((entry, at) => {
      const rank = ranks[at] ?? at;
      const held = before.get(entry.id);
      const isHeld = held?.entry === entry && held.rank === rank;
      const row = isHeld ? held.row : create(entry, rank, held?.row.peek());
      known.set(entry.id, { entry, rank, row });
      return row;
    });
  };
  return { toRow, rowOf: (id: ConversationId) => known.get(id)?.row.value ?? null };
}

/** Numbers that grow from one id to the next; those that are known keep theirs, so that a new one between them is all that is new. */
function ranksOf(found: FoundId[], known: Map<ConversationId, Known>): number[] {
  const held = found.map(({ id }) => known.get(id)?.rank ?? null);
  const below = held.reduceRight<number[]>((all, _, at) => (all.push(held[at + 1] ?? all.at(-1) ?? Infinity), all), []);
  let last = -1;
  const ranks = held.map((rank, at) => {
    const next = below[held.length - 1 - at] ?? Infinity;
    const between = next === Infinity ? last + 1 : (last + next) / 2;
    last = rank !== null && rank > last && rank < next ? rank : between > last && between < next ? between : NaN;
    return last;
  });
  return Number.isNaN(last) ? held.map((_, at) => at) : ranks;
}

function isSameRow(a: RowState, b: RowState): boolean {
  const keys = Object.keys(a) as (keyof RowState)[];
  return keys.every((key) => a[key] === b[key]);
}
