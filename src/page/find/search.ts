/** Looks for ids in a text of the page. */
import { mayBeOdd, plainSpelling } from '../../core/conversation/spelling/plain-spelling.ts';
import { findIds, ID_LENGTH, mayHoldId } from '../../core/conversation/uuid.ts';
import type { Place } from './hits.ts';
import type { LongText, Scan } from './scan.ts';

/** A longer text is read in several turns. */
const LONG_CHARS = 65_536;
const TURN_CHARS = 32_768;
/** More than an id in any spelling, and the words before it. */
const OVERLAP_CHARS = 512;

/** Counts the text, and tells whether it is worth a look: nearly none is. */
export function isWorthALook(text: string, scan: Scan): boolean {
  if (text.length < ID_LENGTH || scan.isForSplits) return false;
  scan.charsLeft -= text.length;
  return text.length > LONG_CHARS || scan.charsLeft < 0 || mayHoldId(text) || mayBeOdd(text);
}

/** Call it with a text that is worth a look. */
export function look(text: string, place: Place, scan: Scan): void {
  let taken = text;
  if (scan.charsLeft < 0) {
    taken = text.slice(0, Math.max(0, text.length + scan.charsLeft));
    scan.isOver = true;
  }
  if (taken.length > LONG_CHARS) scan.long.push({ text: taken, place, at: 0 });
  else report(taken, 0, taken.length, place, scan);
}

/** Reads the next part of a long text; false at its end. */
export function lookOn(long: LongText, scan: Scan): boolean {
  const { text, place, at } = long;
  const from = Math.max(0, at - OVERLAP_CHARS);
  long.at = at + TURN_CHARS;
  report(text.slice(from, long.at + OVERLAP_CHARS), at - from, long.at - from, place, scan);
  return long.at < text.length;
}

/** Reports the ids that begin between the two positions. */
function report(text: string, from: number, to: number, place: Place, scan: Scan): void {
  const add = (id: Parameters<typeof scan.hits.add>[0], index: number, where: string): void => {
    if (!scan.hits.add(id, place, where, index)) scan.isOver = true;
  };
  const known = new Set<string>();
  for (const { id, index } of findIds(text)) {
    if (index < from || index >= to) continue;
    known.add(id);
    add(id, index, text);
  }
  // Without invisible characters an id may touch a digit, so the original text counts, too.
  const plain = plainSpelling(text);
  if (plain === null) return;
  const [first, last] = [from, to].map((at) => (plainSpelling(text.slice(0, at)) ?? text.slice(0, at)).length);
  for (const { id, index } of findIds(plain)) {
    if (!known.has(id) && index >= (first ?? 0) && index < (last ?? 0)) add(id, index, plain);
  }
}
