/** The page inspected by DevTools: its ids, and the DevTools' theme. */
import { within } from '../../core/clock.ts';
import { fail, type Outcome } from '../../core/errors.ts';
import type { ScanResult } from '../../core/discovery/evidence.ts';
import { readScan } from '../../core/discovery/scan-result.ts';
import { browser } from '../browser.ts';
import { systemClock } from '../clock.ts';
import { fieldOf, type EvalAnswer } from './devtools-answers.ts';
import { addressNow, evaluate, onAddress, readTimeOrigin, SCAN_TIMEOUT_MS, TIME_ORIGIN } from './inspected-document.ts';

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
  return scannedElsewhere(scanned, addressNow());
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
