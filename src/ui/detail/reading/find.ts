/** Case-insensitive search for plain text. */

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

export function countHits(text: string, query: string): number {
  const pattern = patternOf(query);
  if (!pattern) return 0;
  let count = 0;
  // A letter is found a million times in a long text: no match is kept.
  while (pattern.test(text)) count += 1;
  return count;
}

function patternOf(query: string): RegExp | null {
  const needle = query.trim();
  return needle === '' ? null : new RegExp(needle.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'), 'gi');
}
