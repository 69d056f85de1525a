import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ScanResult } from '../../../../src/core/discovery/evidence.ts';
import { fail, type Outcome, succeed, type UnscannableReason } from '../../../../src/core/errors.ts';
import { fakeDevtools } from '../../../support/fake-devtools.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: { devtools: fakeDevtools } }));
vi.mock('virtual:page-scan', () => ({ default: 'the scan' }));
vi.mock('virtual:page-names', () => ({ default: 'the names' }));
const { isDevtoolsDark, onThemeChanged, scanInspectedPage } =
  await import('../../../../src/platform/devtools/inspected-page.ts');
const { SCAN_TIMEOUT_MS } = await import('../../../../src/platform/devtools/inspected-document.ts');
/** The worker's scan, where DevTools may run no code. */
const byScripting = vi.fn((): Promise<Outcome<ScanResult>> => Promise.resolve(unscannable('store')));
const scan = (isWhole = true) => scanInspectedPage({ byScripting, isWhole });

/** An answer of the scan's code, in the document whose navigation began then. */
const scanned = (timeOrigin = 1) => ({ timeOrigin, result: RESULT });
const RESULT = { found: [], truncated: false, unreadableFrames: 0, tookMs: 1, url: 'https://app.test/', title: 'App' };
const { inspectedWindow, network, panels } = fakeDevtools;
const unscannable = (reason: UnscannableReason) => fail({ kind: 'not-scannable', reason });

beforeEach(() => {
  vi.useFakeTimers();
  byScripting.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
  expect(network.onNavigated.listeners.size).toBe(0);
});

describe('scanning the inspected page', () => {
  it('takes both shapes of an answer, for a constant code', async () => {
    const evaluated = vi.fn((_code: string): Promise<unknown> => Promise.resolve(scanned()));
    inspectedWindow.eval = evaluated;
    expect(await scan()).toEqual({ ok: true, value: RESULT });
    await scan();
    expect(evaluated).toHaveBeenCalledTimes(2);
    expect(new Set(evaluated.mock.calls.map(([code]) => code)).size).toBe(1);
    expect(evaluated.mock.calls[0]?.[0]).toContain('the scan');
    inspectedWindow.eval = () => Promise.resolve([scanned(), undefined]);
    expect(await scan()).toEqual({ ok: true, value: RESULT });
  });

  it('takes turns, and names what was found with a script of its own', async () => {
    const answers = ['turn', 'turn', 'names', 'turn'].map((waitsFor) => ({ timeOrigin: 1, result: { waitsFor } }));
    const asked: string[] = [];
    inspectedWindow.eval = (code) => {
      asked.push(/the \w+|run/.exec(code)?.[0] ?? '');
      return Promise.resolve(answers.shift() ?? scanned());
    };
    expect(await scan()).toEqual(succeed(RESULT));
    expect(asked).toEqual(['the scan', 'run', 'run', 'the names', 'run']);
  });

  it('asks a page that is followed for what has changed, and reads any other as a whole', async () => {
    const asked: string[] = [];
    let followed: unknown = RESULT;
    inspectedWindow.eval = (code) => {
      asked.push(/the \w+|run/.exec(code)?.[0] ?? '');
      return Promise.resolve(code.includes('run') ? { timeOrigin: 1, result: followed } : scanned());
    };
    expect(await scan(false)).toEqual(succeed(RESULT));
    expect(asked.splice(0)).toEqual(['run']);
    followed = undefined;
    expect(await scan(false)).toEqual(succeed(RESULT));
    expect(asked.splice(0)).toEqual(['run', 'the scan']);
    expect(await scan(true)).toEqual(succeed(RESULT));
    expect(asked).toEqual(['the scan']);
  });

  it('takes no turns of another scan that has begun meanwhile', async () => {
    const asked: { code: string; answer: (value: unknown) => void }[] = [];
    inspectedWindow.eval = (code) =>
      new Promise((answer) => void asked.push({ code: /the \w+|run/.exec(code)?.[0] ?? '', answer }));
    const waits = { timeOrigin: 1, result: { waitsFor: 'turn' } };
    const first = scan();
    await vi.advanceTimersByTimeAsync(0);
    const second = scan();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.map(({ code }) => code)).toEqual(['the scan', 'the scan']);
    asked[0]?.answer(waits);
    expect(await first).toEqual(fail({ kind: 'cancelled' }));
    asked[1]?.answer(waits);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.map(({ code }) => code)).toEqual(['the scan', 'the scan', 'run']);
    asked[2]?.answer(scanned());
    expect(await second).toEqual(succeed(RESULT));
  });

  it('does not wait for ever for a page that always has another turn', async () => {
    inspectedWindow.eval = () => Promise.resolve({ timeOrigin: 1, result: { waitsFor: 'turn' } });
    expect(await scan()).toEqual(unscannable('no-answer'));
  });

  it('tells a page that broke the script from one in which none may run', async () => {
    inspectedWindow.eval = () => Promise.reject({ isException: true, value: 'no' });
    expect(await scan()).toEqual(unscannable('no-answer'));
    inspectedWindow.eval = () => Promise.resolve('forged');
    expect(await scan()).toEqual(unscannable('no-answer'));
    expect(byScripting).not.toHaveBeenCalled();
    inspectedWindow.eval = () => Promise.reject({ isError: true, code: 'E_FAILED' });
    expect(await scan()).toEqual(unscannable('store'));
    inspectedWindow.eval = () => Promise.resolve([undefined, { isError: true, code: 'E_PROTOCOLERROR' }]);
    expect(await scan()).toEqual(unscannable('store'));
  });

  it('[T28] scans as the popup does where DevTools may run no code, and knows why it may not', async () => {
    inspectedWindow.eval = () => Promise.reject({ isError: true, code: 'E_FAILED' });
    byScripting.mockResolvedValueOnce(succeed(RESULT));
    expect(await scan()).toEqual(succeed(RESULT));
    for (const reason of ['browser-page', 'store', 'policy', 'file', 'error-page', 'no-answer'] as const) {
      byScripting.mockResolvedValueOnce(unscannable(reason));
      expect(await scan()).toEqual(unscannable(reason));
    }
    byScripting.mockResolvedValueOnce(fail({ kind: 'worker-gone' }));
    expect(await scan()).toEqual(unscannable('not-allowed'));
  });

  it.each<[code: string, urls: string[], reason: UnscannableReason]>([
    ['E_NOTFOUND', ['https://app.test/raw'], 'sandboxed'],
    ['E_NOTFOUND', ['data:text/html,x'], 'browser-page'],
    ['E_NOTFOUND', [], 'browser-page'],
    ['E_FAILED', ['https://app.test/'], 'not-allowed'],
  ])('[T28] where only the click is missing, tells by DevTools (%s, %j) that it is %s', async (code, urls, reason) => {
    inspectedWindow.eval = () => Promise.reject({ isError: true, code: 'E_FAILED' });
    const withCallback = (_code: string, _options: unknown, told: (value: unknown, problem: unknown) => void) =>
      told(undefined, { isError: true, code });
    vi.stubGlobal('chrome', { devtools: { inspectedWindow: { eval: withCallback } } });
    inspectedWindow.getResources = () => Promise.resolve(urls.map((url) => ({ url })));
    byScripting.mockResolvedValueOnce(unscannable('not-granted'));
    expect(await scan()).toEqual(unscannable(reason));
    inspectedWindow.getResources = (told) => told?.(urls.map((url) => ({ url })));
    byScripting.mockResolvedValueOnce(unscannable('not-granted'));
    expect(await scan()).toEqual(unscannable(reason));
    vi.unstubAllGlobals();
  });

  it('[T28] where DevTools know no frames, as in Firefox, goes by the address alone', async () => {
    inspectedWindow.eval = () => Promise.resolve([undefined, { isError: true, code: 'E_PROTOCOLERROR' }]);
    const withoutFrames = () => {
      throw new Error('Property "frameURL" is unsupported by Firefox');
    };
    vi.stubGlobal('chrome', { devtools: { inspectedWindow: { eval: withoutFrames } } });
    byScripting.mockResolvedValueOnce(unscannable('not-granted'));
    expect(await scan()).toEqual(unscannable('not-allowed'));
    vi.unstubAllGlobals();
  });

  it('[F66] gives up on a page in an endless loop', async () => {
    inspectedWindow.eval = () => new Promise(() => undefined);
    const outcome = scan();
    await vi.advanceTimersByTimeAsync(SCAN_TIMEOUT_MS);
    expect(await outcome).toEqual(unscannable('no-answer'));
  });

  /** A scan during which the address changes; the page then is the document of `after`. */
  async function scanAcross(after: unknown): Promise<unknown> {
    let answer: (value: unknown) => void = () => undefined;
    inspectedWindow.eval = (code) =>
      code.includes('the scan')
        ? new Promise((resolve) => {
            answer = resolve;
          })
        : Promise.resolve(after);
    const outcome = scan();
    // The script is loaded first.
    await vi.dynamicImportSettled();
    network.onNavigated.emit('https://other.test/');
    answer(scanned(1));
    await vi.advanceTimersByTimeAsync(SCAN_TIMEOUT_MS);
    return outcome;
  }

  it('[F70] drops what comes after the page was left', async () => {
    expect(await scanAcross(2)).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(await scanAcross(undefined)).toEqual({ ok: false, error: { kind: 'cancelled' } });
  });

  it('[T42] keeps what comes after the address alone changed', async () => {
    expect(await scanAcross(1)).toEqual({ ok: true, value: RESULT });
  });
});

describe('the DevTools around it', () => {
  it('tell their theme', () => {
    expect(isDevtoolsDark()).toBe(true);
  });

  it('tell a change of theme by event in Firefox and by handler in Chromium', () => {
    const themes: boolean[] = [];
    const stop = onThemeChanged((isDark) => themes.push(isDark));
    panels.onThemeChanged.emit('dark');
    stop();
    panels.onThemeChanged.emit('light');
    let handler: ((theme: string) => void) | null = null;
    panels['setThemeChangeHandler'] = (next: typeof handler) => {
      handler = next;
    };
    const stopHandler = onThemeChanged((isDark) => themes.push(isDark));
    (handler as unknown as (theme: string) => void)('default');
    stopHandler();
    expect(themes).toEqual([true, false]);
    expect(handler).toBeNull();
  });
});
