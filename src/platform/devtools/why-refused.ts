import { within } from '../../core/clock.ts';
import type { ScanResult } from '../../core/discovery/evidence.ts';
import { refusalReason } from '../../core/discovery/page-kind.ts';
import { fail, type Outcome, type UnscannableReason } from '../../core/errors.ts';
import { browser } from '../browser.ts';
import { systemClock } from '../clock.ts';
import { fieldOf } from './devtools-answers.ts';
import { answerOf } from './log-answers.ts';

const TIMEOUT_MS = 3000;
/** No page has this URL. */
const NO_FRAME = 'https://nowhere.invalid/';
const PAGE = /^(?:https?|file):/i;

/**
 * The worker's scan of a page in which DevTools may run no code; or why nobody may scan it, of which the browser tells
 * the worker little where the extension was not clicked.
 */
export async function scannedElsewhere(
  scripted: Outcome<ScanResult>,
  address: string | undefined,
): Promise<Outcome<ScanResult>> {
  if (scripted.ok) return scripted;
  const { error } = scripted;
  if (error.kind !== 'not-scannable') return fail({ kind: 'not-scannable', reason: 'not-allowed' });
  return error.reason === 'not-granted' ? fail({ kind: 'not-scannable', reason: await whyRefused(address) }) : scripted;
}

async function whyRefused(address: string | undefined): Promise<UnscannableReason> {
  if ((await within(systemClock, TIMEOUT_MS, codeWithoutFrame(), null).catch(() => null)) !== 'E_NOTFOUND') {
    const reason = refusalReason('', address);
    return reason === 'not-granted' ? 'not-allowed' : reason;
  }
  const urls = await within(systemClock, TIMEOUT_MS, readResourceUrls(), []);
  return urls.some((url) => PAGE.test(url)) ? 'sandboxed' : 'browser-page';
}

/**
 * DevTools look for a frame only where extensions may inspect the page at all. Only the interface with callbacks tells
 * the code of an error. Rejects in Firefox, which knows no frames here.
 */
function codeWithoutFrame(): Promise<unknown> {
  const inspected = fieldOf(fieldOf(fieldOf(globalThis, 'chrome'), 'devtools'), 'inspectedWindow');
  const evaluate = fieldOf(inspected, 'eval');
  if (typeof evaluate !== 'function') return Promise.resolve(null);
  return new Promise((resolve) => {
    const told = (_value: unknown, problem: unknown): void => resolve(fieldOf(problem, 'code'));
    evaluate.call(inspected, '0', { frameURL: NO_FRAME }, told);
  });
}

async function readResourceUrls(): Promise<string[]> {
  const { inspectedWindow } = browser.devtools;
  const getResources: unknown = fieldOf(inspectedWindow, 'getResources');
  if (typeof getResources !== 'function') return [];
  const answer = await answerOf((...callback) => Reflect.apply(getResources, inspectedWindow, callback));
  const resources: unknown[] = Array.isArray(answer) ? answer.flat() : [];
  return resources.map((resource) => fieldOf(resource, 'url')).filter((url) => typeof url === 'string');
}
