/** The page inspected by DevTools: its ids, its navigations, and the DevTools' theme. */
import { within } from '../../core/clock.ts';
import { fail, type Outcome } from '../../core/errors.ts';
import type { ScanResult } from '../../core/discovery/evidence.ts';
import { readScan } from '../../core/discovery/scan-result.ts';
import { browser } from '../browser.ts';
import { systemClock } from '../clock.ts';
import { fieldOf, readEvalAnswer, readEvalProblem, type EvalAnswer } from './devtools-answers.ts';

/** A scan ends itself after a second; a page that is silent for longer is stuck in a loop of its own. */
export const SCAN_TIMEOUT_MS = 3000;

/** When the document's navigation began: no two documents have the same. 0 where the page broke it. */
const TIME_ORIGIN = '(()=>{try{return performance.timeOrigin}catch{return 0}})()';

/** The script is loaded with the first scan: the panel is drawn before. */
async function markedScan(): Promise<string> {
  const { default: pageScan } = await import('virtual:page-scan');
  return `({timeOrigin:${TIME_ORIGIN},result:${pageScan}})`;
}

/**
 * Scans the inspected page once. The code is a constant: nothing from the page is ever part of it. Where DevTools may run
 * no code, `byScripting` scans, or tells why nobody may. Errors: `not-scannable`, with `no-answer` when the page is busy
 * or broke the script; `cancelled` when another document was loaded meanwhile, because it is unknown which one answered.
 */
export async function scanInspectedPage(
  byScripting: () => Promise<Outcome<ScanResult>>,
  timeoutMs = SCAN_TIMEOUT_MS,
): Promise<Outcome<ScanResult>> {
  const code = await markedScan();
  let hasMoved = false;
  const stop = onAddress(() => {
    hasMoved = true;
  });
  try {
    const answer = await within(systemClock, timeoutMs, evaluate(code), null);
    const isRefused = answer !== null && 'problem' in answer && answer.problem === 'not-run';
    const outcome = isRefused ? await elsewhere(byScripting) : readAnswer(answer);
    const scanned = answer !== null && 'value' in answer ? answer.value : null;
    const isVoid = hasMoved && !(await isStill(fieldOf(scanned, 'timeOrigin')));
    return isVoid ? fail({ kind: 'cancelled' }) : outcome;
  } finally {
    stop();
  }
}

async function elsewhere(byScripting: () => Promise<Outcome<ScanResult>>): Promise<Outcome<ScanResult>> {
  const [{ scannedElsewhere }, scanned] = await Promise.all([import('./why-refused.ts'), byScripting()]);
  return scannedElsewhere(scanned, lastAddress);
}

async function isStill(timeOrigin: unknown): Promise<boolean> {
  return typeof timeOrigin === 'number' && timeOrigin === (await readTimeOrigin());
}

function readAnswer(answer: EvalAnswer | null): Outcome<ScanResult> {
  if (answer === null || 'problem' in answer) return fail({ kind: 'not-scannable', reason: 'no-answer' });
  return readScan(fieldOf(answer.value, 'result'));
}

/** The page's origin; null where the browser runs no code in the page, or where it does not answer in time. */
export async function inspectedOrigin(timeoutMs: number): Promise<string | null> {
  const answer = await within(systemClock, timeoutMs, evaluate('location.origin'), null);
  return answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : null;
}

type DocumentMark = number | 'refused' | 'silent';

/** A document that has just been committed may refuse for a moment. */
const TRIES = 8;
const TRY_AGAIN_MS = 100;

async function readTimeOrigin(triesLeft = TRIES - 1): Promise<DocumentMark> {
  const answer = await within(systemClock, SCAN_TIMEOUT_MS, evaluate(TIME_ORIGIN), null);
  if (answer === null) return 'silent';
  if ('value' in answer && typeof answer.value === 'number') return answer.value;
  if (triesLeft === 0) return 'refused';
  await new Promise<void>((resolve) => {
    systemClock.after(TRY_AGAIN_MS, resolve);
  });
  return readTimeOrigin(triesLeft - 1);
}

/**
 * Calls `run` with each new URL, and with whether another document is there: Chromium also tells of pushState,
 * replaceState and a new hash. The returned function unsubscribes.
 */
export function onNavigated(run: (url: string, isNewDocument: Promise<boolean>) => void): () => void {
  const read = createSharedReads(() => readTimeOrigin());
  let before: Promise<DocumentMark> = read();
  let lastUrl = '';
  return onAddress((url) => {
    const marks = Promise.all([before, read()]);
    const urls: [string, string] = [lastUrl, url];
    before = marks.then(([older, newer]) => (newer === 'silent' ? older : newer));
    lastUrl = url;
    run(
      url,
      marks.then((known) => isOtherDocument(known, urls)),
    );
  });
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

/** Undefined until the first navigation under the panel. */
let lastAddress: string | undefined;

function onAddress(run: (url: string) => void): () => void {
  const { onNavigated: event } = browser.devtools.network;
  const listener = (url: string) => {
    lastAddress = url;
    run(url);
  };
  event.addListener(listener);
  return () => event.removeListener(listener);
}

/** `dark` in both browsers; the light theme is `default` in Chromium and `light` in Firefox. */
export function isDevtoolsDark(): boolean {
  return browser.devtools.panels.themeName === 'dark';
}

/** Calls `run` when the DevTools' theme changes. Chromium has one handler where Firefox has an event. */
export function onThemeChanged(run: (isDark: boolean) => void): () => void {
  const panels: unknown = browser.devtools.panels;
  const listener = (theme: string): void => run(theme === 'dark');
  const setHandler = fieldOf(panels, 'setThemeChangeHandler');
  if (typeof setHandler === 'function') {
    setHandler.call(panels, listener);
    return () => void setHandler.call(panels, null);
  }
  if (fieldOf(panels, 'onThemeChanged') === undefined) return () => undefined;
  const { onThemeChanged: event } = browser.devtools.panels;
  event.addListener(listener);
  return () => event.removeListener(listener);
}

async function evaluate(code: string): Promise<EvalAnswer> {
  try {
    return readEvalAnswer(await browser.devtools.inspectedWindow.eval(code));
  } catch (reason) {
    return readEvalProblem(reason);
  }
}

export function inspectedTabId(): number {
  return browser.devtools.inspectedWindow.tabId;
}
