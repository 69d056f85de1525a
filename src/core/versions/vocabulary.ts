import type { Slices } from '../slices.ts';
import type { Language } from '../words/language.ts';
import { NEGATIONS } from '../words/negation.ts';
import { numbersOf } from '../words/number-forms.ts';
import { wordsOf } from '../words/words.ts';
import { namedDays } from './named-days.ts';

/** A word of the vocabulary, by its number. */
export type WordId = number;

export interface Profile {
  /** In their order, repeats too. */
  words: WordId[];
  own: readonly WordId[];
  /** The weight of its own words together. */
  total: number;
  /** Those that are values: numbers, days of the week, months. */
  values: readonly WordId[];
  isNegated: boolean;
}

interface Related {
  id: WordId;
  /** How much of the word is also in this one, 0–1. */
  share: number;
}

/** The words of some statements, how much each weighs, and which are parts of each other. */
export interface Vocabulary {
  size: number;
  /** 0–1: more where fewer statements have the word. */
  weights: Float64Array;
  isValue(id: WordId): boolean;
  /** Words that have a part in common with this one. */
  relatedTo(id: WordId): readonly Related[];
}

/** Parts of words in alphabets have four letters: shorter ones are in too many words. */
const PART_LETTERS = 4;
/** In how many words a part may be; one in more is an ending. */
const MAX_WORDS_OF_PART = 64;
const LEAST_SHARE = 0.3;
/** A single character of a Chinese or Japanese word says less than two in a row. */
const CHARACTER_SHARE = 0.6;
const NONE: readonly Related[] = [];
const HAN = /\p{Script=Han}/u;
const MEANS_LITTLE = /^[\p{Script=Hiragana}ー]+$/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const NEGATION = new RegExp(`^(?:${NEGATIONS}|ない|なかっ|なく|なけれ|ません?|ず|ぬ)$`, 'u');
const PIECE_CHARS = 4000;
const STATEMENTS_A_SLICE = 50;
const WORDS_A_SLICE = 1000;

/** Reads statements; the vocabulary is that of all of them, each text counted once. */
export function* readStatements(
  texts: readonly string[],
  language: Language,
): Slices<{ profiles: Map<string, Profile>; vocabulary: Vocabulary }> {
  const dictionary = createDictionary(language);
  const profiles = new Map<string, Profile>();
  let read = 0;
  for (const text of texts) {
    if (profiles.has(text)) continue;
    const words: WordId[] = [];
    for (let at = 0; at < text.length || at === 0; at += PIECE_CHARS) {
      dictionary.read(text.slice(at, at + PIECE_CHARS), words);
      if (at > 0) yield;
    }
    profiles.set(text, dictionary.profileOf(words));
    read += 1;
    if (read % STATEMENTS_A_SLICE === 0) yield;
  }
  const { stems, counts, isValue } = dictionary;
  const most = Math.log(1 + profiles.size);
  const weights = Float64Array.from(
    stems,
    (stem, id) => (Math.log(1 + profiles.size / (counts[id] ?? 1)) / most) * substanceOf(stem),
  );
  yield;
  for (const profile of profiles.values()) {
    for (const id of profile.own) profile.total += weights[id] ?? 0;
  }
  yield;
  const relatedTo = yield* relations(stems, isValue);
  return { profiles, vocabulary: { size: stems.length, weights, isValue: (id) => isValue[id] === true, relatedTo } };
}

/** Gives words their numbers. */
function createDictionary(language: Language) {
  const ids = new Map<string, WordId>();
  const stems: string[] = [];
  const counts: number[] = [];
  const isValue: boolean[] = [];
  const isNegation: boolean[] = [];
  /** The last statement that had the word. */
  const lastIn: number[] = [];
  const days = namedDays(language);
  let statement = 0;
  const idOf = (word: string, isNumber: boolean): WordId => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    const id = stems.length;
    ids.set(word, id);
    stems.push(word);
    counts.push(0);
    isValue.push(isNumber || /\p{N}/u.test(word));
    isNegation.push(NEGATION.test(word));
    lastIn.push(-1);
    return id;
  };
  return {
    stems,
    counts,
    isValue,
    read(text: string, words: WordId[]): void {
      const numbers = numbersOf(text, language);
      let next = 0;
      for (const { stem, start, end } of wordsOf(text)) {
        while ((numbers[next]?.end ?? Infinity) <= start) next += 1;
        const number = numbers[next];
        if (number && number.start < end) words.push(idOf(number.value, true));
        else {
          const day = days.get(text.slice(start, end));
          words.push(idOf(day ?? stem, day !== undefined));
        }
      }
    },
    profileOf(words: WordId[]): Profile {
      statement += 1;
      const own: WordId[] = [];
      for (const id of words) {
        if (lastIn[id] === statement) continue;
        lastIn[id] = statement;
        own.push(id);
        counts[id] = (counts[id] ?? 0) + 1;
      }
      return {
        words,
        own,
        total: 0,
        values: own.filter((id) => isValue[id]),
        isNegated: own.some((id) => isNegation[id]),
      };
    },
  };
}

/** Short words and those of hiragana alone mostly hold a sentence together. */
function substanceOf(stem: string): number {
  if (UNSPACED.test(stem)) return MEANS_LITTLE.test(stem) ? 0.3 : 1;
  if (/\p{N}/u.test(stem) || stem.length > 3) return 1;
  return stem.length === 3 ? 0.5 : 0.3;
}

/** Of each word, found when first asked for, the words that share a part with it. */
function* relations(stems: readonly string[], isValue: readonly boolean[]): Slices<(id: WordId) => readonly Related[]> {
  const holders = new Map<string, WordId[]>();
  for (const [id, stem] of stems.entries()) {
    if (id % WORDS_A_SLICE === 0) yield;
    if (isValue[id]) continue;
    for (const part of partsOf(stem).parts) {
      const known = holders.get(part);
      if (!known) holders.set(part, [id]);
      else if (known.at(-1) !== id) known.push(id);
    }
  }
  const found: (readonly Related[] | undefined)[] = [];
  /** Of each other word: how many letters it covers, and the end of what it covers. */
  const letters = new Float64Array(stems.length);
  const ends = new Int32Array(stems.length);
  return (id) => {
    let own = found[id];
    if (!own) found[id] = own = isValue[id] ? NONE : related(stems[id] ?? '', id);
    return own;
  };

  function related(stem: string, id: WordId): readonly Related[] {
    const touched: WordId[] = [];
    const { parts, length, weight } = partsOf(stem);
    for (const [start, part] of parts.entries()) {
      const words = holders.get(part) ?? [];
      if (words.length > MAX_WORDS_OF_PART) continue;
      for (const other of words) {
        if (other === id) continue;
        if (letters[other] === 0) touched.push(other);
        letters[other] = (letters[other] ?? 0) + (start + length - Math.max(start, ends[other] ?? 0)) * weight;
        ends[other] = start + length;
      }
    }
    const relatives: Related[] = [];
    for (const other of touched) {
      const share = Math.min(1, (letters[other] ?? 0) / stem.length);
      if (share >= LEAST_SHARE) relatives.push({ id: other, share });
      letters[other] = 0;
      ends[other] = 0;
    }
    return relatives.length === 0 ? NONE : relatives;
  }
}

/** Every four letters in a row; of Chinese and Japanese words each character, of katakana two. The index is where one begins. */
function partsOf(stem: string): { parts: string[]; length: number; weight: number } {
  if (HAN.test(stem)) return { parts: stem.split(''), length: 1, weight: CHARACTER_SHARE };
  const length = UNSPACED.test(stem) ? 2 : PART_LETTERS;
  const parts: string[] = [];
  if (stem.length > length)
    for (let at = 0; at + length <= stem.length; at += 1) parts.push(stem.slice(at, at + length));
  return { parts, length, weight: 1 };
}
