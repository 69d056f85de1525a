/** The words before an id that name it: a key, a parameter, a path segment, a label. */
import { ID_LENGTH } from '../conversation/uuid.ts';

export const MAX_CONTEXT_CHARS = 120;
/** Separates names that apply together, the widest first: heading, column, words before the id. */
export const CONTEXT_SEPARATOR = ' › ';
const LOOK_BACK_CHARS = 120;
/** Up to three words, then the punctuation between a name and its value: `"id": "`, `id=`, `id</b>: `. */
const NAME = /([a-z_$][\w$.-]*(?: [a-z_$][\w$.-]*){0,2})["'\]\\]*\s*(?:=>|[:=#])?[\s"'`([{\\]*$/i;
const PARAMETER = /[?&;#]([\w.[\]$-]{1,40})=[^&;#=/]*$/;
/** A member of JSON in a parameter, as GraphQL sends its variables. */
const MEMBER = /[?&;#]([\w.[\]$-]{1,40})=[{[][^&#]*"([\w$.-]{1,40})"\s*:\s*\[?\s*"[^"{}&]*$/;
const SEGMENT = /(?:^|\/)([^/?#]{1,60})\/[^/?#]*$/;
const PREFIX = /([a-z]{2,20})[-_:.]$/i;
const EXTENSION = /^[\w-]*\.(?:[\w-]+\.)*([a-z0-9]{2,5})(?=$|[?#"'\s)])/i;
const ORIGIN = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i;

/**
 * The text in the position of a name, before an id in prose, code or markup: `conversation_id`, `Request ID`, but also
 * any three words. `tellingName` keeps the meaningful ones.
 */
export function contextInText(text: string, index: number): string {
  const before = decodeEscapes(text.slice(Math.max(0, index - LOOK_BACK_CHARS), index));
  return (NAME.exec(before)?.[1] ?? '').slice(-MAX_CONTEXT_CHARS);
}

/** The part of a URL that names the id in it: `/chat/`, `?thread=`, `/assets/*.js`, `blob:`. */
export function contextInUrl(url: string, index: number): string {
  if (/^\s*blob:/i.test(url)) return 'blob:';
  const from = Math.max(0, index - LOOK_BACK_CHARS);
  const before = decodeEscapes(url.slice(from, index)).replace(from === 0 ? ORIGIN : /^$/, '');
  const member = MEMBER.exec(before);
  if (member !== null) return `?${member[1] ?? ''}= ${member[2] ?? ''}`;
  const parameter = PARAMETER.exec(before)?.[1];
  if (parameter !== undefined) return `?${parameter}=`;
  const segment = SEGMENT.exec(before)?.[1];
  const prefix = PREFIX.exec(before)?.[0] ?? '';
  const extension = EXTENSION.exec(url.slice(index + ID_LENGTH, index + ID_LENGTH + 60))?.[1];
  const tail = extension === undefined ? '' : `.${extension}`;
  const file = prefix + tail === '' ? '' : `${prefix}*${tail}`;
  return (segment === undefined ? '/' : `/${segment}/`) + file;
}

/** The name of an id inside an attribute's or field's value: a URL's, a prefix (`thread-*`), a key in code, or ''. */
export function contextInValue(value: string, index: number): string {
  const before = value.slice(Math.max(0, index - LOOK_BACK_CHARS), index);
  if (/[/?][^\s"'<>]*$/.test(before)) return contextInUrl(value, index);
  const prefix = PREFIX.exec(before)?.[0];
  return prefix === undefined ? contextInText(value, index) : `${prefix}*`;
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
