/** The document that DevTools inspect: code that runs in it, which one it is, and its addresses. */
import { within } from '../../core/clock.ts';
import { browser } from '../browser.ts';
import { systemClock } from '../clock.ts';
import { inFirefox } from '../in-firefox.ts';
import { fieldOf, readEvalAnswer, readEvalProblem, type EvalAnswer } from './devtools-answers.ts';

/** A scan ends itself after a second; a page that is silent for longer is stuck in a loop of its own. */
export const SCAN_TIMEOUT_MS = 3000;

/** When the document's navigation began: no two documents have the same. 0 where the page broke it. */
export const TIME_ORIGIN = '(()=>{try{return performance.timeOrigin}catch{return 0}})()';
const WHERE = `({timeOrigin:${TIME_ORIGIN},url:location.href})`;

let run: (code: string) => Promise<unknown> = (code) => browser.devtools.inspectedWindow.eval(code);

/** Runs constant code in the page, once more where the connection to it has ended. Never rejects. */
export async function evaluate(code: string, isAgain = !inFirefox()): Promise<EvalAnswer> {
  const before = run;
  try {
    return readEvalAnswer(await before(code));
  } catch (reason) {
    if (isAgain) return readEvalProblem(reason);
    // The first who fails renews it for all.
    if (run === before) {
      const frame = import('./fresh-frame.ts').then(({ openFreshFrame }) => openFreshFrame());
      run = async (again) => (await frame)(again);
    }
    return evaluate(code, true);
  }
}

type DocumentMark = number | 'refused' | 'silent';

/** A document that has just been committed may refuse for a moment. */
const TRIES = 8;
const TRY_AGAIN_MS = 100;

export async function readTimeOrigin(triesLeft = TRIES - 1): Promise<DocumentMark> {
  const answer = await within(systemClock, SCAN_TIMEOUT_MS, evaluate(TIME_ORIGIN), null);
  if (answer === null) return 'silent';
  if ('value' in answer && typeof answer.value === 'number') return answer.value;
  if (triesLeft === 0) return 'refused';
  await new Promise<void>((resolve) => {
    systemClock.after(TRY_AGAIN_MS, resolve);
  });
  return readTimeOrigin(triesLeft - 1);
}

type OnVisibility = (listener: (visible: boolean) => void) => () => void;

/**
 * Calls `run` with each new URL, and with whether another document is there: Chromium also tells of pushState,
 * replaceState and a new hash. The returned function unsubscribes.
 */
export function onNavigated(
  run: (url: string, isNewDocument: Promise<boolean>) => void,
  onVisibility: OnVisibility,
): () => void {
  const read = createSharedReads(() => readTimeOrigin());
  let before: Promise<DocumentMark> = read();
  let lastUrl = '';
  const move = (url: string, mark: Promise<DocumentMark>): void => {
    const marks = Promise.all([before, mark]);
    const urls: [string, string] = [lastUrl, url];
    before = marks.then(([older, newer]) => (newer === 'silent' ? older : newer));
    lastUrl = url;
    const isNewDocument = marks.then((known) => isOtherDocument(known, urls));
    run(url, isNewDocument);
    if (inFirefox()) void Promise.all([isNewDocument, mark]).then(tellLate);
  };
  const stop = onAddress((url) => move(url, read()));
  if (!inFirefox()) return stop;
  const look = async (): Promise<boolean> => {
    const expected = before;
    const where = await readWhere();
    const mark = await expected;
    // What was told meanwhile is newer.
    if (where === null || before !== expected) return false;
    const isSame = where.timeOrigin === mark;
    // Nobody needs to be told of the address at the start.
    if (isSame && lastUrl === '') lastUrl = where.url;
    if (!isSame || where.url !== lastUrl) move(where.url, Promise.resolve(where.timeOrigin));
    return false;
  };
  const looking = import('./repeat-while-visible.ts').then(({ repeatWhileVisible }) =>
    repeatWhileVisible(systemClock, look, onVisibility, LOOKS),
  );
  return () => {
    void looking.then((looks) => looks.stop());
    stop();
  };
}

/** Firefox tells of a document only when all of it has loaded, and of no other change of the address: one has to look. */
const LOOKS = { firstMs: 1000, shortestMs: 1000, longestMs: 1000, growth: 1, perCost: 1, quietMs: 0 };

async function readWhere(): Promise<{ timeOrigin: number; url: string } | null> {
  const answer = await within(systemClock, SCAN_TIMEOUT_MS, evaluate(WHERE), null);
  const value = answer !== null && 'value' in answer ? answer.value : null;
  const [timeOrigin, url] = [fieldOf(value, 'timeOrigin'), fieldOf(value, 'url')];
  return typeof timeOrigin === 'number' && typeof url === 'string' ? { timeOrigin, url } : null;
}

type LateListener = (beganAt: number) => void;
const lateDocuments = new Set<LateListener>();

function tellLate([isNew, mark]: [boolean, DocumentMark]): void {
  if (isNew && typeof mark === 'number') lateDocuments.forEach((tell) => tell(mark));
}

/**
 * Calls `tell` when a document is noticed that may have sent requests before, with the time at which it began, in epoch ms.
 * Chromium tells of each document before it does.
 */
export function onLateDocument(tell: LateListener): () => void {
  lateDocuments.add(tell);
  return () => void lateDocuments.delete(tell);
}

function isOtherDocument([older, newer]: [DocumentMark, DocumentMark], [before, after]: [string, string]): boolean {
  // A busy page is given the benefit of the doubt, but no script can leave its origin.
  if (older === 'silent' || newer === 'silent') return originOf(before) !== originOf(after);
  if (older !== 'refused' || newer !== 'refused') return older !== newer;
  // Where no code runs, a script cannot change the address either: only a link to a hash stays in the document.
  return !after.includes('#') || withoutHash(before) !== withoutHash(after);
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

function withoutHash(url: string): string {
  return url.replace(/#.*$/s, '');
}

/** One read at a time; a read that began before the call does not count for it. */
function createSharedReads<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | null = null;
  let next: Promise<T> | null = null;
  const begin = (): Promise<T> => {
    next = null;
    const reading = read();
    const ended = reading.finally(() => {
      if (running === ended) running = null;
    });
    running = ended;
    return reading;
  };
  return () => (running === null ? begin() : (next ??= running.then(begin)));
}

let lastAddress: string | undefined;

/** Undefined until the first navigation under the panel. */
export function addressNow(): string | undefined {
  return lastAddress;
}

export function onAddress(run: (url: string) => void): () => void {
  const { onNavigated: event } = browser.devtools.network;
  const listener = (url: string) => {
    lastAddress = url;
    run(url);
  };
  event.addListener(listener);
  return () => event.removeListener(listener);
}
