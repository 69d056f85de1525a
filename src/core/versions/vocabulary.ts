import type { Slices } from '../slices.ts';
import type { Language } from '../words/language.ts';
import { NEGATIONS } from '../words/negation.ts';
import { mayBeNumber, numbersOf, type NumberForm } from '../words/number-forms.ts';
import { normalFormOf, spellingsIn, spellingsOf } from '../words/words.ts';
import { standingOf, stateOf, type Standing } from './change-words.ts';
import { namedDays } from './named-days.ts';
import { relations, UNSPACED, type Relatives, type WordId } from './relatives.ts';

export interface Profile extends Standing {
  /** In their order, repeats too. */
  words: WordId[];
  own: readonly WordId[];
  /** The weight of its own words together. */
  total: number;
  /** Those that are values: numbers, days of the week, months. */
  values: readonly WordId[];
  isNegated: boolean;
}

/** The words of some statements, how much each weighs, and which are parts of each other. */
export interface Vocabulary {
  size: number;
  /** 0–1: more where fewer statements have the word. */
  weights: Float64Array;
  isValue(id: WordId): boolean;
  relatives: Relatives;
}

const MEANS_LITTLE = /^[\p{Script=Hiragana}ー]+$/u;
const NEGATION = new RegExp(`^(?:${NEGATIONS}|ない|なかっ|なく|なけれ|ません?|ず|ぬ)$`, 'u');
const PIECE_CHARS = 4000;
const STATEMENTS_A_SLICE = 50;

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
    profiles.set(text, dictionary.profileOf(words, text));
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
  /** What it says of how things stand. */
  state: number;
}

function createSpellings(language: Language): (text: string) => Spelling {
  const spellings = new Map<string, Spelling>();
  return (text) => {
    let spelling = spellings.get(text);
    if (!spelling) spellings.set(text, (spelling = spelt(text, language)));
    return spelling;
  };
}

const spelt = (text: string, language: Language): Spelling => ({
  text,
  id: null,
  mayCount: mayBeNumber(text, language),
  state: stateOf(text.toLowerCase()),
});

/** Gives words their numbers. */
function createWords() {
  const ids = new Map<string, WordId>();
  const stems: string[] = [];
  const isValue: boolean[] = [];
  const isNegation: boolean[] = [];
  const idOf = (word: string, isNumber: boolean): WordId => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    const id = stems.length;
    ids.set(word, id);
    stems.push(word);
    isValue.push(isNumber || /\p{N}/u.test(word));
    isNegation.push(NEGATION.test(word));
    return id;
  };
  return { stems, isValue, isNegation, idOf };
}

/** Reads statements by the words that are known so far. */
function createDictionary(language: Language) {
  const { stems, isValue, isNegation, idOf } = createWords();
  /** By word: how many statements have it, and the last of them. */
  const counts: number[] = [];
  const lastIn: number[] = [];
  const days = namedDays(language);
  let statement = 0;
  const spellingOf = createSpellings(language);
  const idOfSpelling = ({ text }: Spelling): WordId => {
    const day = days.get(text);
    return idOf(day ?? normalFormOf(text), day !== undefined);
  };
  /** Of the statement that is being read. */
  let state = 0;
  const wordOf = (spelling: Spelling): WordId => {
    state |= spelling.state;
    return (spelling.id ??= idOfSpelling(spelling));
  };
  /** The words of a text, of which some are those of numbers. */
  const readNumbers = (text: string, numbers: readonly NumberForm[], words: WordId[]): void => {
    let next = 0;
    for (const [word, start] of spellingsOf(text)) {
      while ((numbers[next]?.end ?? Infinity) <= start) next += 1;
      const number = numbers[next];
      const isNumber = number !== undefined && number.start < start + word.length;
      words.push(isNumber ? idOf(number.value, true) : wordOf(spellingOf(word)));
    }
  };
  return {
    stems,
    counts,
    isValue,
    read(text: string, words: WordId[]): void {
      const found = spellingsIn(text).map(spellingOf);
      const numbers = found.some(({ mayCount }) => mayCount) ? numbersOf(text, language) : [];
      if (numbers.length > 0) readNumbers(text, numbers, words);
      else for (const spelling of found) words.push(wordOf(spelling));
    },
    profileOf(words: WordId[], text: string): Profile {
      statement += 1;
      const own: WordId[] = [];
      const values: WordId[] = [];
      let isNegated = false;
      for (const id of words) {
        if (lastIn[id] === statement) continue;
        lastIn[id] = statement;
        counts[id] = (counts[id] ?? 0) + 1;
        own.push(id);
        if (isValue[id]) values.push(id);
        isNegated ||= isNegation[id] === true;
      }
      const { tellsChange, outlook } = standingOf(text, state);
      state = 0;
      return { words, own, total: 0, values, isNegated, tellsChange, outlook };
    },
  };
}

/** Short words and those of hiragana alone mostly hold a sentence together. */
function substanceOf(stem: string): number {
  if (UNSPACED.test(stem)) return MEANS_LITTLE.test(stem) ? 0.3 : 1;
  if (/\p{N}/u.test(stem) || stem.length > 3) return 1;
  return stem.length === 3 ? 0.5 : 0.3;
}
