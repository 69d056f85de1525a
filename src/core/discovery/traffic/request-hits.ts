/** Ids in the inspected page's requests and responses. */
import { findIds } from '../../conversation/uuid.ts';
import { addEvidence, MAX_FOUND_IDS } from '../add-evidence.ts';
import type { Evidence, FoundId } from '../evidence.ts';
import { contextInLink } from '../id-context.ts';
import { findUndashed, MAX_CONTEXT_CHARS } from '../url-context.ts';
import { wordWeight } from '../rank-words.ts';
import { findInBody, type BodyHit } from './body-hits.ts';
import type { CapturedRequest } from './captured.ts';
import { findEncodedIds } from './encoded.ts';

/** An endpoint's name is near the beginning; a `data:` URL may be megabytes long. */
const URL_LIMIT_CHARS = 2_000;

type Part = 'url' | 'header' | 'request' | 'response' | 'message';

export function findInRequest(request: CapturedRequest): FoundId[] {
  const found = new Map<string, FoundId>();
  const endpoint = endpointOf(request.url);
  const add = (part: Part, hits: readonly BodyHit[]): void => {
    for (const { id, label, place } of hits) {
      const entry = found.get(id) ?? { id, evidence: [], label: null };
      if (!found.has(id) && found.size >= MAX_FOUND_IDS) return;
      found.set(id, entry);
      entry.label ??= label;
      addEvidence(entry, evidenceFor(part, place, endpoint));
    }
  };
  if (!request.isAddressKnown) add('url', [...hitsInUrl(request.url), ...hitsInUrl(request.redirectUrl)]);
  for (const [name, value] of request.headers) {
    add(
      'header',
      findIds(value).map(({ id }) => ({ id, label: null, place: name })),
    );
  }
  if (request.requestBody !== null) add('request', findInBody(request.requestBody, request.requestMimeType));
  if (request.responseBody !== null) add('response', findInBody(request.responseBody, request.responseMimeType));
  for (const message of request.messages) add('message', findInBody(message, ''));
  return [...found.values()];
}

function hitsInUrl(url: string): BodyHit[] {
  const whole = [...findIds(url, MAX_FOUND_IDS), ...findUndashed(url.slice(0, URL_LIMIT_CHARS))];
  const plain = whole.map(({ id, index }) => ({ id, place: contextInLink(url, index) }));
  const encoded = findEncodedIds(url).map(({ id, index, name }) => ({
    id,
    place: [contextInLink(url, index), name].filter((word) => word !== '').join(' '),
  }));
  return [...plain, ...encoded].map((hit) => ({ ...hit, label: null }));
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
