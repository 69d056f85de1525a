/** Ids in the inspected page's requests and responses. */
import { addEvidence, MAX_FOUND_IDS } from '../add-evidence.ts';
import type { Evidence, FoundId } from '../evidence.ts';
import { findJsonHits } from './json-hits.ts';
import { MAX_CONTEXT_CHARS, contextInText, contextInUrl } from '../id-context.ts';
import { tellingName, wordWeight } from '../rank-words.ts';
import { findIds } from '../../conversation/uuid.ts';

/** Bodies are read up to this many characters: 1 MiB of ASCII. */
export const BODY_LIMIT_CHARS = 1_048_576;

/** An endpoint's name is near the beginning; a `data:` URL may be megabytes long. */
const URL_LIMIT_CHARS = 2_000;

export interface CapturedRequest {
  url: string;
  /** Null when there was none, or when it was not text. */
  requestBody: string | null;
  requestMimeType: string;
  responseBody: string | null;
  responseMimeType: string;
}

type Part = 'url' | 'request' | 'response';
type Hit = Pick<FoundId, 'id' | 'label'> & { place: string };

/** The prefix that servers put before JSON to keep it from being run as a script. */
const GUARD = /^\uFEFF?(?:\)\]\}'?,?|for\s*\(;;\);|while\s*\(1\);)?\s*/;
const NOT_TEXT = /^(?:image|font|audio|video|model)\/|wasm|octet-stream|zip|pdf|protobuf/i;
/** Text, but the app's own code: its ids are those of builds. */
const CODE = /javascript|ecmascript|^text\/css/i;
/** The page scan reads the rendered result instead, and skips password and card fields in it. */
const MARKUP = /html/i;

/** True for bodies worth reading, including those of unknown type. */
export function isReadableMimeType(mimeType: string): boolean {
  return /^image\/svg/i.test(mimeType)
    ? false
    : !NOT_TEXT.test(mimeType) && !CODE.test(mimeType) && !MARKUP.test(mimeType);
}

export function findInRequest(request: CapturedRequest): FoundId[] {
  const found = new Map<string, FoundId>();
  const endpoint = endpointOf(request.url);
  const add = (part: Part, { id, label, place }: Hit): void => {
    const entry = found.get(id) ?? { id, evidence: [], label: null };
    if (!found.has(id) && found.size >= MAX_FOUND_IDS) return;
    found.set(id, entry);
    entry.label ??= label;
    addEvidence(entry, evidenceFor(part, place, endpoint));
  };
  for (const { id, index } of findIds(request.url, MAX_FOUND_IDS)) {
    add('url', { id, label: null, place: contextInUrl(request.url, index) });
  }
  for (const hit of hitsInBody(request.requestBody, request.requestMimeType)) add('request', hit);
  for (const hit of hitsInBody(request.responseBody, request.responseMimeType)) add('response', hit);
  return [...found.values()];
}

/** A path such as `$.items[].id` says nothing by itself; that it came from `/conversations` does. */
function evidenceFor(part: Part, place: string, endpoint: string): Evidence {
  const context = part !== 'url' && wordWeight(place) === null ? endpoint : '';
  const where = [part, context, place].filter((word) => word !== '').join(' ');
  return { source: 'request', where: where.slice(0, MAX_CONTEXT_CHARS), count: 1 };
}

/** The last path segment with a known word, as `/conversations`; '' when there is none. */
function endpointOf(url: string): string {
  const path = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(url.slice(0, URL_LIMIT_CHARS))?.[1] ?? '';
  const known = path.split('/').filter((step) => findIds(step, 1).length === 0 && wordWeight(`/${step}/`) !== null);
  const last = known.at(-1);
  return last === undefined ? '' : `/${last.slice(0, 40)}`;
}

function hitsInBody(body: string | null, mimeType: string): Hit[] {
  if (body === null || !isReadableMimeType(mimeType)) return [];
  const text = body.slice(0, BODY_LIMIT_CHARS);
  // Most bodies contain no id, and this search is quicker than parsing.
  if (findIds(text, 1).length === 0) return [];
  if (/x-www-form-urlencoded/i.test(mimeType)) return hitsInForm(text);
  return hitsInJson(text) ?? text.split(/\r\n|[\r\n]/).flatMap((line) => hitsInLine(line));
}

/** A line of newline-delimited JSON, of an event stream (`data:`), or of plain text. */
function hitsInLine(line: string): Hit[] {
  if (findIds(line, 1).length === 0) return [];
  return hitsInJson(line.replace(/^data:/, '')) ?? hitsInText(line);
}

/** Null when it is not JSON. */
function hitsInJson(text: string): Hit[] | null {
  const start = GUARD.exec(text)?.[0].length ?? 0;
  const first = text.charAt(start);
  if (first !== '{' && first !== '[' && first !== '"') return null;
  try {
    const value: unknown = JSON.parse(text.slice(start));
    return findJsonHits(value).map(({ id, label, where }) => ({ id, label, place: where }));
  } catch {
    return null;
  }
}

function hitsInForm(text: string): Hit[] {
  return text.split('&').flatMap((pair) => {
    const name = /^[^=]{0,60}/.exec(pair)?.[0] ?? '';
    return findIds(pair).map(({ id }) => ({ id, label: null, place: `${name}=` }));
  });
}

function hitsInText(text: string): Hit[] {
  return findIds(text, MAX_FOUND_IDS).map(({ id, index }) => ({
    id,
    label: null,
    place: tellingName(contextInText(text, index)),
  }));
}
