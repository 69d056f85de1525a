/** The inspected page's requests: future ones, and those the browser logged before the panel opened. */
import pLimit from 'p-limit';
import { within } from '../../core/clock.ts';
import {
  BODY_LIMIT_CHARS,
  isReadableMimeType,
  type CapturedRequest,
} from '../../core/discovery/traffic/request-hits.ts';
import { browser } from '../browser.ts';
import { systemClock } from '../clock.ts';
import { answerOf, decodeBody, fieldOf, readBodyAnswer, readHarEntries } from './devtools-answers.ts';

const BODY_TIMEOUT_MS = 10_000;
const MAX_AT_ONCE = 4;
/** A page that sends thousands of requests at once loses bodies here, instead of exhausting the panel's memory. */
const MAX_WAITING = 1000;
const MAX_SEEN = 5000;
const MAX_URL_CHARS = 16_384;

/**
 * Calls `run` for each request, once its body is read. The returned function unsubscribes; `run` is not called
 * afterwards.
 */
export function captureRequests(run: (request: CapturedRequest) => void): () => void {
  const { network } = browser.devtools;
  const limit = pLimit(MAX_AT_ONCE);
  const isNew = createSeen();
  let isStopped = false;

  const enqueue = (entry: unknown, source: Source): void => {
    if (isStopped || limit.pendingCount >= MAX_WAITING || !isNew(entry, source)) return;
    void limit(async () => {
      const captured = await capture(entry);
      if (captured !== null && !isStopped) run(captured);
    });
  };
  const listener = (entry: unknown) => enqueue(entry, 'live');
  // Listen before reading the log, so that no request is missed; one that ends meanwhile appears in both.
  network.onRequestFinished.addListener(listener);
  void readLog().then((entries) => entries.forEach((entry) => enqueue(entry, 'log')));
  return () => {
    isStopped = true;
    limit.clearQueue();
    network.onRequestFinished.removeListener(listener);
  };
}

async function readLog(): Promise<unknown[]> {
  try {
    const { network } = browser.devtools;
    return readHarEntries(await answerOf((...callback) => Reflect.apply(network.getHAR, network, callback)));
  } catch {
    return [];
  }
}

type Source = 'log' | 'live';

/**
 * Creates a filter for entries seen already. Only an entry of the log and a live one can be the same request: two of
 * one source are two requests, even with one URL and one millisecond. Remembers no more than one log's worth.
 */
function createSeen(): (entry: unknown, source: Source) => boolean {
  const seen = new Map<string, Record<Source, number>>();
  return (entry, source) => {
    const key = `${textAt(entry, 'startedDateTime')} ${textAt(fieldOf(entry, 'request'), 'url')}`;
    if (seen.size >= MAX_SEEN) seen.clear();
    const counts = seen.get(key) ?? { log: 0, live: 0 };
    seen.set(key, counts);
    counts[source] += 1;
    return counts[source] > counts[source === 'log' ? 'live' : 'log'];
  };
}

async function capture(entry: unknown): Promise<CapturedRequest | null> {
  const request = fieldOf(entry, 'request');
  const posted = fieldOf(request, 'postData');
  const content = fieldOf(fieldOf(entry, 'response'), 'content');
  const url = textAt(request, 'url').slice(0, MAX_URL_CHARS);
  // Skips an extension's own traffic, and `data:` URLs.
  if (!/^(?:https?|wss?):/i.test(url)) return null;
  const responseMimeType = textAt(content, 'mimeType');
  const requestBody = fieldOf(posted, 'text');
  return {
    url,
    requestBody: typeof requestBody === 'string' ? requestBody.slice(0, BODY_LIMIT_CHARS) : null,
    requestMimeType: textAt(posted, 'mimeType'),
    responseBody: isWorthReading(content, responseMimeType) ? await bodyOf(entry, content) : null,
    responseMimeType,
  };
}

function isWorthReading(content: unknown, mimeType: string): boolean {
  const size = fieldOf(content, 'size');
  return isReadableMimeType(mimeType) && !(typeof size === 'number' && size > BODY_LIMIT_CHARS);
}

async function bodyOf(entry: unknown, content: unknown): Promise<string | null> {
  const getContent = fieldOf(entry, 'getContent');
  // Firefox's log includes the bodies.
  const own = fieldOf(content, 'text');
  const settled: unknown =
    typeof getContent === 'function'
      ? await settle(() => answerOf((...callback) => Reflect.apply(getContent, entry, callback)))
      : { content: own };
  const body = readBodyAnswer(settled);
  return body === null ? null : (decodeBody(body)?.slice(0, BODY_LIMIT_CHARS) ?? null);
}

/** Undefined when the call fails or times out. */
function settle(call: () => unknown): Promise<unknown> {
  const result = Promise.resolve().then(call);
  return within(
    systemClock,
    BODY_TIMEOUT_MS,
    result.catch(() => undefined),
    undefined,
  );
}

function textAt(value: unknown, name: string): string {
  const text = fieldOf(value, name);
  return typeof text === 'string' ? text : '';
}
