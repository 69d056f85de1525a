import type { DiffPart } from '../../../core/versions/word-diff.ts';
import { wordsOf } from '../../../core/words/words.ts';

/** A part of a compared text as it is shown: what did not change is folded where it is long. */
export interface ShownPart extends DiffPart {
  /** The text in its middle that is folded; '' for none. It begins with `text` and ends with `end`. */
  folded: string;
  end: string;
}

/** Enough around a change to tell where it stands. */
const CONTEXT_CHARS = 160;
/** Less than this is not worth a click. */
const LEAST_FOLDED_CHARS = 400;

/** Folds what did not change, but for the words around a change. */
export function foldSame(parts: readonly DiffPart[]): ShownPart[] {
  return parts.map((part, index) => {
    const whole = { ...part, folded: '', end: '' };
    if (part.kind !== 'same' || parts.length === 1) return whole;
    const { text } = part;
    // The text's own beginning and end are beside no change.
    const from = index === 0 ? 0 : blankAfter(text, CONTEXT_CHARS);
    const to = index === parts.length - 1 ? text.length : blankBefore(text, text.length - CONTEXT_CHARS);
    if (to - from < LEAST_FOLDED_CHARS) return whole;
    return { kind: part.kind, text: text.slice(0, from), folded: text.slice(from, to), end: text.slice(to) };
  });
}

function blankAfter(text: string, at: number): number {
  const blank = text.slice(at).search(/\s/);
  return blank === -1 || blank > CONTEXT_CHARS ? at : at + blank;
}

function blankBefore(text: string, at: number): number {
  const blank = Math.max(text.lastIndexOf(' ', at), text.lastIndexOf('\n', at));
  return blank === -1 || at - blank > CONTEXT_CHARS ? at : blank;
}

/** How many words went and came. */
export function changedWords(parts: readonly DiffPart[]): { removed: number; added: number } {
  const count = (kind: DiffPart['kind']) =>
    parts.reduce((sum, part) => sum + (part.kind === kind ? wordsOf(part.text).length : 0), 0);
  return { removed: count('removed'), added: count('added') };
}
