/** Which rows the list shows, and in which order: pure. */
import type { CompactionStatus, ConversationId } from '../../core/conversation/conversation.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import type { Slot } from '../../ui/model/slot.ts';
import { CATEGORIES, categoryOf, lastChange, wasAsked, type Category } from './row-facts.ts';

export const SORTS = ['newest', 'saved', 'label', 'likelihood'] as const;
export type Sort = (typeof SORTS)[number];

/** The data of a row for ordering and filtering; `rank` is its position by likelihood. */
export interface RowState {
  found: FoundId;
  label: string | null;
  likely: boolean;
  watched: boolean;
  rank: number;
  slot: Slot<CompactionStatus>;
  /** Tokens that the summary saves in every prompt; null while no summary is held. */
  saved: number | null;
  /** Compacted ÷ original tokens. */
  keptRatio: number | null;
}

export interface ListChoice {
  filter: string;
  category: Category | 'all';
  sort: Sort;
  hideUnknown: boolean;
  /** Likely ids are looked up when they come into view, so *hide unknown* must not hide them. */
  automatic: boolean;
}

export type Counts = Record<Category | 'all', number>;

export function countByCategory(rows: RowState[]): Counts {
  const counts: Counts = { all: rows.length, in_progress: 0, completed: 0, failed: 0, none: 0, unknown: 0 };
  for (const row of rows) counts[categoryOf(row.slot)] += 1;
  return counts;
}

/** `words` returns the word by which a state can be found. */
export function shownRows(rows: RowState[], choice: ListChoice, words: (category: Category) => string): RowState[] {
  const needle = choice.filter.trim().toLowerCase();
  const wordOf = new Map(CATEGORIES.map((category) => [category, words(category).toLowerCase()]));
  const kept = rows.filter((row) => {
    const category = categoryOf(row.slot);
    if (choice.category !== 'all' && choice.category !== category) return false;
    if (choice.hideUnknown && isHidden(row, choice.automatic)) return false;
    return needle === '' || matches(row, needle, wordOf.get(category) ?? '');
  });
  return kept.sort(COMPARE[choice.sort]);
}

function isHidden(row: RowState, automatic: boolean): boolean {
  if (row.slot.answer) return false;
  const comes = automatic && row.likely && row.slot.error === null;
  return !comes;
}

function matches(row: RowState, needle: string, word: string): boolean {
  return (
    row.found.id.includes(needle) ||
    (row.label ?? '').toLowerCase().includes(needle) ||
    word.includes(needle) ||
    (row.slot.answer?.data.statusWord.toLowerCase() ?? '').includes(needle)
  );
}

const byRank = (a: RowState, b: RowState) => a.rank - b.rank;
const down = (a: number | null, b: number | null) => (b ?? -Infinity) - (a ?? -Infinity) || 0;

const COMPARE: Record<Sort, (a: RowState, b: RowState) => number> = {
  newest: (a, b) => down(lastChange(a.slot), lastChange(b.slot)) || byAnswered(a, b) || byRank(a, b),
  saved: (a, b) => down(a.saved, b.saved) || down(savedShare(a), savedShare(b)) || byRank(a, b),
  label: (a, b) => byNamed(a, b) || (a.label ?? '').localeCompare(b.label ?? '', 'en') || byRank(a, b),
  likelihood: byRank,
};

const byAnswered = (a: RowState, b: RowState) => Number(b.slot.answer !== null) - Number(a.slot.answer !== null);
const byNamed = (a: RowState, b: RowState) => Number(b.label !== null) - Number(a.label !== null);

function savedShare(row: RowState): number | null {
  return row.keptRatio === null ? null : 1 - row.keptRatio;
}

/**
 * The order while the pointer is over the list or the keyboard walks through it: known rows stay in place, new ones
 * follow. An answer that arrives must not move a row from under a click.
 */
export function keepOrder<T>(previous: ConversationId[], next: T[], idOf: (row: T) => ConversationId): T[] {
  const place = new Map(previous.map((id, index) => [id, index]));
  return next
    .map((row, index) => ({ row, key: place.get(idOf(row)) ?? previous.length + index }))
    .sort((a, b) => a.key - b.key)
    .map((entry) => entry.row);
}

/**
 * The id `step` rows away from `from`, within the list; the first when `from` is not in it, or the last for a step up.
 */
export function neighbour(ids: ConversationId[], from: ConversationId | null, step: number): ConversationId | null {
  const at = from === null ? -1 : ids.indexOf(from);
  if (at === -1) return ids[step < 0 ? ids.length - 1 : 0] ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null;
}

/**
 * Whether walking onto a row may show its detail, which sends a request: not for an id that is unlikely to be a
 * conversation.
 */
export function opensOnWalk(row: RowState, automatic: boolean): boolean {
  return wasAsked(row.slot) || (automatic && row.likely);
}
