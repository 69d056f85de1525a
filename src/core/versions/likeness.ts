import type { Profile, Vocabulary, WordId } from './vocabulary.ts';

/** What two statements have in common. */
export interface Likeness {
  /** The part of their words, by weight, that both have: 0–1. */
  overlap: number;
  /** The part of the longer one's words that both have in the same order: 0–1. */
  order: number;
  /** The weight of the words that both have. */
  shared: number;
  /** How much of that is in the words that both begin with, 0–1: what they are about, not what they say about it. */
  opening: number;
  /** The weight of the words, but for values, that only one has: of the one with less. */
  left: number;
  /** How many of the two have a value that the other has not. */
  otherValues: 0 | 1 | 2;
  /** One denies and the other does not. */
  isTurned: boolean;
}

/** Order is compared within so many words: the effort grows with their square. */
const MAX_ORDERED = 150;
const LEAST_COVERED = 0.5;

/** Compares statements; `on` sets one, to which `compare` compares others. */
export function createComparison(vocabulary: Vocabulary) {
  const { weights, relatedTo, isValue } = vocabulary;
  const weightOf = (id: WordId): number => weights[id] ?? 0;

  /** How much of a word the other statement has. */
  function coverOf(id: WordId, other: Profile): number {
    if (other.own.has(id)) return 1;
    let covered = 0;
    for (const { id: relative, share } of relatedTo(id)) if (other.own.has(relative)) covered += share;
    return covered < LEAST_COVERED ? 0 : Math.min(1, covered);
  }

  function coverage(mine: Profile, other: Profile): { covered: number; left: number } {
    let covered = 0;
    let left = 0;
    for (const id of mine.own) {
      const cover = coverOf(id, other) * weightOf(id);
      covered += cover;
      if (!isValue(id)) left += weightOf(id) - cover;
    }
    return { covered, left };
  }

  function opening(a: Profile, b: Profile): number {
    const seen = new Set<WordId>();
    for (let at = 0; at < a.words.length; at += 1) {
      const id = a.words[at];
      if (id === undefined || id !== b.words[at]) break;
      seen.add(id);
    }
    let weight = 0;
    for (const id of seen) weight += weightOf(id);
    return weight;
  }

  return {
    coverOf,
    compare(a: Profile, b: Profile): Likeness {
      const mine = coverage(a, b);
      const theirs = coverage(b, a);
      const [x, y] = [mine.covered / (a.total || 1), theirs.covered / (b.total || 1)];
      const shared = (mine.covered + theirs.covered) / 2;
      return {
        overlap: x + y === 0 ? 0 : (2 * x * y) / (x + y),
        order: commonOrder(a.words, b.words),
        shared,
        opening: opening(a, b) / Math.max(shared, 0.5),
        left: Math.min(mine.left, theirs.left),
        otherValues: otherValues(hasOther(a.values, b.values), hasOther(b.values, a.values)),
        isTurned: a.isNegated !== b.isNegated,
      };
    },
  };
}

const otherValues = (mine: boolean, theirs: boolean) => (mine && theirs ? 2 : mine || theirs ? 1 : 0);

function hasOther(mine: ReadonlySet<WordId>, theirs: ReadonlySet<WordId>): boolean {
  for (const id of mine) if (!theirs.has(id)) return true;
  return false;
}

/** The longest common subsequence. */
function commonOrder(a: readonly WordId[], b: readonly WordId[]): number {
  const [rows, columns] = [Math.min(a.length, MAX_ORDERED), Math.min(b.length, MAX_ORDERED)];
  if (rows === 0 || columns === 0) return 0;
  const best = new Uint16Array(columns + 1);
  for (let i = 0; i < rows; i += 1) {
    let diagonal = 0;
    for (let j = 0; j < columns; j += 1) {
      const above = best[j + 1] ?? 0;
      best[j + 1] = a[i] === b[j] ? diagonal + 1 : Math.max(above, best[j] ?? 0);
      diagonal = above;
    }
  }
  return (best[columns] ?? 0) / Math.max(rows, columns);
}
