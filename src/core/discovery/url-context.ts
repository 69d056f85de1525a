/** The part of an address that names an id in it. */
import { findIds, ID_LENGTH, parseConversationId, type IdInText } from '../conversation/uuid.ts';
import { namesConversation, tellingName } from './rank-words.ts';

export const MAX_CONTEXT_CHARS = 120;
export const LOOK_BACK_CHARS = 120;
const PARAMETER = /[?&;#]([\w.[\]$-]{1,40})=[^&;#=/]*$/;
const SEGMENT_LIMIT_CHARS = 60;
export const PREFIX = /([a-z]{2,20})[-_:.(=~@]$/i;
/** A title in an address: `trip-to-porto-`. */
const SLUG = /^[^-_:(=]+[-_][^:(=]*[-_]$/;
const EXTENSION = /^[\w-]*\.(?:[\w-]+\.)*([a-z0-9]{2,5})(?=$|[?#"'\s)])/i;
const ORIGIN = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i;

/** The part of a URL that names the id in it: `/chat/`, `?thread=`, `/chat?id=`, `/assets/*.js`, `blob:`. */
export function contextInUrl(url: string, index: number): string {
  if (/^\s*blob:/i.test(url)) return 'blob:';
  const from = Math.max(0, index - LOOK_BACK_CHARS);
  const before = decodePercent(url.slice(from, index)).replace(from === 0 ? ORIGIN : /^$/, '');
  const parameter = PARAMETER.exec(before);
  if (parameter !== null) {
    const name = `?${parameter[1]}=`;
    const page = tellingName(name) === '' ? lastSegment(before.slice(0, parameter.index).replace(/\?[^#]*$/, '')) : '';
    return tellingName(page).replace(/\/$/, '') + name;
  }
  const own = /[^/?#]*$/.exec(before)?.[0] ?? '';
  const segment = lastSegment(before.slice(0, before.length - own.length));
  const extension = EXTENSION.exec(url.slice(index + ID_LENGTH, index + ID_LENGTH + 60))?.[1];
  const tail = extension === undefined ? '' : `.${extension}`;
  const prefix = prefixIn(own, segment);
  return segment + (prefix + tail === '' ? '' : `${prefix}*${tail}`);
}

/** 32 digits may be any hash: they are an id where the address says so. */
export function findUndashed(url: string): IdInText[] {
  return [...url.matchAll(/(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])/gi)].flatMap(({ 0: digits, index }) => {
    const id = namesConversation(contextInUrl(url, index)) ? parseConversationId(digits) : null;
    return id === null ? [] : [{ id, index }];
  });
}

/** The last part of a path; with the one before where only that tells (`/chats/all/`), unless that is another id's. */
function lastSegment(path: string): string {
  const [last = '', before = ''] = (path.match(/\/?[^/?#]{1,60}/g) ?? [])
    .map((step) => `/${step.replace('/', '')}/`)
    .toReversed();
  if (findIds(last, 1).length > 0) return '/*/';
  const isByBefore = tellingName(last) === '' && namesConversation(before);
  return ((isByBefore ? before : '') + last).replace('//', '/') || '/';
}

/** What stands right before an id, as `thread-`; '' for a title, whose words tell nothing of a conversation's kind. */
function prefixIn(own: string, segment: string): string {
  if (SLUG.test(own) && namesConversation(segment)) return '';
  const prefix = PREFIX.exec(own)?.[0] ?? '';
  return tellingName(prefix) === '' && tellingName(own) !== '' ? own.slice(-SEGMENT_LIMIT_CHARS) : prefix;
}

/** An escape that was cut in half stays as it is. */
function decodePercent(text: string): string {
  return text.replace(/%(?:25)*([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
