/**
 * Characters that hide, reorder or imitate others in a text. What a script needs to be spelt is none of them: the same
 * character hides in one word and makes another readable.
 */

/** Controls, fillers, zero-width and bidi characters, variation selectors, tags, lone surrogates. */
const HIDDEN_RUN = /(?:(?![\t\n])[\p{Cc}\p{Cs}\p{DI}\u2028\u2029\u2800\uFFF9-\uFFFB])+/gu;

const scripts = (names: string): string =>
  names
    .split(' ')
    .map((name) => `\\p{Script=${name}}`)
    .join('');
/** Scripts whose letters change their form by a joiner or a non-joiner beside them. */
const JOINING = scripts(
  'Arabic Syriac Mongolian Nko Adlam Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam ' +
    'Sinhala Khmer Myanmar Tibetan Javanese Balinese Newa Tirhuta Grantha',
);
/** Scripts written without spaces, where a zero-width space parts the words. */
const UNSPACED = scripts('Thai Lao Khmer Myanmar Tai_Le New_Tai_Lue Tai_Tham Tai_Viet Tibetan Javanese Balinese');
/** U+0640 and marks such as the Arabic vowel signs belong to no single script. */
const SHARED = '\\u0640\\u064B-\\u0655\\u0670';
const WORD = '[\\p{L}\\p{M}\\p{N}]';
const PICTURE = '\\p{Extended_Pictographic}';

interface Spelling {
  /** The hidden characters, as in a class. */
  of: string;
  /** The required text before and after a hidden character that is part of the spelling. */
  before: string;
  after?: string;
  /** The hidden characters that follow it. */
  rest?: string;
}

const SPELLINGS: readonly Spelling[] = [
  // Emoji that are joined or styled, and the flags of England, Scotland and Wales.
  { of: '\\u{200D}', before: `[${PICTURE}\\p{Emoji_Modifier}\\u{FE0F}]`, after: PICTURE },
  { of: '\\u{FE0E}\\u{FE0F}', before: '\\p{Emoji}' },
  {
    of: '\\u{E0067}',
    before: '\\u{1F3F4}',
    rest: `\\u{E0062}(?:${['eng', 'sct', 'wls'].map(tags).join('|')})\\u{E007F}`,
  },
  // Persian, Urdu, Hindi, Sinhala and others. A suffix may follow a word or a quotation of any script.
  { of: '\\u{200D}', before: `[${JOINING}${SHARED}]` },
  { of: '\\u{200C}', before: `[${JOINING}${SHARED}]`, after: WORD },
  { of: '\\u{200C}', before: '[\\p{L}\\p{M}\\p{N}\\p{P}]', after: `[${JOINING}]` },
  // Thai, Lao, Khmer, Burmese.
  { of: '\\u{200B}', before: `[${UNSPACED}]`, after: WORD },
  { of: '\\u{200B}', before: WORD, after: `[${UNSPACED}]` },
  // A word that may be broken there.
  { of: '\\u{AD}', before: '[\\p{L}\\p{M}]', after: '\\p{L}' },
  // Variants of one character.
  { of: '\\u{E0100}-\\u{E01EF}\\u{FE00}-\\u{FE02}', before: '\\p{Script=Han}' },
  { of: '\\u{FE00}', before: '[\\p{Script=Myanmar}\\p{Script=Phags_Pa}\\p{Sm}]' },
  { of: '\\u{180B}-\\u{180D}\\u{180F}', before: '\\p{Script=Mongolian}' },
  { of: '\\u{180E}', before: '\\p{Script=Mongolian}', after: '\\p{Script=Mongolian}' },
  // The space of Braille.
  { of: '\\u{2800}', before: '[\\u{2801}-\\u{28FF}]', after: '[\\u{2801}-\\u{28FF}]' },
];

/** A row of hidden characters. */
export interface HiddenRow {
  start: number;
  end: number;
}

/** The hidden characters of a text, without those that a script needs there. */
export function* hiddenRows(text: string): Generator<HiddenRow> {
  for (const { 0: run, index } of text.matchAll(HIDDEN_RUN)) {
    const end = index + run.length;
    const start = index + speltLength(text, index, end);
    if (start < end) yield { start, end };
  }
}

/** The text with something else in the place of each row of hidden characters. */
export function replaceHidden(text: string, replacement: (row: string) => string): string {
  const plain = text.replaceAll('\r\n', '\n');
  let replaced = '';
  let from = 0;
  for (const { start, end } of hiddenRows(plain)) {
    replaced += plain.slice(from, start) + replacement(plain.slice(start, end));
    from = end;
  }
  return replaced + plain.slice(from);
}

/** How much of a row of hidden characters a script needs. What follows another hidden character belongs to none. */
function speltLength(text: string, from: number, to: number): number {
  let at = from;
  for (let length = spellingAt(text, at); at < to && length > 0; length = spellingAt(text, at)) at += length;
  return at - from;
}

const patterns = new Map<number, RegExp | null>();

/** The length of the hidden characters at this index that a script needs there; 0 when it needs none. */
function spellingAt(text: string, at: number): number {
  const code = text.codePointAt(at);
  if (code === undefined) return 0;
  let pattern = patterns.get(code);
  if (pattern === undefined) {
    pattern = patternOf(String.fromCodePoint(code));
    patterns.set(code, pattern);
  }
  if (pattern === null) return 0;
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function patternOf(character: string): RegExp | null {
  const own = SPELLINGS.filter(({ of }) => new RegExp(`[${of}]`, 'u').test(character));
  if (own.length === 0) return null;
  const alternatives = own.map(
    ({ of, before, after = '', rest = '' }) => `(?<=${before})[${of}]${rest}${after && `(?=${after})`}`,
  );
  return new RegExp(alternatives.join('|'), 'uy');
}

/** Letters as the invisible tags that spell a flag. */
function tags(letters: string): string {
  return [...letters].map((letter) => `\\u{${(0xe0000 + letter.charCodeAt(0)).toString(16)}}`).join('');
}
