/** The page inspected by DevTools: its ids, its navigations, its tab, and the DevTools' theme. */
import pageScan from 'virtual:page-scan';
import { within } from '../../core/clock.ts';
import { fail, type Outcome } from '../../core/errors.ts';
import type { ScanResult } from '../../core/discovery/evidence.ts';
import { readScan } from '../../core/discovery/scan-result.ts';
import { browser } from '../browser.ts';
import { systemClock } from '../clock.ts';
import { fieldOf, readEvalAnswer, readEvalProblem, type EvalAnswer } from './devtools-answers.ts';

/** A scan ends itself after a second; a page that is silent for longer is stuck in a loop of its own. */
export const SCAN_TIMEOUT_MS = 3000;

/**
 * Scans the inspected page once. The code is a constant: nothing from the page is ever part of it. Errors:
 * `not-scannable`, with `no-answer` (the page is busy, or broke the script) or `not-allowed` (the browser runs no code
 * in its own pages and in stores); `cancelled` after a navigation during the scan, because it is unknown which page
 * answered.
 */
export async function scanInspectedPage(timeoutMs = SCAN_TIMEOUT_MS): Promise<Outcome<ScanResult>> {
  let wasLeft = false;
  const stop = onNavigated(() => {
    wasLeft = true;
  });
  const answer = await within(systemClock, timeoutMs, evaluate(pageScan), null).finally(stop);
  return wasLeft ? fail({ kind: 'cancelled' }) : readAnswer(answer);
}

function readAnswer(answer: EvalAnswer | null): Outcome<ScanResult> {
  if (answer === null) return fail({ kind: 'not-scannable', reason: 'no-answer' });
  if ('problem' in answer) {
    return fail({ kind: 'not-scannable', reason: answer.problem === 'threw' ? 'no-answer' : 'not-allowed' });
  }
  return readScan(answer.value);
}

/** Calls `run` with the new URL; results from the previous page are then void. The returned function unsubscribes. */
export function onNavigated(run: (url: string) => void): () => void {
  const { onNavigated: event } = browser.devtools.network;
  const listener = (url: string): void => run(url);
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
