/** Ids in a text at which the user points: there, escapes, line breaks and lost hyphens are undone as well. */
import type { ConversationId } from '../conversation.ts';
import { plainSpelling } from './plain-spelling.ts';
import { findIds, ID_LENGTH, parseConversationId } from '../uuid.ts';

/** Line breaks with their indent, the marks of a quoted mail, and a shell's backslash before the break. */
const GAP = '[\\s>\\\\]{0,80}';
const digits = (count: number, between: string): string => `[0-9a-f](?:${between}[0-9a-f]){${count - 1}}`;
/** Groups of digits between which `joint` stands. */
const groups = (joint: string, between: string): RegExp =>
  new RegExp(
    `(?<![0-9a-z])(${[8, 4, 4, 4, 12].map((count) => digits(count, between)).join(`)${joint}(`)})(?![0-9a-z])`,
    'gi',
  );
const WRAPPED = groups(`${GAP}-${GAP}`, GAP);
const WITHOUT_HYPHENS = groups('[\\s_.:/]{0,3}', '');

/**
 * The ids in a text at which the user points, each once: a paste, a selection, a link. Each further reading adds what
 * the ones before it did not find.
 */
export function readIds(text: string): ConversationId[] {
  const whole = parseConversationId(text);
  if (whole !== null) return [whole];
  const unescaped = unescape(text);
  const plain = plainSpelling(unescaped) ?? unescaped;
  const ids = new Set<ConversationId>();
  for (const reading of new Set([text, plainSpelling(text) ?? text, plain, plain.replace(/<[^<>]{0,200}>/g, '')])) {
    for (const { id } of findIds(reading)) ids.add(id);
    for (const id of grouped(reading, WRAPPED)) ids.add(id);
  }
  if (ids.size === 0) for (const id of grouped(plain, WITHOUT_HYPHENS)) ids.add(id);
  return [...ids];
}

/** The ids that touch a part of a text: a double click selects one group of an id. */
export function readIdsAround(before: string, part: string, after: string): ConversationId[] {
  const text = plainSpelling(before + part + after) ?? before + part + after;
  const from = (plainSpelling(before) ?? before).length;
  const to = from + (plainSpelling(part) ?? part).length;
  return findIds(text)
    .filter(({ index }) => index < to && index + ID_LENGTH > from)
    .map(({ id }) => id);
}

function grouped(text: string, pattern: RegExp): ConversationId[] {
  return [...text.matchAll(pattern)]
    .map((match) =>
      parseConversationId(
        match
          .slice(1)
          .join('-')
          .replace(/[^0-9a-f-]/gi, ''),
      ),
    )
    .filter((id) => id !== null);
}

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(hyphen|dash|[nm]dash|minus)|(shy|zwnj|zwj|zwsp|ZeroWidthSpace));/gi;
/** Dashes and soft hyphens as the bytes of UTF-8, in addresses (`%`) and in mail (`=`). */
const BYTE = '(?:%(?:25){0,4}|=)';
const UTF8_DASH = new RegExp(`${BYTE}E2${BYTE}(?:80${BYTE}9[0-5]|88${BYTE}92)`, 'gi');
const UTF8_NOTHING = new RegExp(`${BYTE}(?:C2${BYTE}AD|E2${BYTE}80${BYTE}8[B-F])`, 'gi');

function unescape(text: string): string {
  return text
    .replace(ENTITY, (_, decimal?: string, hex?: string, dash?: string) => {
      if (dash !== undefined) return '-';
      const code = decimal === undefined ? Number.parseInt(hex ?? '200b', 16) : Number(decimal);
      return String.fromCharCode(code);
    })
    .replace(/\\{1,4}u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(UTF8_DASH, '-')
    .replace(UTF8_NOTHING, '');
}
