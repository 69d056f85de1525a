/** The inspected page's requests: those that end, those that are still open, and those from before the panel opened. */
import pLimit from 'p-limit';
import { within, type Clock } from '../../core/clock.ts';
import {
  BODY_LIMIT_CHARS,
  worthReading,
  type CapturedRequest,
  type TrafficGaps,
} from '../../core/discovery/traffic/captured.ts';
import { isData } from '../../core/discovery/traffic/body-kind.ts';
import { browser } from '../browser.ts';
import { systemClock } from '../clock.ts';
import { inFirefox } from '../in-firefox.ts';
import { answerOf, readHarEntries } from './log-answers.ts';
import { askBody, bodyFactsOf, hidesMessages, messagesOf, readHead, startedAt } from './har-entry.ts';
import { onLateDocument } from './inspected-document.ts';
import { repeatWhileVisible } from './repeat-while-visible.ts';
import { createRequestRecords, type RequestRecord } from './request-records.ts';

const ANSWER_TIMEOUT_MS = 10_000;
/** Firefox takes seconds for a thousand requests. */
const LOG_TIMEOUT_MS = 60_000;
const MAX_AT_ONCE = 4;
/** The body of what is still open may come only at its end: the next one is not kept waiting for it. */
const SLOW_MS = 1000;
/** The most requests that wait at once: beyond it, the bodies of the earliest are left out and reported. */
const MAX_WAITING = 5000;
const MAX_MESSAGES_AT_ONCE = 2000;
const ENTRIES_PER_TURN = 100;

interface Capture {
  /** Called for each request, and once more for its body and for its messages, as they come. */
  take(request: CapturedRequest): void;
  tell(gaps: TrafficGaps): void;
  onVisibility(listener: (visible: boolean) => void): () => void;
}

/**
 * In Firefox, requests that begin while its log is read are lost, to its own Network panel too (its HAR exporter switches
 * the log off meanwhile): for that, the log is read for less than 0.5 % of the time, and when no request has ended for a
 * second. At the start it is still empty: it is read again after a second, and then rarely.
 */
const RARELY = { firstMs: 1000 / 15, shortestMs: 15_000, longestMs: 30_000, growth: 15, perCost: 200, quietMs: 1000 };

/** The returned function ends it; nothing is called afterwards. */
export function captureRequests({ take, tell, onVisibility }: Capture): () => void {
  const { network } = browser.devtools;
  const records = createRequestRecords();
  let isStopped = false;
  const emit = (request: CapturedRequest): void => {
    if (!isStopped) take(request);
  };
  const report = (): void => {
    if (!isStopped) tell(records.gaps());
  };
  const bodies = createBodies(emit, report);
  const live = (entry: unknown): void => {
    const head = readHead(entry);
    if (head === null || isStopped) return;
    const record = records.ofLive(entry);
    readNow(record, { entry, head }, emit);
    bodies.add(record, { entry, head });
    reading.hurry();
  };
  let isFirst = true;
  const since = systemClock.now();
  /** The newest first; the bodies last, because they take the longest. */
  const readLog = async (): Promise<boolean> => {
    const askedAt = records.serial();
    const log = await askLog();
    // A log that did not come is not an empty one: nothing is forgotten for it.
    if (log === null) return false;
    const entries = log.filter((entry) => readHead(entry) !== null);
    const found = records.ofLog(entries, askedAt);
    const jobs: (() => void)[] = [];
    let hasNews = false;
    for (const [at, entry] of [...entries.entries()].reverse()) {
      const record = found[at];
      const head = readHead(entry);
      if (record === undefined || head === null || isStopped) continue;
      hasNews = readNow(record, { entry, head }, emit) || hasNews;
      if (isBodyMissing(record, entry)) {
        // Firefox's log may be empty at first: what ended before the panel began is told by nobody else.
        const isEarlier = record.body === 'unasked' && startedAt(entry) < since;
        const add = isFirst || isEarlier ? bodies.add : bodies.expect;
        jobs.push(() => add(record, { entry, head }));
      }
      if (at > 0 && at % ENTRIES_PER_TURN === 0) await turn(systemClock);
    }
    for (const add of jobs.reverse()) add();
    isFirst = false;
    report();
    return hasNews;
  };
  // Listen before reading the log, so that no request is missed; one that ends meanwhile appears in both.
  network.onRequestFinished.addListener(live);
  const reading = repeatWhileVisible(systemClock, readLog, onVisibility, inFirefox() ? RARELY : undefined);
  const stopHearing = onLateDocument((beganAt) => {
    records.forgetBefore(beganAt);
    report();
  });
  return () => {
    isStopped = true;
    stopHearing();
    reading.stop();
    bodies.stop();
    network.onRequestFinished.removeListener(live);
  };
}

interface Request {
  entry: unknown;
  head: CapturedRequest;
}

/**
 * Emits what needs no answer from the browser: address, headers, posted body, and the messages since the last time.
 * Returns whether there was anything.
 */
function readNow(record: RequestRecord, { entry, head }: Request, emit: (request: CapturedRequest) => void): boolean {
  const isNew = !record.isHeadRead;
  if (isNew) emit(head);
  record.isHeadRead = true;
  // The messages were in it.
  if (record.body === 'asked' || record.body === 'read' || record.body === 'cut') return isNew;
  const all = messagesOf(entry, record.messages);
  if (all.length === 0) return isNew;
  record.messages += all.length;
  record.isMessagesCut ||= all.length > MAX_MESSAGES_AT_ONCE;
  emit({ ...onlyAddress(head), messages: all.slice(-MAX_MESSAGES_AT_ONCE) });
  return true;
}

/** It was not asked for, or had not begun when it was. */
function isBodyMissing(record: RequestRecord, entry: unknown): boolean {
  if (record.body === 'unasked') return true;
  return record.body === 'none' && record.messages === 0 && (bodyFactsOf(entry).size ?? 0) > 0;
}

/** Used for later messages: earlier ones have been reported. */
function onlyAddress(head: CapturedRequest): CapturedRequest {
  return { ...head, isAddressKnown: true, headers: [], requestBody: null };
}

/** Asks for bodies, the newest first. */
function createBodies(emit: (request: CapturedRequest) => void, onIdle: () => void) {
  const limit = pLimit(MAX_AT_ONCE);
  const waiting: { record: RequestRecord; request: Request }[] = [];
  const next = async (): Promise<void> => {
    const job = waiting.pop();
    if (job === undefined) return;
    const reading = readBody(job.record, job.request, emit).then(() => {
      if (waiting.length === 0) onIdle();
    });
    await within(systemClock, SLOW_MS, reading, undefined);
  };
  const judge = (record: RequestRecord, { entry, head }: Request): RequestRecord['body'] => {
    if (hidesMessages(head)) return 'unread';
    const worth = worthReading(bodyFactsOf(entry));
    // The messages of a stream are its body.
    return worth === 'no' || record.messages > 0 ? 'none' : worth === 'yes' ? 'asked' : 'unread';
  };
  return {
    /** Used for requests still open in the log: their end will be reported. */
    expect: (record: RequestRecord, request: Request): void => {
      const { size } = bodyFactsOf(request.entry);
      const isEmpty = size === 0 && !hidesMessages(request.head);
      record.body = judge(record, request) === 'none' || isEmpty ? 'none' : 'unread';
    },
    add: (record: RequestRecord, request: Request): void => {
      const { size } = bodyFactsOf(request.entry);
      // Firefox's log holds the body of what is open, as far as it came.
      const hasGrown = inFirefox() && record.size !== size;
      if ((record.body === 'read' || record.body === 'cut') && !hasGrown) return;
      record.body = judge(record, request);
      record.size = size;
      if (record.body !== 'asked') return;
      waiting.push({ record, request });
      const lost = waiting.length > MAX_WAITING ? waiting.shift() : undefined;
      if (lost) lost.record.body = 'unread';
      else void limit(next);
    },
    stop: (): void => {
      waiting.length = 0;
      limit.clearQueue();
    },
  };
}

async function readBody(record: RequestRecord, { entry, head }: Request, emit: (request: CapturedRequest) => void) {
  const { size, resourceType } = bodyFactsOf(entry);
  const body = await settle(() => askBody(entry));
  if (body === null) {
    record.body = size === 0 ? 'none' : 'unread';
    return;
  }
  const isCut = body.length > BODY_LIMIT_CHARS && isData(body, head.responseMimeType, resourceType);
  record.body = isCut ? 'cut' : 'read';
  emit({ ...onlyAddress(head), responseBody: body.slice(0, BODY_LIMIT_CHARS) });
}

/** Null when the browser did not give it. */
async function askLog(): Promise<unknown[] | null> {
  const { network } = browser.devtools;
  const ask = () => answerOf((...callback) => Reflect.apply(network.getHAR, network, callback));
  const answer = await settle(ask, LOG_TIMEOUT_MS);
  return answer === null ? null : readHarEntries(answer);
}

/** Null when the call fails or times out. */
function settle<T>(call: () => Promise<T>, timeoutMs = ANSWER_TIMEOUT_MS): Promise<T | null> {
  const result = Promise.resolve().then(call);
  return within(
    systemClock,
    timeoutMs,
    result.catch(() => null),
    null,
  );
}

function turn(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(0, resolve);
  });
}
