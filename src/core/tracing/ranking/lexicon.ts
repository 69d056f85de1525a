import type { Slices } from '../../slices.ts';
import { normalFormOf, spellingsOf } from '../../words/words.ts';

/** Words that begin alike are likely inflections or derivations of one: `smart`, `smartness`. */
const BEGINNING_LENGTH = 5;
/** So many words are read in one slice. */
const WORDS_A_SLICE = 500;

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
    const known = byForm.get(form);
    if (known !== undefined) return known;
    const word = byForm.size;
    byForm.set(form, word);
    const beginning = form.length < BEGINNING_LENGTH ? form : `${form.slice(0, BEGINNING_LENGTH)}…`;
    const first = byBeginning.get(beginning) ?? word;
    byBeginning.set(beginning, first);
    beginnings.push(first);
    hasDigit.push(/\p{N}/u.test(form));
    return word;
  }

  function* read(text: string): Slices<number[]> {
    const words: number[] = [];
    for (const [spelling] of spellingsOf(text)) {
      let word = bySpelling.get(spelling);
      if (word === undefined) bySpelling.set(spelling, (word = wordOf(spelling)));
      words.push(word);
      budget -= 1;
      if (budget > 0) continue;
      budget = WORDS_A_SLICE;
      yield;
    }
    return words;
  }
  return { read, beginnings, hasDigit };
}
