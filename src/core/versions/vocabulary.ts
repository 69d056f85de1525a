import type { Slices } from '../slices.ts';
import type { Language } from '../words/language.ts';
import { NEGATIONS } from '../words/negation.ts';
import { mayBeNumber, numbersOf } from '../words/number-forms.ts';
import { normalFormOf, spellingsOf } from '../words/words.ts';
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

/** Words that have a part in common with a word: those from its start to its end. In a row, they are read many times sooner. */
interface Relatives {
  startOf(id: WordId): number;
  endOf(id: WordId): number;
  readonly ids: readonly WordId[];
  /** How much of the word is also in this one, 0–1. */
  readonly shares: readonly number[];
}

/** The words of some statements, how much each weighs, and which are parts of each other. */
export interface Vocabulary {
  size: number;
  /** 0–1: more where fewer statements have the word. */
  weights: Float64Array;
  isValue(id: WordId): boolean;
  relatives: Relatives;
}

/** Parts of words in alphabets have four letters: shorter ones are in too many words. */
const PART_LETTERS = 4;
/** In how many words a part may be; one in more is an ending. */
const MAX_WORDS_OF_PART = 64;
const LEAST_SHARE = 0.3;
/** A single character of a Chinese or Japanese word says less than two in a row. */
const CHARACTER_SHARE = 0.6;
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
  const relatives = yield* relations(stems, isValue);
  return { profiles, vocabulary: { size: stems.length, weights, isValue: (id) => isValue[id] === true, relatives } };
}

/** A word as it is spelt. */
interface Spelling {
  text: string;
  /** Null until it is met outside of numbers. */
  id: WordId | null;
  /** Whether it may be one of a number's. */
  mayCount: boolean;
}

function createSpellings(language: Language): (text: string) => Spelling {
  const spellings = new Map<string, Spelling>();
  return (text) => {
    let spelling = spellings.get(text);
    if (!spelling) spellings.set(text, (spelling = { text, id: null, mayCount: mayBeNumber(text, language) }));
    return spelling;
  };
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
  const spellingOf = createSpellings(language);
  const idOfSpelling = ({ text }: Spelling): WordId => {
    const day = days.get(text);
    return idOf(day ?? normalFormOf(text), day !== undefined);
  };
  return {
    stems,
    counts,
    isValue,
    read(text: string, words: WordId[]): void {
      const found = Array.from(spellingsOf(text), ([word, start]) => ({ spelling: spellingOf(word), start }));
      const numbers = found.some(({ spelling }) => spelling.mayCount) ? numbersOf(text, language) : [];
      let next = 0;
      for (const { spelling, start } of found) {
        while ((numbers[next]?.end ?? Infinity) <= start) next += 1;
        const number = numbers[next];
        const isNumber = number !== undefined && number.start < start + spelling.text.length;
        words.push(isNumber ? idOf(number.value, true) : (spelling.id ??= idOfSpelling(spelling)));
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

/** What is worked out for a word when it is first asked about. */
function* relations(stems: readonly string[], isValue: readonly boolean[]): Slices<Relatives> {
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
        if (!isValue[id]) addRelatives(stems[id] ?? '', id);
        ends[id] = ids.length;
      }
      return starts[id] ?? 0;
    },
    endOf: (id) => ends[id] ?? 0,
  };

  function addRelatives(stem: string, id: WordId): void {
    const touched: WordId[] = [];
    const { parts, length, weight } = partsOf(stem);
    for (const [start, part] of parts.entries()) {
      const words = holders.get(part) ?? [];
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

/** Every four letters in a row; of Chinese and Japanese words each character, of katakana two. The index is where one begins. */
function partsOf(stem: string): { parts: string[]; length: number; weight: number } {
  if (HAN.test(stem)) return { parts: stem.split(''), length: 1, weight: CHARACTER_SHARE };
  const length = UNSPACED.test(stem) ? 2 : PART_LETTERS;
  const parts: string[] = [];
  if (stem.length > length)
    for (let at = 0; at + length <= stem.length; at += 1) parts.push(stem.slice(at, at + length));
  return { parts, length, weight: 1 };
}
