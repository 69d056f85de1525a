import type { Slices } from '../../slices.ts';
import { normalFormOf, spellingsIn, spellingsOf } from '../../words/words.ts';

/** Words that begin alike are likely inflections or derivations of one: `smart`, `smartness`. */
const BEGINNING_LENGTH = 5;
/** So many words are read in one slice. */
const WORDS_A_SLICE = 500;
/** A text of this length is read at once. */
const AT_ONCE_CHARS = 4000;

/** Words as small numbers, in the order in which they are first read. */
export interface Lexicon {
  /** The words of a text, in their order. */
  read(text: string): Slices<number[]>;
  /** By word: the first that begins like it. */
  readonly beginnings: readonly number[];
  /** By word: whether it has a digit, as amounts, dates, times and ids have. */
  readonly hasDigit: readonly boolean[];
}

export function createLexicon(): Lexicon {
  const bySpelling = new Map<string, number>();
  const byForm = new Map<string, number>();
  const byBeginning = new Map<string, number>();
  const beginnings: number[] = [];
  const hasDigit: boolean[] = [];
  let budget = WORDS_A_SLICE;

  function wordOf(spelling: string): number {
    const form = normalFormOf(spelling);
    const first = byForm.get(form);
    if (first !== undefined) return first;
    const word = byForm.size;
    byForm.set(form, word);
    const beginning = form.length < BEGINNING_LENGTH ? form : `${form.slice(0, BEGINNING_LENGTH)}…`;
    const alike = byBeginning.get(beginning) ?? word;
    byBeginning.set(beginning, alike);
    beginnings.push(alike);
    hasDigit.push(/\p{N}/u.test(form));
    return word;
  }

  function known(spelling: string): number {
    let word = bySpelling.get(spelling);
    if (word === undefined) bySpelling.set(spelling, (word = wordOf(spelling)));
    return word;
  }

  function* read(text: string): Slices<number[]> {
    const words = text.length > AT_ONCE_CHARS ? yield* readLong(text) : spellingsIn(text).map(known);
    budget -= words.length;
    if (budget <= 0) {
      budget = WORDS_A_SLICE;
      yield;
    }
    return words;
  }

  function* readLong(text: string): Slices<number[]> {
    const words: number[] = [];
    for (const [spelling] of spellingsOf(text)) {
      words.push(known(spelling));
      if (words.length % WORDS_A_SLICE === 0) yield;
    }
    return words;
  }
  return { read, beginnings, hasDigit };
}
