import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeDevtools } from '../../../support/fake-devtools.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: { devtools: fakeDevtools } }));
vi.mock('virtual:page-scan', () => ({ default: 'the scan' }));
const { isDevtoolsDark, onNavigated, onThemeChanged, scanInspectedPage, SCAN_TIMEOUT_MS } =
  await import('../../../../src/platform/devtools/inspected-page.ts');

const RESULT = { found: [], truncated: false, unreadableFrames: 0, tookMs: 1, url: 'https://app.test/', title: 'App' };
const { inspectedWindow, network, panels } = fakeDevtools;
const unscannable = (reason: string) => ({ ok: false, error: { kind: 'not-scannable', reason } });

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  expect(network.onNavigated.listeners.size).toBe(0);
});

describe('scanning the inspected page', () => {
  it('takes both shapes of an answer, for a constant code', async () => {
    const evaluated = vi.fn((_code: string): Promise<unknown> => Promise.resolve(RESULT));
    inspectedWindow.eval = evaluated;
    expect(await scanInspectedPage()).toEqual({ ok: true, value: RESULT });
    expect(evaluated).toHaveBeenCalledExactlyOnceWith('the scan');
    inspectedWindow.eval = () => Promise.resolve([RESULT, undefined]);
    expect(await scanInspectedPage()).toEqual({ ok: true, value: RESULT });
  });

  it('tells a page that broke the script from one in which none may run', async () => {
    inspectedWindow.eval = () => Promise.reject({ isException: true, value: 'no' });
    expect(await scanInspectedPage()).toEqual(unscannable('no-answer'));
    inspectedWindow.eval = () => Promise.resolve('forged');
    expect(await scanInspectedPage()).toEqual(unscannable('no-answer'));
    inspectedWindow.eval = () => Promise.reject({ isError: true, code: 'E_FAILED' });
    expect(await scanInspectedPage()).toEqual(unscannable('not-allowed'));
    inspectedWindow.eval = () => Promise.resolve([undefined, { isError: true, code: 'E_PROTOCOLERROR' }]);
    expect(await scanInspectedPage()).toEqual(unscannable('not-allowed'));
  });

  it('[F66] gives up on a page in an endless loop', async () => {
    inspectedWindow.eval = () => new Promise(() => undefined);
    const outcome = scanInspectedPage();
    await vi.advanceTimersByTimeAsync(SCAN_TIMEOUT_MS);
    expect(await outcome).toEqual(unscannable('no-answer'));
  });

  it('[F70] drops what comes after the page was left', async () => {
    let answer: (value: unknown) => void = () => undefined;
    inspectedWindow.eval = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const outcome = scanInspectedPage();
    network.onNavigated.emit('https://other.test/');
    answer(RESULT);
    expect(await outcome).toEqual({ ok: false, error: { kind: 'cancelled' } });
  });
});

describe('the DevTools around it', () => {
  it('tell their tab, theme and navigations', () => {
    expect(isDevtoolsDark()).toBe(true);
    const urls: string[] = [];
    const stop = onNavigated((url) => urls.push(url));
    network.onNavigated.emit('https://other.test/');
    stop();
    network.onNavigated.emit('https://third.test/');
    expect(urls).toEqual(['https://other.test/']);
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
