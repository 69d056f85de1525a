import type { Slices } from '../slices.ts';

export type PairKind = 'same' | 'reworded' | 'updated';

/** A statement of one version and what became of it in the other. */
export interface StatementPair {
  /** Its index in the version before. */
  before: number;
  after: number;
  kind: PairKind;
  /** 0–1 */
  likeness: number;
  isSure: boolean;
}

const LEAST_LIKENESS = 0.4;
const SURE_LIKENESS = 0.7;

/**
 * Which statement of one version became which of the other. A statement that two were merged into, or that was split,
 * stands in two pairs; one that stands in none was removed or added.
 */
export function* matchStatements(before: readonly string[], after: readonly string[]): Slices<StatementPair[]> {
  const pairs: StatementPair[] = [];
  const words = [before, after].map((texts) => texts.map(wordSet));
  const candidates: StatementPair[] = [];
  for (const [i, mine] of (words[0] ?? []).entries()) {
    for (const [j, theirs] of (words[1] ?? []).entries()) {
      const likeness = overlap(mine, theirs);
      const kind = numbersIn(before[i] ?? '') === numbersIn(after[j] ?? '') ? 'reworded' : 'updated';
      if (likeness === 1 && kind === 'reworded')
        candidates.push({ before: i, after: j, kind: 'same', likeness: 1, isSure: true });
      else if (likeness >= LEAST_LIKENESS) {
        candidates.push({ before: i, after: j, kind, likeness, isSure: likeness >= SURE_LIKENESS });
      }
    }
    yield;
  }
  const taken = [new Set<number>(), new Set<number>()] as const;
  for (const pair of candidates.sort((a, b) => b.likeness - a.likeness)) {
    if (taken[0].has(pair.before) || taken[1].has(pair.after)) continue;
    taken[0].add(pair.before);
    taken[1].add(pair.after);
    pairs.push(pair);
  }
  return pairs.sort((a, b) => a.before - b.before || a.after - b.after);
}

const wordSet = (text: string): Set<string> =>
  new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [text],
  );
const numbersIn = (text: string): string => (text.match(/\d+/gu) ?? []).join();

function overlap(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
