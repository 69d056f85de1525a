/**
 * Bounds of single texts and lists. An answer of 8 MiB may hold one error message of that size, or two million facts,
 * and each then fills a store, a message or a screen. Every cut is reported, and its text ends in `…`.
 */
import { shortText } from '../../core/cut-text.ts';
import type { Cut } from '../../core/conversation/conversation.ts';

/** Ids, status words, strategies. */
export const WORD_CHARS = 200;
/** Prose from the server. */
export const SENTENCE_CHARS = 4_000;
/** A fact, decision or preference. */
export const ITEM_CHARS = 1_000_000;
export const MAX_ITEMS = 10_000;
export const MESSAGE_CHARS = 1_000_000;
/** JSON shown as a tree: a cut would break it, so a longer one is left out. */
export const TREE_CHARS = 2_000_000;

/** By field: most characters of a text, most items of a list. */
type Limits = Readonly<Record<string, number>>;

/** The fields with texts and lists cut to their limits, and what was cut. */
export function bounded(raw: Record<string, unknown>, limits: Limits): { fields: Record<string, unknown>; cut: Cut[] } {
  const fields = { ...raw };
  const cut: Cut[] = [];
  for (const [field, limit] of Object.entries(limits)) {
    const value = raw[field];
    if (typeof value === 'string' && value.length > limit) {
      fields[field] = shortText(value, limit);
      cut.push({ field, unit: 'characters', kept: limit, total: value.length });
    } else if (Array.isArray(value) && value.length > limit) {
      fields[field] = value.slice(0, limit);
      cut.push({ field, unit: 'items', kept: limit, total: value.length });
    }
  }
  return { fields, cut };
}

/** Cuts the texts of a list; `cut` learns how many were longer. */
export function boundTexts<T>(
  items: readonly T[],
  key: keyof T & string,
  { field, limit, cut }: { field: string; limit: number; cut: Cut[] },
): T[] {
  let tooLong = 0;
  const bounds = items.map((item) => {
    const text = item[key];
    if (typeof text !== 'string' || text.length <= limit) return item;
    tooLong += 1;
    return { ...item, [key]: shortText(text, limit) };
  });
  if (tooLong > 0) cut.push({ field, unit: 'texts', kept: limit, total: tooLong });
  return bounds;
}
