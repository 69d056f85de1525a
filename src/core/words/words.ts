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

/** In texts of ASCII alone, `WORD` finds these; so does this, and sooner. */
const PLAIN_WORD = /\d+(?:[.,:]\d+)*[A-Za-z]*|[A-Za-z\d]+(?:'[A-Za-z]+)*/g;
const PLAIN_TEXT = /^[\0-\x7f]*$/;

/** The words of a short text as they are spelt. */
export function spellingsIn(text: string): readonly string[] {
  if (PLAIN_TEXT.test(text)) return text.match(PLAIN_WORD) ?? [];
  return Array.from(spellingsOf(text), ([word]) => word);
}

/** The words as they are spelt, one at a time: a long text need not be read at once. */
export function* spellingsOf(text: string): Generator<[word: string, start: number], void, void> {
  const isSpaced = !MAYBE_UNSPACED.test(text);
  for (let at = 0; ;) {
    const start = plainStart(text, at);
    let end = plainEnd(text, start);
    if (end > 0) {
      yield [text.slice(start, end), start];
      at = end;
      continue;
    }
    // Set each time, because others may use the expression between two words.
    WORD.lastIndex = start;
    const found = WORD.exec(text);
    if (!found) return;
    end = WORD.lastIndex;
    if (isSpaced || !UNSPACED.test(found[0])) yield [found[0], found.index];
    else yield* segmentsOf(found[0], found.index);
    at = end;
  }
}

const [DIGIT, LETTER] = [1, 2];
/** What each character of ASCII is; the others are all behind them. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /\d/.test(character) ? DIGIT : /[a-z]/i.test(character) ? LETTER : 0;
});
const LAST_PLAIN = 127;
const kindAt = (text: string, at: number): number | undefined => KINDS[text.charCodeAt(at)];

/** Where the next word may begin. */
function plainStart(text: string, from: number): number {
  let at = from;
  while (kindAt(text, at) === 0) at += 1;
  return at;
}

/** Where the word that begins here ends, if that is told by ASCII alone, or 0. It is the one that `WORD` finds, found sooner. */
function plainEnd(text: string, start: number): number {
  const first = kindAt(text, start);
  if (!first) return 0;
  let at = endOf(text, start, first === DIGIT ? DIGIT : DIGIT | LETTER);
  if (first === DIGIT) {
    while (/[.,:]/.test(text.charAt(at)) && kindAt(text, at + 1) === DIGIT) at = endOf(text, at + 1, DIGIT);
    at = endOf(text, at, LETTER);
  } else {
    while (text.charAt(at) === "'" && kindAt(text, at + 1) === LETTER) at = endOf(text, at + 1, LETTER);
  }
  // What follows may belong to it.
  return text.charCodeAt(at) > LAST_PLAIN || text.charCodeAt(at + 1) > LAST_PLAIN ? 0 : at;
}

function endOf(text: string, from: number, kinds: number): number {
  let at = from;
  while (((kindAt(text, at) ?? 0) & kinds) !== 0) at += 1;
  return at;
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
