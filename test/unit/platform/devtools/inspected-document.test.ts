import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeDevtools } from '../../../support/fake-devtools.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: { devtools: fakeDevtools } }));
const { onLateDocument, onNavigated, SCAN_TIMEOUT_MS } =
  await import('../../../../src/platform/devtools/inspected-document.ts');
const { inspectedWindow, network } = fakeDevtools;

let see: (visible: boolean) => void;
const follow = (run: Parameters<typeof onNavigated>[0]) =>
  onNavigated(run, (listener) => {
    see = listener;
    listener(true);
    return () => undefined;
  });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
  expect(network.onNavigated.listeners.size).toBe(0);
});

describe('navigations', () => {
  type Told = [url: string, isNew: boolean];
  /** Each URL in turn, with what the page then says of its document. */
  async function navigate(first: unknown, ...moves: [url: string, mark: unknown][]): Promise<Told[]> {
    let mark: unknown = first;
    inspectedWindow.eval = () => (mark === 'never' ? new Promise(() => undefined) : Promise.resolve(mark));
    const told: Promise<Told>[] = [];
    const stop = follow((url, isNew) => told.push(isNew.then((value): Told => [url, value])));
    await vi.advanceTimersByTimeAsync(SCAN_TIMEOUT_MS);
    for (const [url, next] of moves) {
      mark = next;
      network.onNavigated.emit(url);
      await vi.advanceTimersByTimeAsync(SCAN_TIMEOUT_MS);
    }
    stop();
    network.onNavigated.emit('https://unheard.test/');
    return Promise.all(told);
  }
  const REFUSED = [undefined, { isError: true, code: 'E_PROTOCOLERROR' }];

  it('[T42] are told from hashes and routes by the time at which the document began', async () => {
    expect(await navigate(1, ['https://app.test/#a', 1], ['https://app.test/b', 1], ['https://app.test/b', 2])).toEqual(
      [
        ['https://app.test/#a', false],
        ['https://app.test/b', false],
        ['https://app.test/b', true],
      ],
    );
  });

  it('of a page that is busy are to another origin alone, as far as one knows', async () => {
    const moves = await navigate(
      1,
      ['https://app.test/a', 1],
      ['https://app.test/b', 'never'],
      ['https://app.test/c', 1],
      ['https://other.test/c', 'never'],
    );
    expect(moves.map(([, isNew]) => isNew)).toEqual([false, false, false, true]);
  });

  it('of a page in which no code may run are all but those to a hash', async () => {
    const moves = await navigate(
      REFUSED,
      ['https://app.test/a', REFUSED],
      ['https://app.test/a#b', REFUSED],
      ['https://app.test/a', REFUSED],
      ['https://app.test/a', 1],
    );
    expect(moves.map(([, isNew]) => isNew)).toEqual([true, false, true, true]);
  });

  it('[T42] to a document that refuses at first are told by what it says then', async () => {
    const answers: unknown[] = [1, REFUSED, REFUSED, 2, 2];
    inspectedWindow.eval = () => Promise.resolve(answers.shift());
    const told: Promise<boolean>[] = [];
    const stop = follow((_url, isNew) => told.push(isNew));
    await vi.advanceTimersByTimeAsync(0);
    network.onNavigated.emit('https://app.test/b');
    await vi.advanceTimersByTimeAsync(1000);
    network.onNavigated.emit('https://app.test/b#c');
    await vi.advanceTimersByTimeAsync(1000);
    stop();
    expect(await Promise.all(told)).toEqual([true, false]);
  });

  it('[T42] that come quickly ask the page little, and all hear of its document', async () => {
    const asked = vi.fn((_code: string): Promise<unknown> => Promise.resolve(1));
    inspectedWindow.eval = asked;
    const told: Promise<boolean>[] = [];
    const stop = follow((_url, isNew) => told.push(isNew));
    for (let n = 0; n < 200; n += 1) network.onNavigated.emit(`https://app.test/#${n}`);
    expect(await Promise.all(told)).toEqual(Array.from({ length: 200 }, () => false));
    expect(asked.mock.calls.length).toBeLessThanOrEqual(3);
    stop();
  });
});

describe('in Firefox, which tells of a document once it has loaded, and of no other change', () => {
  let page: { timeOrigin: number; url: string };
  let told: string[];
  let late: number[];
  let asked: number;
  let stops: (() => void)[];

  beforeEach(async () => {
    vi.stubGlobal('location', { protocol: 'moz-extension:' });
    page = { timeOrigin: 1, url: 'https://app.test/' };
    [told, late, asked] = [[], [], 0];
    inspectedWindow.eval = (code) => {
      asked += 1;
      return Promise.resolve([code.includes('href') ? { ...page } : page.timeOrigin, null]);
    };
    stops = [
      follow((url, isNew) => void isNew.then((value) => told.push(`${url} ${value ? 'new' : 'same'}`))),
      onLateDocument((beganAt) => late.push(beganAt)),
    ];
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(0);
  });
  afterEach(async () => {
    stops.forEach((stop) => stop());
    await vi.advanceTimersByTimeAsync(0);
  });

  it('a route or a hash is noticed within a second, once', async () => {
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual([]);
    page.url = 'https://app.test/c/1';
    await vi.advanceTimersByTimeAsync(1000);
    page.url = 'https://app.test/c/1#x';
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual(['https://app.test/c/1 same', 'https://app.test/c/1#x same']);
    expect(late).toEqual([]);
  });

  it('a document is noticed while it loads, is late for its requests, and is not told again at its end', async () => {
    page = { timeOrigin: 2, url: 'https://app.test/' };
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual(['https://app.test/ new']);
    expect(late).toEqual([2]);
    network.onNavigated.emit('https://app.test/');
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual(['https://app.test/ new', 'https://app.test/ same']);
    expect(late).toEqual([2]);
  });

  it('a document that is told before anybody looked is late, too', async () => {
    page = { timeOrigin: 2, url: 'https://app.test/b' };
    network.onNavigated.emit('https://app.test/b');
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual(['https://app.test/b new']);
    expect(late).toEqual([2]);
  });

  it('an address that was read before the browser told of another is not gone back to', async () => {
    await vi.advanceTimersByTimeAsync(500);
    const answers: (() => void)[] = [];
    const slow = (value: unknown) => new Promise((resolve) => answers.push(() => resolve([value, null])));
    inspectedWindow.eval = (code) => slow(code.includes('href') ? { ...page } : page.timeOrigin);
    await vi.advanceTimersByTimeAsync(500);
    page = { timeOrigin: 2, url: 'https://app.test/b' };
    network.onNavigated.emit(page.url);
    for (const answer of answers) answer();
    await vi.advanceTimersByTimeAsync(0);
    inspectedWindow.eval = (code) => Promise.resolve([code.includes('href') ? { ...page } : page.timeOrigin, null]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(told).toEqual(['https://app.test/b new']);
  });

  it('nobody looks while the panel is out of view, and at once when it comes back', async () => {
    see(false);
    const before = asked;
    page.url = 'https://app.test/c/2';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(before);
    see(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual(['https://app.test/c/2 same']);
  });

  it('a page in which no code runs is looked at in vain', async () => {
    inspectedWindow.eval = () => Promise.resolve([undefined, { isError: true, code: 'E_PROTOCOLERROR' }]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual([]);
  });
});
