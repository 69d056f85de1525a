/** Which rows the list shows, and in which order: pure. */
import type { CompactionStatus } from '../../core/conversation/conversation.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import type { SummaryFreshness } from '../../ui/facts/freshness/freshness-facts.ts';
import type { Slot } from '../../ui/model/slots/slot.ts';
import { perLanguage } from '../../ui/format/i18n.ts';
import { CATEGORIES, categoryOf, lastChange, statusOf, wasAsked, type Category } from './row-facts.ts';

export const SORTS = ['likelihood', 'label', 'version', 'kept', 'saved', 'freshness', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

/** The rows that a chip keeps: all, those of one category, or those whose summary is stale. */
export const FILTERS = ['all', ...CATEGORIES, 'stale'] as const;
export type Filter = (typeof FILTERS)[number];

/** The data of a row for ordering and filtering; `rank` grows with its position by likelihood. */
export interface RowState {
  found: FoundId;
  label: string | null;
  likely: boolean;
  watched: boolean;
  rank: number;
  slot: Slot<CompactionStatus>;
  /** The latest version; null while none is known. */
  version: number | null;
  /** Tokens that the summary saves in every prompt; null while no summary is held. */
  saved: number | null;
  /** Compacted ÷ original tokens. */
  keptRatio: number | null;
  freshness: SummaryFreshness['kind'];
  /** Messages recorded after the summary; null while Synap has not said. */
  newer: number | null;
}

export interface ListChoice {
  filter: string;
  category: Filter;
  sort: Sort;
  /** The sort's other direction. */
  reversed: boolean;
  hideUnknown: boolean;
  /** Likely ids are looked up when they come into view, so *hide unknown* must not hide them. */
  automatic: boolean;
}

export type Counts = Record<Filter, number>;

export function countRows(rows: RowState[]): Counts {
  const counts = Object.fromEntries(FILTERS.map((filter) => [filter, 0])) as Counts;
  counts.all = rows.length;
  for (const row of rows) {
    counts[categoryOf(row.slot)] += 1;
    if (row.freshness === 'stale') counts.stale += 1;
  }
  return counts;
}

export function sumCounts(parts: Counts[]): Counts {
  return Object.fromEntries(
    FILTERS.map((filter) => [filter, parts.reduce((sum, counts) => sum + counts[filter], 0)]),
  ) as Counts;
}

/** `words` returns the word by which a state can be found. */
export function filterRows(rows: RowState[], choice: ListChoice, words: (category: Category) => string): RowState[] {
  const { category, hideUnknown, automatic } = choice;
  const needle = choice.filter.trim().toLowerCase();
  if (needle === '' && category === 'all' && !hideUnknown) return rows;
  const isFound = needle === '' ? () => true : finding(needle, words);
  return rows.filter((row) => isOf(row, category) && !(hideUnknown && isHidden(row, automatic)) && isFound(row));
}

function isOf(row: RowState, filter: Filter): boolean {
  if (filter === 'all') return true;
  return filter === 'stale' ? row.freshness === 'stale' : categoryOf(row.slot) === filter;
}

function isHidden(row: RowState, automatic: boolean): boolean {
  if (statusOf(row.slot)) return false;
  const comes = automatic && row.likely && row.slot.error === null;
  return !comes;
}

/** What is the same for all rows is looked at once. */
function finding(needle: string, words: (category: Category) => string): (row: RowState) => boolean {
  const has = (text: string | undefined | null) => text?.toLowerCase().includes(needle) ?? false;
  const named = new Set(CATEGORIES.filter((category) => has(words(category))));
  return ({ found, label, freshness, slot }) =>
    found.id.includes(needle) ||
    has(label) ||
    freshness.includes(needle) ||
    (named.size > 0 && named.has(categoryOf(slot))) ||
    has(statusOf(slot)?.statusWord);
}

/** The values that rows are sorted by, smallest first; a row without one comes last in both directions. */
const SORT_VALUES: Record<Sort, (row: RowState) => number | string | null> = {
  likelihood: (row) => row.rank,
  label: (row) => row.label,
  version: (row) => negated(row.version),
  kept: (row) => row.keptRatio,
  saved: (row) => negated(row.saved),
  freshness: (row) => staleFirst(row),
  newest: (row) => negated(lastChange(row.slot)),
};

const negated = (value: number | null) => (value === null ? null : -value);

/** The summaries with the most newer messages first, fresh ones after all stale ones. */
function staleFirst({ freshness, newer }: RowState): number | null {
  if (freshness === 'stale') return -1 - (newer ?? 0);
  return freshness === 'fresh' ? 0 : null;
}

export function comparing({
  sort,
  reversed,
}: Pick<ListChoice, 'sort' | 'reversed'>): (a: RowState, b: RowState) => number {
  const valueOf = SORT_VALUES[sort];
  return (a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null) || byAnswered(a, b) || a.rank - b.rank;
    }
    const order = compare(left, right);
    return (reversed ? -order : order) || a.rank - b.rank;
  };
}

const collator = perLanguage((locale) => new Intl.Collator(locale));

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator().compare(`${a}`, `${b}`);
}

const byAnswered = (a: RowState, b: RowState) => Number(statusOf(a.slot) === null) - Number(statusOf(b.slot) === null);

/** Folded away at the end of the list: nothing but its look says that the id could be a conversation. */
export function isDoubtful(row: RowState): boolean {
  return !row.likely && !row.watched && statusOf(row.slot) === null;
}

/**
 * The order while the pointer is over the list or the keyboard walks through it: known rows stay in place, new ones
 * follow. An answer that arrives must not move a row from under a click.
 */
export function keepOrder(previous: RowState[], next: RowState[]): RowState[] {
  const rows = new Map(next.map((row) => [row.found.id, row]));
  const kept = previous.flatMap(({ found }) => rows.get(found.id) ?? []);
  for (const { found } of kept) rows.delete(found.id);
  return [...kept, ...rows.values()];
}

/** The place `step` rows away from `from`, within the list; from none (-1) the first, or the last for a step up. */
export function neighbour(count: number, from: number, step: number): number {
  if (from === -1) return step < 0 ? count - 1 : 0;
  return Math.min(count - 1, Math.max(0, from + step));
}

/**
 * Whether walking onto a row may show its detail, which sends a request: not for an id that is unlikely to be a
 * conversation.
 */
export function opensOnWalk(row: RowState, automatic: boolean): boolean {
  return wasAsked(row.slot) || (automatic && row.likely);
}
