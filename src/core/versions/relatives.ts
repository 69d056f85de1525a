import type { Slices } from '../slices.ts';

/** A word of the vocabulary, by its number. */
export type WordId = number;

/** Words that have a part in common with a word: those from its start to its end. In a row, they are read many times sooner. */
export interface Relatives {
  startOf(id: WordId): number;
  endOf(id: WordId): number;
  readonly ids: readonly WordId[];
  /** How much of the word is also in this one, 0–1. */
  readonly shares: readonly number[];
}

/** Parts of words in alphabets have four letters: shorter ones are in too many words. */
const PART_LETTERS = 4;
/** In how many words a part may be; one in more is an ending. */
const MAX_WORDS_OF_PART = 64;
const LEAST_SHARE = 0.3;
/** A single character of a Chinese or Japanese word says less than two in a row. */
const CHARACTER_SHARE = 0.6;
const HAN = /\p{Script=Han}/u;
export const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const WORDS_A_SLICE = 1000;

/** What is worked out for a word when it is first asked about. */
export function* relations(stems: readonly string[], isValue: readonly boolean[]): Slices<Relatives> {
  const { partsOf, holders } = yield* createParts(stems, isValue);
  const [ids, shares]: [WordId[], number[]] = [[], []];
  const starts = new Int32Array(stems.length).fill(-1);
  const ends = new Int32Array(stems.length);
  /** Of each other word: how many letters it covers, and the end of what it covers. */
  const letters = new Float64Array(stems.length);
  const covered = new Int32Array(stems.length);
  return {
    ids,
    shares,
    startOf(id) {
      if (starts[id] === -1) {
        starts[id] = ids.length;
        addRelatives(stems[id] ?? '', id);
        ends[id] = ids.length;
      }
      return starts[id] ?? 0;
    },
    endOf: (id) => ends[id] ?? 0,
  };

  function addRelatives(stem: string, id: WordId): void {
    const touched: WordId[] = [];
    const { length, weight } = kindOf(stem);
    for (const [start, part] of (partsOf[id] ?? []).entries()) {
      const words = holders[part] ?? [];
      if (words.length > MAX_WORDS_OF_PART) continue;
      for (const other of words) {
        if (other === id) continue;
        if (letters[other] === 0) touched.push(other);
        letters[other] = (letters[other] ?? 0) + (start + length - Math.max(start, covered[other] ?? 0)) * weight;
        covered[other] = start + length;
      }
    }
    for (const other of touched) {
      const share = Math.min(1, (letters[other] ?? 0) / stem.length);
      if (share >= LEAST_SHARE) {
        ids.push(other);
        shares.push(share);
      }
      letters[other] = 0;
      covered[other] = 0;
    }
  }
}

interface Parts {
  /** By word: its parts by their numbers, each where it begins. */
  partsOf: readonly (readonly number[])[];
  /** By part: the words that have it. */
  holders: readonly (readonly WordId[])[];
}

function* createParts(stems: readonly string[], isValue: readonly boolean[]): Slices<Parts> {
  const numbers = new Map<string, number>();
  const holders: WordId[][] = [];
  const partsOf: number[][] = [];
  for (const [id, stem] of stems.entries()) {
    if (id % WORDS_A_SLICE === 0) yield;
    const { length } = kindOf(stem);
    const parts: number[] = [];
    partsOf.push(parts);
    if (isValue[id] || (length > 1 && stem.length <= length)) continue;
    for (let at = 0; at + length <= stem.length; at += 1) {
      const part = stem.slice(at, at + length);
      const number = numbers.get(part) ?? numbers.size;
      if (number === numbers.size) numbers.set(part, number);
      const words = (holders[number] ??= []);
      if (words.at(-1) !== id) words.push(id);
      parts.push(number);
    }
  }
  return { partsOf, holders };
}

/** The parts of a word are each four letters in a row; of Chinese and Japanese words each character, of katakana two. */
function kindOf(stem: string): { length: number; weight: number } {
  if (HAN.test(stem)) return { length: 1, weight: CHARACTER_SHARE };
  return { length: UNSPACED.test(stem) ? 2 : PART_LETTERS, weight: 1 };
}
