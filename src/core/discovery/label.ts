/** The single form of a label that a page or an answer gives to an id. */
import { shortText } from '../cut-text.ts';
import { plainSpelling } from '../conversation/spelling/plain-spelling.ts';
import { findIds, ID_LENGTH } from '../conversation/uuid.ts';

export const LABEL_LIMIT_CHARS = 80;
/** Leftovers around an id that was removed: `Conversation ():`. */
const EDGES = /^[\s\-–—·•|:：,;#/]+|[\s\-–—·•|:：,;#/([{"'`]+$/g;
const EMPTY = /\(\s*\)|\[\s*\]|\{\s*\}|"\s*"|'\s*'/g;
/** Before an id that is part of an address or of code, which is no title. */
const IN_CODE = /(?:[/=]|\w\(|[{(]\s*\w+\s*:\s*)["'`({]*$/;

/** A page that draws an id in pieces may show one of them as a title. */
const PART_OF_ID = /^(?=.*\d)(?=.*[a-f-])[0-9a-f]{8}(?:-[0-9a-f-]*)?…?$/i;

/** One short line without ids, or null when nothing readable is left. */
export function toLabel(text: string): string | null {
  // Four times the limit is plenty, even if half of it is white space.
  const start = text.slice(0, LABEL_LIMIT_CHARS * 4);
  const plain = plainSpelling(start);
  let rest = plain !== null && findIds(plain, 1).length > 0 ? plain : start;
  for (const { index } of findIds(rest).reverse()) {
    if (IN_CODE.test(rest.slice(0, index))) return null;
    rest = `${rest.slice(0, index)} ${rest.slice(index + ID_LENGTH)}`;
  }
  const line = rest
    .replace(/\s+/g, ' ')
    .replace(EMPTY, ' ')
    .replace(/^ ?"([^"]+)" ?$/, '$1')
    .replace(EDGES, '')
    .trim();
  if (PART_OF_ID.test(line)) return null;
  // Nothing readable, or code: `{"thread_id": ,`, `"id`.
  if (!/[\p{L}\p{N}\p{So}]/u.test(line) || /^[{[<]|^["'][\w$.-]*$/.test(line)) return null;
  return shortText(line, LABEL_LIMIT_CHARS);
}
