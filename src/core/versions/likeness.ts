import type { WordId } from './relatives.ts';
import type { Profile, Vocabulary } from './vocabulary.ts';

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
  /** One says that something has changed, and the other does not. */
  isNews: boolean;
  /** What one says is to come has come about in the other. */
  isDone: boolean;
  /** All but the words that they begin with is the same, in the same order: said of somebody or something else. */
  isOfOther: boolean;
}

/** Order is compared within so many words: the effort grows with their square. */
const MAX_ORDERED = 150;
const LEAST_COVERED = 0.5;

/** Marks the words of a statement, so that each is found at once. */
function createMarks({ size, relatives }: Vocabulary) {
  const marks = new Uint32Array(size);
  let turn = 0;
  return {
    set(profile: Profile): void {
      turn += 1;
      for (const id of profile.own) marks[id] = turn;
    },
    has: (id: WordId): boolean => marks[id] === turn,
    /** How much of a word the marked statement has, whole or in parts of others: 0–1. */
    cover(id: WordId): number {
      if (marks[id] === turn) return 1;
      let covered = 0;
      const { ids, shares } = relatives;
      for (let at = relatives.startOf(id); at < relatives.endOf(id); at += 1) {
        if (marks[ids[at] ?? 0] === turn) covered += shares[at] ?? 0;
      }
      return covered < LEAST_COVERED ? 0 : Math.min(1, covered);
    },
  };
}
type Marks = ReturnType<typeof createMarks>;

export function createComparison(vocabulary: Vocabulary) {
  const { weights, isValue } = vocabulary;
  const [mine, theirs] = [createMarks(vocabulary), createMarks(vocabulary)];
  const weightOf = (id: WordId): number => weights[id] ?? 0;
  let one: Profile | null = null;

  function coverage({ own }: Profile, other: Marks): { covered: number; left: number } {
    let covered = 0;
    let left = 0;
    for (const id of own) {
      const weight = weightOf(id);
      const cover = other.cover(id) * weight;
      covered += cover;
      if (!isValue(id)) left += weight - cover;
    }
    return { covered, left };
  }

  /** The weight of the words that both begin with. */
  function openingOf(a: Profile, b: Profile): number {
    let weight = 0;
    for (let at = 0; at < a.words.length && a.words[at] === b.words[at]; at += 1) {
      const id = a.words[at] ?? 0;
      if (a.words.indexOf(id) === at) weight += weightOf(id);
    }
    return weight;
  }

  /** The longest common subsequence: words that only one has are in none. */
  function commonOrder(a: Profile, b: Profile): number {
    const longest = Math.min(Math.max(a.words.length, b.words.length), MAX_ORDERED);
    const [own, other] = [ordered(a, theirs), ordered(b, mine)];
    return longest === 0 ? 0 : commonLength(own, other) / longest;
  }

  return {
    /** The same statement is best compared with others in a row. */
    compare(a: Profile, b: Profile): Likeness {
      if (one !== a) mine.set(a);
      one = a;
      theirs.set(b);
      const [forth, back] = [coverage(a, theirs), coverage(b, mine)];
      const [x, y] = [forth.covered / (a.total || 1), back.covered / (b.total || 1)];
      const shared = (forth.covered + back.covered) / 2;
      return {
        overlap: x + y === 0 ? 0 : (2 * x * y) / (x + y),
        order: commonOrder(a, b),
        shared,
        opening: openingOf(a, b) / Math.max(shared, 0.5),
        left: Math.max(0, Math.min(forth.left, back.left)),
        otherValues: otherValues(!a.values.every(theirs.has), !b.values.every(mine.has)),
        isTurned: a.isNegated !== b.isNegated,
        isNews: a.tellsChange !== b.tellsChange,
        isOfOther: isOfOther(a.words, b.words),
        isDone: a.outlook !== null && b.outlook !== null && a.outlook !== b.outlook,
      };
    },
    /** How much of a part its whole has and none of the other, 0–1. */
    ownShare(part: Profile, whole: Profile, other: Profile): number {
      mine.set(whole);
      theirs.set(other);
      one = null;
      let share = 0;
      for (const id of part.own) if (mine.cover(id) > 0 && theirs.cover(id) === 0) share += weightOf(id);
      return share / (part.total || 1);
    },
  };
}

const otherValues = (mine: boolean, theirs: boolean): 0 | 1 | 2 => (mine && theirs ? 2 : mine || theirs ? 1 : 0);

/** Fewer words are too few to tell. */
const LEAST_WORDS = 4;

const isOfOther = (a: readonly WordId[], b: readonly WordId[]): boolean =>
  a.length >= LEAST_WORDS && a.length === b.length && a[0] !== b[0] && a.every((id, at) => at === 0 || id === b[at]);

function ordered({ words }: Profile, other: Marks): WordId[] {
  const common: WordId[] = [];
  for (let at = 0; at < words.length && at < MAX_ORDERED; at += 1) {
    const id = words[at] ?? 0;
    if (other.has(id)) common.push(id);
  }
  return common;
}

const best = new Uint16Array(MAX_ORDERED + 1);

function commonLength(a: readonly WordId[], b: readonly WordId[]): number {
  best.fill(0, 0, b.length + 1);
  for (const word of a) {
    let diagonal = 0;
    for (let at = 0; at < b.length; at += 1) {
      const above = best[at + 1] ?? 0;
      best[at + 1] = word === b[at] ? diagonal + 1 : Math.max(above, best[at] ?? 0);
      diagonal = above;
    }
  }
  return best[b.length] ?? 0;
}
