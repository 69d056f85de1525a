/**
 * Text from Synap or a page may hold characters that hide, reorder or imitate others. They are shown by their code
 * point, so that the visible text is the actual text. Line breaks and tabs stay, and so does what a script needs to be
 * spelt: the same character hides in one word and makes another readable.
 */
import { hiddenRows, replaceHidden } from './hidden-characters.ts';

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
  for (const { start, end } of hiddenRows(plain)) {
    if (hidden >= maxHidden) return [...pieces, { text: visibleText(plain.slice(from)), hidden: false }];
    if (start > from) pieces.push({ text: plain.slice(from, start), hidden: false });
    for (const name of namesOf(plain.slice(start, end))) {
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
  return replaceHidden(text, (row) => namesOf(row).join(''));
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
