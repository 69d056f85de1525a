/**
 * Text from Synap or a page may hold characters that hide, reorder or imitate others. They are shown by their code
 * point, so that the visible text is the actual text. Line breaks and tabs stay, and so does what a script needs to be
 * spelt: the same character hides in one word and makes another readable.
 */

// Invisible code points: controls, fillers, zero-width, bidi, variation selectors, tags, lone surrogates.
const RANGES =
  '0-8 B-1F 7F-9F AD 34F 61C 115F-1160 17B4-17B5 180B-180F 200B-200F 2028-202E 2060-206F 2800 3164 D800-DFFF ' +
  'FE00-FE0F FEFF FFA0 FFF0-FFFB 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF';
const HIDDEN_RUN = new RegExp(`[${RANGES.split(' ').map(rangeClass).join('')}]+`, 'gu');

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

/** The most characters in a row that are written out: a million would take nine megabytes of numbers. */
const MAX_IN_A_ROW = 64;

/** One stretch of text: literal, or the substitute for a hidden character. */
export interface TextPiece {
  text: string;
  hidden: boolean;
}

/**
 * Splits a text so that each hidden character is a piece of its own: written as `⟨U+202E⟩`, or as U+FFFD for NUL and
 * lone surrogates. Of a long row the rest is counted, `⟨+1000⟩`. After `maxHidden` of them the rest is one piece.
 */
export function textPieces(text: string, maxHidden = Infinity): TextPiece[] {
  const plain = text.replaceAll('\r\n', '\n');
  const pieces: TextPiece[] = [];
  let from = 0;
  let hidden = 0;
  for (const { 0: run, index } of plain.matchAll(HIDDEN_RUN)) {
    if (hidden >= maxHidden) return [...pieces, { text: visibleText(plain.slice(from)), hidden: false }];
    const end = index + run.length;
    const at = index + speltLength(plain, index, end);
    if (at === end) continue;
    if (at > from) pieces.push({ text: plain.slice(from, at), hidden: false });
    for (const name of namesOf(plain.slice(at, end))) {
      pieces.push({ text: name, hidden: true });
      hidden += 1;
    }
    from = end;
  }
  if (from < plain.length || pieces.length === 0) pieces.push({ text: plain.slice(from), hidden: false });
  return pieces;
}

/** The text with control, zero-width and bidi characters written out as `⟨U+202E⟩`. */
export function visibleText(text: string): string {
  const plain = text.replaceAll('\r\n', '\n');
  return plain.replace(HIDDEN_RUN, (run: string, index: number) => {
    const spelt = speltLength(plain, index, index + run.length);
    return run.slice(0, spelt) + namesOf(run.slice(spelt)).join('');
  });
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

function namesOf(row: string): string[] {
  const names: string[] = [];
  let left = 0;
  const addRest = (): void => {
    if (left > 0) names.push(`⟨+${left}⟩`);
    left = 0;
  };
  for (const character of row) {
    const name = codePointName(character);
    if (names.length < MAX_IN_A_ROW || name === '\uFFFD') {
      addRest();
      names.push(name);
    } else left += 1;
  }
  addRest();
  return names;
}

const codePointNames = new Map<string, string>();

function codePointName(character: string): string {
  let name = codePointNames.get(character);
  if (name === undefined) {
    const code = character.codePointAt(0) ?? 0;
    // Half a surrogate pair or NUL means that the text was cut or is binary: the number would help nobody.
    const isBroken = code === 0 || (code >= 0xd800 && code <= 0xdfff);
    name = isBroken ? '\uFFFD' : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
    codePointNames.set(character, name);
  }
  return name;
}

function rangeClass(range: string): string {
  return range
    .split('-')
    .map((hex) => `\\u{${hex}}`)
    .join('-');
}

/** Letters as the invisible tags that spell a flag. */
function tags(letters: string): string {
  return [...letters].map((letter) => `\\u{${(0xe0000 + letter.charCodeAt(0)).toString(16)}}`).join('');
}
