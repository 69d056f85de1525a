/** The words before an id that name it: a key, a parameter, a path segment, a label. */
import { findIds, ID_LENGTH } from '../conversation/uuid.ts';
import { tellingName } from './rank-words.ts';
import { contextInUrl, LOOK_BACK_CHARS, PREFIX } from './url-context.ts';

/** Separates names that apply together, the widest first: heading, column, words before the id. */
export const CONTEXT_SEPARATOR = ' › ';
/** Names may stand before brackets that opened long before. */
const LOOK_OUT_CHARS = 400;
const MAX_NAMES_AROUND = 6;
const NAME_CHARS = 80;
const HEADER_LIMIT_CHARS = 2000;
const MAX_COLUMN_CHARS = 60;
const WORD = String.raw`[\p{L}_$][\p{L}\p{M}\w$.-]*`;
/** Up to three words, then the punctuation between a name and its value: `"id": "`, `id=`, `id</b>: `. */
const NAME = new RegExp(
  String.raw`(${WORD}(?: ${WORD}){0,2})["'\]\\]*\s*(?:=>|[:=#：/›»>])?[\s"'` + '`' + String.raw`([{\\]*$`,
  'u',
);
/** What makes a value of a text: `UUID('`, `Guid.Parse("`. */
const WRAPPER = /[\w.$]{1,30}\(["'`]?$/;
const CONDITION = /=([^&;#=/]*)$/;
const ADDRESS = /[^\s"'`<>]*\/[^\s"'`<>]*$/;
/** A member of JSON in a parameter, as GraphQL sends its variables. */
const MEMBER = /[?&;#]([\w.[\]$-]{1,40})=[{[][^&#]*"([\w$.-]{1,40})"\s*:\s*\[?\s*"[^"{}&]*$/;

/**
 * The text in the position of a name, before an id in prose, code or markup: `conversation_id`, `Request ID`, but also
 * any three words, of which `tellingName` keeps the meaningful ones. Where that tells nothing, what stands around it
 * may: `Conversation(id=`, `{"thread": {"id": "`, `/chat/`.
 */
export function contextInText(text: string, index: number): string {
  const near = text.slice(Math.max(0, index - LOOK_BACK_CHARS), index);
  if (near === '') return '';
  const column = columnInText(text, index);
  if (column !== '') return column;
  const before = decodeEscapes(near);
  const address = ADDRESS.exec(before)?.[0];
  if (address !== undefined) return contextInUrl(address + text.slice(index, index + ID_LENGTH * 3), address.length);
  const name = nameBefore(before);
  if (tellingName(name) !== '') return name;
  const out = decodeEscapes(text.slice(Math.max(0, index - LOOK_OUT_CHARS), index));
  return nameAround(out) || tellingName(nameAbove(out)) || name;
}

function columnInText(text: string, index: number): string {
  const isInFirstLine = !text.slice(Math.max(0, index - HEADER_LIMIT_CHARS), index).includes('\n');
  return isInFirstLine ? '' : columnName(text.slice(0, HEADER_LIMIT_CHARS).trimStart(), text, index);
}

/** The name in the head of a table in plain text: CSV, Markdown, a database's console. '' for any other text. */
export function columnName(head: string, text: string, index: number): string {
  const before = text.slice(Math.max(0, index - HEADER_LIMIT_CHARS), index);
  const after = text.slice(index + ID_LENGTH, index + HEADER_LIMIT_CHARS);
  const own = before.slice(before.lastIndexOf('\n') + 1);
  const [first = ''] = head.split('\n', 1);
  const delimiter = /[,;|\t]/.exec(own)?.[0] ?? /^["']?\s*([,;|\t])/.exec(after)?.[1];
  if (delimiter === undefined || !first.includes(delimiter) || findIds(first, 1).length > 0) return '';
  const names = first.split(delimiter);
  // Within quotes it separates nothing.
  const split = (line: string) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1;
  if (split(own) + split(after.split('\n', 1)[0] ?? '') !== names.length - 1) return '';
  const name = (names[split(own)] ?? '').replace(/["'\r]/g, '').trim();
  return name.length > MAX_COLUMN_CHARS ? '' : tellingName(name);
}

/** In YAML, the key above that is indented less: `thread:\n  id: `. */
function nameAbove(text: string): string {
  const lines = text.split('\n');
  const own = /^([ \t]*)(?:- )?[\w"'$.-]+:[ \t]*["']?$/.exec(lines.pop() ?? '')?.[1];
  const keys = lines.map((line) => /^([ \t]*)(?:- )?["']?([\w$.-]+)["']?:\s*$/.exec(line));
  return keys.findLast((key) => own !== undefined && (key?.[1] ?? own).length < own.length)?.[2] ?? '';
}

/** Where the name is that of what makes the value, the name before it. */
function nameBefore(text: string): string {
  const name = nameAtEnd(text);
  return tellingName(name) !== '' || !/\(["'`]?$/.test(text.slice(-2))
    ? name
    : nameAtEnd(text.replace(WRAPPER, '')) || name;
}

function nameAtEnd(text: string): string {
  return NAME.exec(text.slice(-NAME_CHARS))?.[1] ?? '';
}

/** The nearest telling name of the brackets that are open at the end of a text; '' if none tells. */
function nameAround(text: string): string {
  let closed = 0;
  let looks = 0;
  for (let at = text.length - 1; at >= 0 && looks < MAX_NAMES_AROUND; at -= 1) {
    const char = text.charAt(at);
    if (')]}'.includes(char)) closed += 1;
    else if ('([{'.includes(char)) {
      if (closed > 0) closed -= 1;
      // An entry of a list has no name of its own.
      else if (!',;([{'.includes(text.charAt(at - 1))) {
        looks += 1;
        const name = tellingName(nameBefore(text.slice(Math.max(0, at - NAME_CHARS), at + 1)));
        if (name !== '') return name;
      }
    }
  }
  return '';
}

/** The name of an id inside an attribute's or field's value: a URL's, a prefix (`thread-*`), a key in code, or ''. */
export function contextInValue(value: string, index: number): string {
  const before = value.slice(Math.max(0, index - LOOK_BACK_CHARS), index);
  if (/[/?][^\s"'<>]*$/.test(before)) return contextInLink(value, index);
  const prefix = PREFIX.exec(before)?.[0] ?? '';
  if (tellingName(prefix) !== '') return `${prefix}*`;
  const name = contextInText(value, index);
  return prefix === '' || tellingName(name) !== '' ? name : `${prefix}*`;
}

/** The name of an id in any address: it may be a script, hold JSON, or state a condition (`?or=(thread_id.eq.`). */
export function contextInLink(url: string, index: number): string {
  if (/^\s*javascript:/i.test(url)) return contextInText(url, index);
  const before = decodeEscapes(url.slice(Math.max(0, index - LOOK_BACK_CHARS), index));
  const [, key = '', inner = ''] = MEMBER.exec(before) ?? [];
  if (tellingName(inner || key) !== '') return `?${key}= ${inner}`;
  const name = contextInUrl(url, index);
  const value = inner || (CONDITION.exec(before)?.[1] ?? '');
  return tellingName(name) === '' || inner !== '' ? `${name} ${value}`.trim() : name;
}

/** Decodes single-byte escapes of URLs and string literals. An escape that was cut in half stays as it is. */
function decodeEscapes(text: string): string {
  if (!/[%\\=&]/.test(text)) return text;
  return text
    .replace(/%(?:25)*([0-9a-f]{2})|\\u00([0-9a-f]{2})|\\x([0-9a-f]{2})/gi, (_, a?: string, b?: string, c?: string) =>
      String.fromCharCode(Number.parseInt(a ?? b ?? c ?? '20', 16)),
    )
    .replace(/=3d/gi, '=')
    .replace(/&quot;|&#34;/g, '"');
}
