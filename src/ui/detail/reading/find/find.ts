/** Case-insensitive search for plain text. */
import { finish, type Slices } from '../../../../core/slices.ts';

export interface FoundPiece {
  text: string;
  hit: boolean;
}

/** With more hits than this in one text, one element each is too costly. */
const MAX_HITS = 500;

/** Splits the text into hits and the rest. An empty query has no hits. */
export function splitByQuery(text: string, query: string): FoundPiece[] {
  const pattern = patternOf(query);
  if (!pattern) return [{ text, hit: false }];
  const pieces: FoundPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), hit: false });
    pieces.push({ text: match[0], hit: true });
    from = match.index + match[0].length;
    if (pieces.length >= MAX_HITS * 2) break;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}

export const countHits = (text: string, query: string): number => finish(hitsIn(text, query));

/** So much of a text is searched in one slice. */
const SLICE_CHARS = 100_000;

/** Counts the hits in a text of any length. */
export function* hitsIn(text: string, query: string): Slices<number> {
  const pattern = patternOf(query);
  if (!pattern) return 0;
  // The pattern has no classes and no variants: a hit is as long as what is looked for.
  const { length } = query.trim();
  let count = 0;
  for (let from = 0; from < text.length;) {
    // A hit that begins in this slice may go on behind it.
    const slice = text.slice(from, from + SLICE_CHARS + length - 1);
    let end = SLICE_CHARS;
    // A letter is found a million times in a long text: no match is kept.
    while (pattern.test(slice)) {
      count += 1;
      end = Math.max(end, pattern.lastIndex);
    }
    from += end;
    yield;
  }
  return count;
}

function patternOf(query: string): RegExp | null {
  const needle = query.trim();
  return needle === '' ? null : new RegExp(needle.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'), 'gi');
}
