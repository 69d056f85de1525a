/**
 * Text from Synap or a page may hold characters that hide, reorder or imitate others. They are shown by their code
 * point, so that the visible text is the actual text. Line breaks and tabs stay.
 */

// U+200D joins emoji and U+FE0F colours them: next to an emoji they hide nothing.
const EMOJI_JOIN = /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}])\u{200D}(?=\p{Extended_Pictographic})/u;
const EMOJI_STYLE = /(?<=[\p{Emoji}])[\u{FE0E}\u{FE0F}]/u;

// Invisible code points: controls, fillers, zero-width, bidi, variation selectors, tags, lone surrogates.
const RANGES =
  '0-8 B-1F 7F-9F AD 34F 61C 115F-1160 17B4-17B5 180B-180F 200B-200F 2028-202E 2060-206F 2800 3164 D800-DFFF ' +
  'FE00-FE0F FEFF FFA0 FFF0-FFFB 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF';
const HIDDEN = new RegExp(`[${RANGES.split(' ').map(rangeClass).join('')}]`, 'u');

const SPLIT = new RegExp(`(${EMOJI_JOIN.source}|${EMOJI_STYLE.source})|(${HIDDEN.source})`, 'gu');

/** One stretch of text: literal, or the substitute for a hidden character. */
export interface TextPiece {
  text: string;
  hidden: boolean;
}

/**
 * Splits a text so that each hidden character is a piece of its own: written as `⟨U+202E⟩`, or as U+FFFD for NUL and
 * lone surrogates.
 */
export function textPieces(text: string): TextPiece[] {
  const plain = text.replaceAll('\r\n', '\n');
  if (!HIDDEN.test(plain)) return [{ text: plain, hidden: false }];
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of plain.matchAll(SPLIT)) {
    const found = match[2];
    if (found === undefined) continue;
    if (match.index > from) pieces.push({ text: plain.slice(from, match.index), hidden: false });
    pieces.push({ text: codePointName(found), hidden: true });
    from = match.index + found.length;
  }
  if (from < plain.length) pieces.push({ text: plain.slice(from), hidden: false });
  return pieces;
}

/** The text with control, zero-width and bidi characters written out as `⟨U+202E⟩`. */
export function visibleText(text: string): string {
  return textPieces(text)
    .map((piece) => piece.text)
    .join('');
}

function codePointName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Half a surrogate pair or NUL means that the text was cut or is binary: the number would help nobody.
  if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

function rangeClass(range: string): string {
  return range
    .split('-')
    .map((hex) => `\\u{${hex}}`)
    .join('-');
}
