/** The page inspected by DevTools: its ids, and the DevTools' theme. */
import { within } from '../../core/clock.ts';
import { fail, type Outcome } from '../../core/errors.ts';
import type { ScanResult } from '../../core/discovery/evidence.ts';
import { browser } from '../browser.ts';
import { systemClock } from '../clock.ts';
import { fieldOf, type EvalAnswer } from './devtools-answers.ts';
import { addressNow, evaluate, onAddress, readTimeOrigin, SCAN_TIMEOUT_MS, TIME_ORIGIN } from './inspected-document.ts';

/** The next turn of a scan, or the next scan of a page that is followed already (src/page/session). */
const GO_ON = "(()=>{try{return globalThis[Symbol.for('synap-inspector')]?.run()}catch{}})()";
/** A scan takes a second at most, in turns of 6 ms. */
const MAX_TURNS = 500;

const marked = (code: string): string => `({timeOrigin:${TIME_ORIGIN},result:${code}})`;

/** The scripts, and what reads their results, are loaded with the first scan: the panel is drawn before. */
const loadReader = () => import('../../core/discovery/scan-result.ts');
const loadScan = async (): Promise<string> => {
  const [scan] = await Promise.all([import('virtual:page-scan'), loadReader()]);
  return scan.default;
};
const loadNames = async (): Promise<string> => (await import('virtual:page-names')).default;

export interface ScanRequest {
  /** Where DevTools may run no code, it scans, or tells why nobody may. */
  byScripting: () => Promise<Outcome<ScanResult>>;
  /** Reads the whole page, not only what has changed since the scan before. */
  isWhole?: boolean;
  timeoutMs?: number;
}

let scans = 0;

/**
 * Scans the inspected page once. The code is constant: nothing from the page is ever part of it. Errors:
 * `not-scannable`, with `no-answer` when the page is busy or broke the script; `cancelled` when another document was
 * loaded meanwhile, because it is unknown which one answered, or when another scan has begun, whose turns it would take.
 */
export async function scanInspectedPage({
  byScripting,
  isWhole = false,
  timeoutMs = SCAN_TIMEOUT_MS,
}: ScanRequest): Promise<Outcome<ScanResult>> {
  const mine = ++scans;
  const isLatest = (): boolean => mine === scans;
  let hasMoved = false;
  const stop = onAddress(() => {
    hasMoved = true;
  });
  try {
    const answer = await scanInTurns(isWhole, timeoutMs, isLatest);
    if (!isLatest()) return fail({ kind: 'cancelled' });
    const isRefused = answer !== null && 'problem' in answer && answer.problem === 'not-run';
    const outcome = isRefused ? await elsewhere(byScripting) : await readAnswer(answer);
    const scanned = answer !== null && 'value' in answer ? answer.value : null;
    const isVoid = hasMoved && !(await isStill(fieldOf(scanned, 'timeOrigin')));
    return isVoid ? fail({ kind: 'cancelled' }) : outcome;
  } finally {
    stop();
  }
}

/** One turn after the other: this way of running code awaits nothing. */
async function scanInTurns(isWhole: boolean, timeoutMs: number, isLatest: () => boolean): Promise<EvalAnswer | null> {
  const run = async (code: string) =>
    isLatest() ? within(systemClock, timeoutMs, evaluate(marked(code)), null) : null;
  let answer = isWhole ? null : await run(GO_ON);
  if (isWhole || resultOf(answer) === undefined) answer = await run(await loadScan());
  for (let turns = 0; turns < MAX_TURNS; turns += 1) {
    const waitsFor = fieldOf(resultOf(answer), 'waitsFor');
    if (waitsFor !== 'turn' && waitsFor !== 'names') return answer;
    // oxlint-disable-next-line no-await-in-loop -- one turn after the other
    answer = await run(waitsFor === 'names' ? await loadNames() : GO_ON);
  }
  return null;
}

function resultOf(answer: EvalAnswer | null): unknown {
  // Of silence and refusal there is more to say than that nothing was found.
  return answer !== null && 'value' in answer ? fieldOf(answer.value, 'result') : null;
}

async function elsewhere(byScripting: () => Promise<Outcome<ScanResult>>): Promise<Outcome<ScanResult>> {
  const [{ scannedElsewhere }, scanned] = await Promise.all([import('./why-refused.ts'), byScripting()]);
  return scannedElsewhere(scanned, addressNow());
}

async function isStill(timeOrigin: unknown): Promise<boolean> {
  return typeof timeOrigin === 'number' && timeOrigin === (await readTimeOrigin());
}

async function readAnswer(answer: EvalAnswer | null): Promise<Outcome<ScanResult>> {
  if (answer === null || 'problem' in answer) return fail({ kind: 'not-scannable', reason: 'no-answer' });
  const { readScan } = await loadReader();
  return readScan(resultOf(answer));
}

/** The page's origin; null where the browser runs no code in the page, or where it does not answer in time. */
export async function inspectedOrigin(timeoutMs: number): Promise<string | null> {
  const answer = await within(systemClock, timeoutMs, evaluate('location.origin'), null);
  return answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : null;
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

export function inspectedTabId(): number {
  return browser.devtools.inspectedWindow.tabId;
}
