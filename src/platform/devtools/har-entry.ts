/** One entry of the browser's log of requests: decoded from the HAR format, with Chromium's own fields. */
import { BODY_LIMIT_CHARS, type BodyFacts, type CapturedRequest } from '../../core/discovery/traffic/captured.ts';
import { namesConversation } from '../../core/discovery/rank-words.ts';
import { inFirefox } from '../in-firefox.ts';
import { fieldOf } from './devtools-answers.ts';
import { answerOf, decodeBody, decodeFirefoxBody, readBodyAnswer } from './log-answers.ts';

const MAX_URL_CHARS = 16_384;
const MAX_HEADERS = 200;
const MAX_HEADER_CHARS = 4096;
const BINARY_OPCODE = 2;

/** All but what must be asked for; null for what is no request of the page: an extension's own, or a `data:` URL. */
export function readHead(entry: unknown): CapturedRequest | null {
  const request = fieldOf(entry, 'request');
  const response = fieldOf(entry, 'response');
  const url = textAt(request, 'url').slice(0, MAX_URL_CHARS);
  if (!/^(?:https?|wss?):/i.test(url)) return null;
  const posted = fieldOf(request, 'postData');
  const requestBody = fieldOf(posted, 'text');
  return {
    url,
    startedAt: startedAt(entry),
    isAddressKnown: false,
    redirectUrl: textAt(response, 'redirectURL').slice(0, MAX_URL_CHARS),
    headers: [...headersOf(request), ...headersOf(response)],
    requestBody: typeof requestBody === 'string' ? requestBody.slice(0, BODY_LIMIT_CHARS) : null,
    requestMimeType: textAt(posted, 'mimeType'),
    responseBody: null,
    responseMimeType: textAt(fieldOf(response, 'content'), 'mimeType'),
    messages: [],
  };
}

/** Equal for one request in the log and live, and for two that went to one URL in the same millisecond. */
export function keyOf(entry: unknown): string {
  return `${textAt(entry, 'startedDateTime')} ${textAt(fieldOf(entry, 'request'), 'url')}`;
}

/** Epoch ms; NaN where the log does not say. */
export function startedAt(entry: unknown): number {
  return Date.parse(textAt(entry, 'startedDateTime'));
}

export function bodyFactsOf(entry: unknown): BodyFacts {
  const content = fieldOf(fieldOf(entry, 'response'), 'content');
  const size = fieldOf(content, 'size');
  return {
    mimeType: textAt(content, 'mimeType'),
    resourceType: textAt(entry, '_resourceType'),
    size: typeof size === 'number' ? size : null,
  };
}

/** Messages of a socket or an event stream, from the given one on, as far as they came. */
export function messagesOf(entry: unknown, from: number): string[] {
  const frames = fieldOf(entry, '_webSocketMessages') ?? fieldOf(entry, '_eventSourceMessages');
  return Array.isArray(frames) ? (frames as unknown[]).slice(from).map(textOfFrame) : eventsOf(entry).slice(from);
}

/** The complete events of an event stream: Firefox's log holds its text, as far as it came. */
function eventsOf(entry: unknown): string[] {
  const content = fieldOf(fieldOf(entry, 'response'), 'content');
  if (!/^text\/event-stream/i.test(textAt(content, 'mimeType'))) return [];
  const events = textAt(content, 'text').split(/\r?\n\r?\n/);
  return events.slice(0, -1).map((event) => event.slice(0, BODY_LIMIT_CHARS));
}

/** Firefox tells the address of a socket, and none of its messages. */
export function hidesMessages({ url }: CapturedRequest): boolean {
  return inFirefox() && /^wss?:/i.test(url);
}

function textOfFrame(frame: unknown): string {
  const text = textAt(frame, 'data').slice(0, BODY_LIMIT_CHARS);
  const isBinary = fieldOf(frame, 'opcode') === BINARY_OPCODE;
  return (isBinary ? decodeBody({ text, encoding: 'base64' }) : text) ?? '';
}

/** Asks the browser for the response's body; null when it has none, or never answers. */
export async function askBody(entry: unknown): Promise<string | null> {
  const getContent = fieldOf(entry, 'getContent');
  const content = fieldOf(fieldOf(entry, 'response'), 'content');
  const call = (callback: unknown[]): unknown =>
    typeof getContent === 'function'
      ? Reflect.apply(getContent, entry, callback)
      : // Firefox's log includes the bodies.
        { content: fieldOf(content, 'text') };
  // Given a callback, Firefox complains of a body that has gone with its page; its promise just rejects.
  const settled = await (inFirefox() ? call([]) : answerOf((...callback) => call(callback)));
  const body = readBodyAnswer(settled);
  if (body === null) return null;
  // Firefox answers the MIME type where Chromium answers the encoding, which the entry itself tells there.
  const encoding = textAt(content, 'encoding');
  return encoding === '' ? decodeBody(body) : decodeFirefoxBody(body.text, encoding);
}

/** Ids in other headers belong to requests, traces and caches, or are secrets. */
function headersOf(message: unknown): [string, string][] {
  const headers = fieldOf(message, 'headers');
  if (!Array.isArray(headers)) return [];
  return (headers as unknown[])
    .slice(0, MAX_HEADERS)
    .map((header): [string, string] => [
      textAt(header, 'name').slice(0, MAX_HEADER_CHARS),
      textAt(header, 'value').slice(0, MAX_HEADER_CHARS),
    ])
    .filter(([name]) => namesConversation(name));
}

function textAt(value: unknown, name: string): string {
  const text = fieldOf(value, name);
  return typeof text === 'string' ? text : '';
}
