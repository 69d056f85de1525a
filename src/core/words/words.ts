import { stemOf } from './stem.ts';

export interface Word {
  /** Normal form: NFKC, lower case, light stem. */
  stem: string;
  start: number;
  end: number;
}

/** Words and numbers: `Tim's`, `naïve`, `1,200.50` and `15:30` are one word each. */
const WORD = /\p{N}+(?:[.,:]\p{N}+)*[\p{L}\p{M}]*|[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

/** All of them are from here on; most texts of other scripts are told by this quick look. */
const MAYBE_UNSPACED = /[\u0E00-\uFFFF]/;

let segmenter: Intl.Segmenter | null = null;

/** Words of any language; Chinese, Japanese and Thai through Intl.Segmenter. */
export function wordsOf(text: string): Word[] {
  return Array.from(spellingsOf(text), ([word, start]) => ({
    stem: normalFormOf(word),
    start,
    end: start + word.length,
  }));
}

/** The words as they are spelt, one at a time: a long text need not be read at once. */
export function* spellingsOf(text: string): Generator<[word: string, start: number], void, void> {
  const isSpaced = !MAYBE_UNSPACED.test(text);
  for (let end = 0; ;) {
    // Set each time, because others may use the expression between two words.
    WORD.lastIndex = end;
    const found = WORD.exec(text);
    if (!found) return;
    end = WORD.lastIndex;
    if (isSpaced || !UNSPACED.test(found[0])) yield [found[0], found.index];
    else yield* segmentsOf(found[0], found.index);
  }
}

/** The segmenter takes quadratic time; so long a run without punctuation is rare, and cut where it may. */
const LONGEST_RUN = 256;

function* segmentsOf(run: string, at: number): Generator<[word: string, start: number], void, void> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  for (let from = 0; from < run.length;) {
    const cut = from + LONGEST_RUN;
    const to = /[\uD800-\uDBFF]/.test(run.charAt(cut - 1)) ? cut - 1 : cut;
    for (const { segment, index, isWordLike } of segmenter.segment(run.slice(from, to))) {
      if (isWordLike) yield [segment, at + from + index];
    }
    from = to;
  }
}

export const normalFormOf = (word: string): string => stemOf(word.normalize('NFKC').toLowerCase());
