/**
 * The grammar of conversation ids: 8-4-4-4-12 hexadecimal digits of either case, any version or variant (docs/api.md).
 * The nil and max UUIDs are placeholders in every system that has them, so they never count as conversations, pasted or
 * found.
 */
import type { ConversationId } from './conversation.ts';

export interface IdInText {
  id: ConversationId;
  /** Position of its first digit. */
  index: number;
}

export const ID_LENGTH = 36;
/** Only this much of a selection is searched: a whole selected page is not an id. */
export const SELECTION_LIMIT_CHARS = 4096;

/** How many ids of one text are offered to choose from. */
export const MAX_OFFERED_IDS = 50;

/** No spelling of a single id is longer, so longer texts are rejected unread. */
const PASTE_LIMIT_CHARS = 200;
const HYPHEN = 45;
const PERCENT = 37;
const BACKSLASH = 92;
/** The nil and the max UUID. */
const PLACEHOLDER = /^([0f])(?:\1|-)+$/;
const WHOLE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UNDASHED = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;
/** Each beside what closes it. */
const BRACKETS = `""''\`\`{}()[]<>“”‘’`;

/**
 * The id that a text spells on its own: bare, in quotes or brackets, as `urn:uuid:`, or as 32 digits. Null otherwise.
 */
export function parseConversationId(text: string): ConversationId | null {
  if (text.length > PASTE_LIMIT_CHARS) return null;
  const bare = unwrap(text)
    .toLowerCase()
    .replace(/^urn:uuid:/, '');
  const dashed = bare.replace(UNDASHED, '$1-$2-$3-$4-$5');
  return WHOLE.test(dashed) ? named(dashed) : null;
}

/**
 * The ids in a text, in order. Jumps from hyphen to hyphen, which is several times as fast as a regular expression on
 * megabytes. An adjacent hex digit makes it part of something longer, unless that digit ends an escape (`%2F`, `=3D`,
 * `\u0022`, `\x22`); an adjacent hyphen or other letter does not (`request-<id>-0` holds an id).
 */
export function findIds(text: string, limit = Infinity): IdInText[] {
  const found: IdInText[] = [];
  let hyphen = text.indexOf('-', 8);
  while (hyphen !== -1 && hyphen + 28 <= text.length && found.length < limit) {
    const id = isShapedAt(text, hyphen - 8) ? named(text.slice(hyphen - 8, hyphen + 28).toLowerCase()) : null;
    if (id !== null) found.push({ id, index: hyphen - 8 });
    const next = text.indexOf('-', id === null ? hyphen + 1 : hyphen + 28);
    // A page that replaced indexOf must not trap us in this loop.
    if (next <= hyphen) break;
    hyphen = next;
  }
  return found;
}

/** False for nearly every text without an id, however many hyphens it has. */
export function mayHoldId(text: string): boolean {
  for (let hyphen = text.indexOf('-', 8); hyphen !== -1;) {
    if (isShapedAt(text, hyphen - 8)) return true;
    const next = text.indexOf('-', hyphen + 1);
    if (next <= hyphen) return false;
    hyphen = next;
  }
  return false;
}

/** `0bfa587f…8558`, for lists; offer the full id next to it (hover, copy). */
export function shortenId(id: string): string {
  return `${id.slice(0, 8)}…${id.slice(-4)}`;
}

function named(lowerCase: string): ConversationId | null {
  return PLACEHOLDER.test(lowerCase) ? null : (lowerCase as ConversationId);
}

function unwrap(text: string): string {
  let bare = text.trim();
  for (;;) {
    const at = BRACKETS.indexOf(bare.charAt(0));
    if (at % 2 !== 0 || bare.length < 2 || !bare.endsWith(BRACKETS.charAt(at + 1))) return bare;
    bare = bare.slice(1, -1).trim();
  }
}

function isShapedAt(text: string, start: number): boolean {
  // Hyphens first: most texts with hyphens fail here, after three characters.
  if (text.charCodeAt(start + 13) !== HYPHEN) return false;
  if (text.charCodeAt(start + 18) !== HYPHEN || text.charCodeAt(start + 23) !== HYPHEN) return false;
  for (let at = 0; at < ID_LENGTH; at += 1) {
    const isGap = at === 8 || at === 13 || at === 18 || at === 23;
    if (!isGap && !isHex(text.charCodeAt(start + at))) return false;
  }
  if (isHex(text.charCodeAt(start + ID_LENGTH))) return false;
  return !isHex(text.charCodeAt(start - 1)) || endsEscape(text, start);
}

/** An escape of quoted-printable mail that may stand right before an id: punctuation, a break, the end of a UTF-8 one. */
const QUOTED_PRINTABLE = /=(0[9ad]|2[0-9a-f]|3[a-f]|5[bf]|7b|[0-9a-f]{2}=[89ab][0-9a-f])$/i;

/** True when the digits before `end` are the tail of `%2F`, `%252F`, `=3D`, `\x22` or `\u0022`. */
function endsEscape(text: string, end: number): boolean {
  if (!isHex(text.charCodeAt(end - 2))) return false;
  if (text.charCodeAt(end - 4) === BACKSLASH && text.charAt(end - 3) === 'x') return true;
  if (text.charCodeAt(end - 6) === BACKSLASH && text.charAt(end - 5) === 'u') {
    return isHex(text.charCodeAt(end - 3)) && isHex(text.charCodeAt(end - 4));
  }
  if (text.charAt(end - 3) === '=') return QUOTED_PRINTABLE.test(text.slice(Math.max(0, end - 6), end));
  let percent = end - 3;
  // A doubly encoded percent sign is `%25`.
  while (text.charAt(percent) === '5' && text.charAt(percent - 1) === '2') percent -= 2;
  return text.charCodeAt(percent) === PERCENT;
}

/** False for NaN, which `charCodeAt` returns outside the text. */
function isHex(code: number): boolean {
  const lower = code | 32;
  return (code >= 48 && code <= 57) || (lower >= 97 && lower <= 102);
}
