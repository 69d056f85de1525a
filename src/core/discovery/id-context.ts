/** The words before an id that name it: a key, a parameter, a path segment, a label. */
import { findIds, ID_LENGTH } from '../conversation/uuid.ts';
import { namesConversation, tellingName } from './rank-words.ts';

export const MAX_CONTEXT_CHARS = 120;
/** Separates names that apply together, the widest first: heading, column, words before the id. */
export const CONTEXT_SEPARATOR = ' › ';
const LOOK_BACK_CHARS = 120;
/** Names may stand before brackets that opened long before. */
const LOOK_OUT_CHARS = 400;
const MAX_NAMES_AROUND = 6;
const WORD = String.raw`[\p{L}_$][\p{L}\p{M}\w$.-]*`;
/** Up to three words, then the punctuation between a name and its value: `"id": "`, `id=`, `id</b>: `. */
const NAME = new RegExp(
  String.raw`(${WORD}(?: ${WORD}){0,2})["'\]\\]*\s*(?:=>|[:=#：])?[\s"'` + '`' + String.raw`([{\\]*$`,
  'u',
);
/** What makes a value of a text: `UUID('`, `Guid.Parse("`. */
const WRAPPER = /[\w.$]{1,30}\(["'`]?$/;
const ADDRESS = /[^\s"'`<>]*\/[^\s"'`<>]*$/;
const PARAMETER = /[?&;#]([\w.[\]$-]{1,40})=([^&;#=/]*)$/;
/** A member of JSON in a parameter, as GraphQL sends its variables. */
const MEMBER = /[?&;#]([\w.[\]$-]{1,40})=[{[][^&#]*"([\w$.-]{1,40})"\s*:\s*\[?\s*"[^"{}&]*$/;
const SEGMENT_LIMIT_CHARS = 60;
const PREFIX = /([a-z]{2,20})[-_:.(=~@]$/i;
/** A title in an address: `trip-to-porto-`. */
const SLUG = /^[^-_:(=]+[-_][^:(=]*[-_]$/;
const EXTENSION = /^[\w-]*\.(?:[\w-]+\.)*([a-z0-9]{2,5})(?=$|[?#"'\s)])/i;
const ORIGIN = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i;

/**
 * The text in the position of a name, before an id in prose, code or markup: `conversation_id`, `Request ID`, but also
 * any three words, of which `tellingName` keeps the meaningful ones. Where that tells nothing, what stands around it
 * may: `Conversation(id=`, `{"thread": {"id": "`, `/chat/`.
 */
export function contextInText(text: string, index: number): string {
  const before = decodeEscapes(text.slice(Math.max(0, index - LOOK_BACK_CHARS), index));
  const address = ADDRESS.exec(before)?.[0];
  if (address !== undefined) return contextInUrl(address + text.slice(index, index + ID_LENGTH * 3), address.length);
  const name = nameBefore(before);
  if (tellingName(name) !== '') return name;
  const out = decodeEscapes(text.slice(Math.max(0, index - LOOK_OUT_CHARS), index));
  return namesAround(out).find((around) => tellingName(around) !== '') ?? name;
}

/** Where the name is that of what makes the value, the name before it. */
function nameBefore(text: string): string {
  const name = nameAtEnd(text);
  return tellingName(name) !== '' ? name : nameAtEnd(text.replace(WRAPPER, '')) || name;
}

function nameAtEnd(text: string): string {
  return (NAME.exec(text)?.[1] ?? '').slice(-MAX_CONTEXT_CHARS);
}

/** The names of the brackets that are open at the end of a text, the narrowest first. */
function namesAround(text: string): string[] {
  const names: string[] = [];
  let closed = 0;
  for (let at = text.length - 1; at >= 0 && names.length < MAX_NAMES_AROUND; at -= 1) {
    const char = text.charAt(at);
    if (')]}'.includes(char)) closed += 1;
    else if ('([{'.includes(char)) {
      if (closed === 0) names.push(nameBefore(text.slice(Math.max(0, at - LOOK_BACK_CHARS), at + 1)));
      else closed -= 1;
    }
  }
  return names;
}

/** The part of a URL that names the id in it: `/chat/`, `?thread=`, `/chat?id=`, `/assets/*.js`, `blob:`. */
export function contextInUrl(url: string, index: number): string {
  if (/^\s*blob:/i.test(url)) return 'blob:';
  if (/^\s*javascript:/i.test(url)) return contextInText(url, index);
  const from = Math.max(0, index - LOOK_BACK_CHARS);
  const before = decodeEscapes(url.slice(from, index)).replace(from === 0 ? ORIGIN : /^$/, '');
  const parameter = parameterAt(before);
  if (parameter !== null) {
    if (tellingName(parameter.name) !== '') return parameter.name;
    const segment = lastSegment(before.slice(0, parameter.index).replace(/\?[^#]*$/, ''));
    return (tellingName(segment) === '' ? '' : segment.replace(/\/$/, '')) + parameter.name;
  }
  const own = before.slice(Math.max(before.lastIndexOf('/'), before.lastIndexOf('?'), before.lastIndexOf('#')) + 1);
  const segment = lastSegment(before.slice(0, before.length - own.length));
  const extension = EXTENSION.exec(url.slice(index + ID_LENGTH, index + ID_LENGTH + 60))?.[1];
  const tail = extension === undefined ? '' : `.${extension}`;
  const prefix = prefixIn(own, segment);
  return segment + (prefix + tail === '' ? '' : `${prefix}*${tail}`);
}

/** `?thread=`, or with the name in its value where only that tells: `?or= (thread_id.eq.`. */
function parameterAt(before: string): { name: string; index: number } | null {
  const member = MEMBER.exec(before);
  if (member !== null) return { name: `?${member[1] ?? ''}= ${member[2] ?? ''}`, index: member.index };
  const found = PARAMETER.exec(before);
  if (found === null) return null;
  const [, key = '', value = ''] = found;
  const isInValue = tellingName(key) === '' && tellingName(value) !== '';
  return { name: `?${key}=${isInValue ? ` ${value.slice(-SEGMENT_LIMIT_CHARS)}` : ''}`, index: found.index };
}

/** The last part of a path; with the one before where only that tells (`/chats/all/`), unless that is another id's. */
function lastSegment(path: string): string {
  const steps = path.split(/[/?#]+/).filter((step) => step !== '' && step.length <= SEGMENT_LIMIT_CHARS);
  const [before, last] = [steps.at(-2), steps.at(-1)];
  if (last === undefined) return '/';
  if (findIds(last, 1).length > 0) return '/*/';
  const isByBefore = before !== undefined && tellingName(`/${last}/`) === '' && namesConversation(`/${before}/`);
  return isByBefore ? `/${before}/${last}/` : `/${last}/`;
}

/** What stands right before an id, as `thread-`; '' for a title, whose words tell nothing of a conversation's kind. */
function prefixIn(own: string, segment: string): string {
  if (SLUG.test(own) && namesConversation(segment)) return '';
  const prefix = PREFIX.exec(own)?.[0] ?? '';
  return tellingName(prefix) === '' && tellingName(own) !== '' ? own.slice(-SEGMENT_LIMIT_CHARS) : prefix;
}

/** The name of an id inside an attribute's or field's value: a URL's, a prefix (`thread-*`), a key in code, or ''. */
export function contextInValue(value: string, index: number): string {
  const before = value.slice(Math.max(0, index - LOOK_BACK_CHARS), index);
  if (/[/?][^\s"'<>]*$/.test(before)) return contextInUrl(value, index);
  const prefix = PREFIX.exec(before)?.[0] ?? '';
  if (tellingName(prefix) !== '') return `${prefix}*`;
  const name = contextInText(value, index);
  return prefix === '' || tellingName(name) !== '' ? name : `${prefix}*`;
}

/** Decodes single-byte escapes of URLs and string literals. An escape that was cut in half stays as it is. */
function decodeEscapes(text: string): string {
  return text
    .replace(/%(?:25)*([0-9a-f]{2})|\\u00([0-9a-f]{2})|\\x([0-9a-f]{2})/gi, (_, a?: string, b?: string, c?: string) =>
      String.fromCharCode(Number.parseInt(a ?? b ?? c ?? '20', 16)),
    )
    .replace(/=3d/gi, '=')
    .replace(/&quot;|&#34;/g, '"');
}
