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

let segmenter: Intl.Segmenter | null = null;

/** Words of any language; Chinese, Japanese and Thai through Intl.Segmenter. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (UNSPACED.test(word)) addSegments(words, word, index);
    else words.push({ stem: stemOf(normalOf(word)), start: index, end: index + word.length });
  }
  return words;
}

function addSegments(words: Word[], run: string, at: number): void {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  for (const { segment, index, isWordLike } of segmenter.segment(run)) {
    if (!isWordLike) continue;
    words.push({ stem: normalOf(segment), start: at + index, end: at + index + segment.length });
  }
}

const normalOf = (word: string): string => word.normalize('NFKC').toLowerCase();
