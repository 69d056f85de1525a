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
  own: ReadonlySet<WordId>;
  /** The weight of its own words together. */
  total: number;
  /** The words that are values: numbers, days of the week, months. */
  values: ReadonlySet<WordId>;
  isNegated: boolean;
}

interface Related {
  id: WordId;
  /** How much of the word is also in this one, 0–1. */
  share: number;
}

/** The words of some statements, how much each weighs, and which are parts of each other. */
export interface Vocabulary {
  /** 0–1: more where fewer statements have the word. */
  weights: readonly number[];
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
const HAN = /\p{Script=Han}/u;
const MEANS_LITTLE = /^[\p{Script=Hiragana}ー]+$/u;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const NEGATION = new RegExp(`^(?:${NEGATIONS}|ない|なかっ|なく|なけれ|ません?|ず|ぬ)$`, 'u');
const PIECE_CHARS = 4000;
const STATEMENTS_A_SLICE = 50;

/** Reads statements; the vocabulary is that of all of them, each text counted once. */
export function* readStatements(
  texts: readonly string[],
  language: Language,
): Slices<{ profiles: Map<string, Profile>; vocabulary: Vocabulary }> {
  const ids = new Map<string, WordId>();
  const counts: number[] = [];
  const values = new Set<WordId>();
  const negations = new Set<WordId>();
  const wordLists = new Map<string, WordId[]>();
  const days = namedDays(language);
  let read = 0;
  for (const text of texts) {
    if (wordLists.has(text)) continue;
    const words: WordId[] = [];
    for (const piece of piecesOf(text)) {
      for (const { word, isValue } of readWords(piece, language, days)) {
        let id = ids.get(word);
        if (id === undefined) {
          id = ids.size;
          ids.set(word, id);
          counts.push(0);
          if (isValue) values.add(id);
          if (NEGATION.test(word)) negations.add(id);
        }
        words.push(id);
      }
      read += piece.length === PIECE_CHARS ? STATEMENTS_A_SLICE : 1;
      if (read % STATEMENTS_A_SLICE === 0) yield;
    }
    for (const id of new Set(words)) counts[id] = (counts[id] ?? 0) + 1;
    wordLists.set(text, words);
  }
  const stems = [...ids.keys()];
  const most = Math.log(1 + wordLists.size);
  const weights = stems.map(
    (stem, id) => (Math.log(1 + wordLists.size / (counts[id] ?? 1)) / most) * substanceOf(stem),
  );
  const profiles = new Map<string, Profile>();
  for (const [text, words] of wordLists) {
    const own = new Set(words);
    let total = 0;
    for (const id of own) total += weights[id] ?? 0;
    profiles.set(text, {
      words,
      own,
      total,
      values: new Set([...own].filter((id) => values.has(id))),
      isNegated: [...own].some((id) => negations.has(id)),
    });
  }
  return { profiles, vocabulary: { weights, isValue: (id) => values.has(id), relatedTo: relations(stems, values) } };
}

/** Short words and those of hiragana alone mostly hold a sentence together. */
function substanceOf(stem: string): number {
  if (UNSPACED.test(stem)) return MEANS_LITTLE.test(stem) ? 0.3 : 1;
  if (/\p{N}/u.test(stem) || stem.length > 3) return 1;
  return stem.length === 3 ? 0.5 : 0.3;
}

/** Long texts piece by piece, so that no slice takes long. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length || at === 0; at += PIECE_CHARS) pieces.push(text.slice(at, at + PIECE_CHARS));
  return pieces;
}

function readWords(
  text: string,
  language: Language,
  days: ReadonlyMap<string, string>,
): { word: string; isValue: boolean }[] {
  const numbers = numbersOf(text, language);
  let next = 0;
  return wordsOf(text).map(({ stem, start, end }) => {
    while (numbers[next] && (numbers[next]?.end ?? 0) <= start) next += 1;
    const number = numbers[next];
    if (number && number.start < end) return { word: number.value, isValue: true };
    const day = days.get(text.slice(start, end));
    return day === undefined ? { word: stem, isValue: /\p{N}/u.test(stem) } : { word: day, isValue: true };
  });
}

/** Of each word, found when first asked for, the words that share a part with it. */
function relations(stems: readonly string[], values: ReadonlySet<WordId>): (id: WordId) => readonly Related[] {
  const holders = new Map<string, WordId[]>();
  for (const [id, stem] of stems.entries()) {
    if (values.has(id)) continue;
    for (const part of new Set(partsOf(stem).map(({ part }) => part))) {
      const known = holders.get(part);
      if (known) known.push(id);
      else holders.set(part, [id]);
    }
  }
  const found: (Related[] | undefined)[] = [];
  return (id) => (found[id] ??= values.has(id) ? [] : related(stems[id] ?? '', id, holders));
}

function related(stem: string, id: WordId, holders: ReadonlyMap<string, WordId[]>): Related[] {
  const covered = new Map<WordId, { end: number; letters: number; share: number }>();
  for (const { part, start, weight } of partsOf(stem)) {
    const words = holders.get(part) ?? [];
    if (words.length > MAX_WORDS_OF_PART) continue;
    for (const other of words) {
      if (other === id) continue;
      const known = covered.get(other) ?? { end: 0, letters: 0, share: 0 };
      const end = start + part.length;
      known.letters += (end - Math.max(start, known.end)) * weight;
      known.end = end;
      covered.set(other, known);
    }
  }
  return [...covered]
    .map(([other, { letters }]) => ({ id: other, share: Math.min(1, letters / stem.length) }))
    .filter(({ share }) => share >= LEAST_SHARE);
}

/** Every four letters in a row; of Chinese and Japanese words each character. */
function partsOf(stem: string): { part: string; start: number; weight: number }[] {
  const parts: { part: string; start: number; weight: number }[] = [];
  if (HAN.test(stem)) {
    for (const [start, part] of [...stem].entries()) {
      if (HAN.test(part)) parts.push({ part, start, weight: CHARACTER_SHARE });
    }
    return parts;
  }
  const length = UNSPACED.test(stem) ? 2 : PART_LETTERS;
  if (stem.length <= length) return parts;
  for (let start = 0; start + length <= stem.length; start += 1) {
    parts.push({ part: stem.slice(start, start + length), start, weight: 1 });
  }
  return parts;
}
