import { mayBeOdd } from '../../core/conversation/spelling/plain-spelling.ts';

/** Asked of two characters of every text, most of which are blanks and letters. */
export function isPartOfId(code: number): boolean {
  const lower = code | 32;
  if ((lower >= 97 && lower <= 102) || (code >= 48 && code <= 57) || code === 45) return true;
  return code > 127 && mayBeOdd(String.fromCharCode(code));
}

/** Tells whether a text may continue an id that the previous one began. */
export function continuesId(before: string, text: string): boolean {
  return isPartOfId(before.charCodeAt(before.length - 1)) && isPartOfId(text.charCodeAt(0));
}
