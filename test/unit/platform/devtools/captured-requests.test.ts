import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BODY_LIMIT_CHARS, type CapturedRequest } from '../../../../src/core/discovery/traffic/request-hits.ts';
import { fakeDevtools } from '../../../support/fake-devtools.ts';
import { settle } from '../../../support/settle.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: { devtools: fakeDevtools } }));
const { captureRequests } = await import('../../../../src/platform/devtools/captured-requests.ts');

const { network } = fakeDevtools;
let serial = 0;

interface Parts {
  url?: string;
  mimeType?: string;
  size?: number;
  body?: unknown;
}

function entry({
  url = 'https://app.test/api',
  mimeType = 'application/json',
  size = 2,
  body = ['{}', ''],
}: Parts = {}) {
  serial += 1;
  return {
    startedDateTime: `t${serial}`,
    request: { url, postData: { text: 'a=1', mimeType: 'text/plain' } },
    response: { content: { mimeType, size } },
    getContent: vi.fn(() => (body instanceof Error ? Promise.reject(body) : Promise.resolve(body))),
  };
}

let captured: CapturedRequest[];
beforeEach(() => {
  captured = [];
  network.getHAR = () => Promise.resolve({ entries: [] });
  network.onRequestFinished.listeners.clear();
});
const capture = (): (() => void) => captureRequests((request) => captured.push(request));

describe('captured requests', () => {
  it('come with both bodies, in both shapes', async () => {
    capture();
    network.onRequestFinished.emit(entry({ body: ['one', ''] }));
    network.onRequestFinished.emit(entry({ body: { content: btoa('two'), encoding: 'base64' } }));
    await settle();
    expect(captured).toHaveLength(2);
    expect(captured.map(({ responseBody }) => responseBody)).toEqual(['one', 'two']);
    expect(captured[0]).toMatchObject({
      requestBody: 'a=1',
      requestMimeType: 'text/plain',
      responseMimeType: 'application/json',
    });
  });

  it('include those from before, once each', async () => {
    const both = entry();
    network.getHAR = () => Promise.resolve({ entries: [entry(), both] });
    capture();
    network.onRequestFinished.emit(both);
    await settle();
    expect(captured).toHaveLength(2);
    expect(both.getContent).toHaveBeenCalledOnce();
  });

  it('come where the log answers callbacks alone, and the polyfill takes none', async () => {
    const old = { ...entry(), getContent: (told?: (...answer: unknown[]) => void) => void told?.('before', '') };
    const wrapped = {
      ...entry(),
      getContent: (...given: unknown[]) => (given.length > 0 ? expect.unreachable() : Promise.resolve(['live', ''])),
    };
    network.getHAR = (told) => void told?.({ entries: [old] });
    capture();
    network.onRequestFinished.emit(wrapped);
    await settle();
    expect(captured.map(({ responseBody }) => responseBody).toSorted()).toEqual(['before', 'live']);
  });

  it('are two when they went to one URL in one millisecond, live or in the log', async () => {
    const twins = (...bodies: string[]) =>
      bodies.map((body) => ({ ...entry({ body: [body, ''] }), startedDateTime: 'same' }));
    const [first, second, third] = twins('a', 'b', 'c');
    network.getHAR = () => Promise.resolve({ entries: [first, second] });
    capture();
    network.onRequestFinished.emit(first);
    await settle();
    expect(captured).toHaveLength(2);
    network.onRequestFinished.emit(second);
    network.onRequestFinished.emit(third);
    await settle();
    expect(captured.map(({ responseBody }) => responseBody)).toEqual(['a', 'b', 'c']);
  });

  it('come without the bodies of images, fonts, media, code, and of more than a mebibyte', async () => {
    capture();
    const unread = ['image/png', 'font/woff2', 'audio/mpeg', 'text/javascript'].map((mimeType) => entry({ mimeType }));
    unread.push(entry({ size: BODY_LIMIT_CHARS + 1 }));
    for (const one of unread) network.onRequestFinished.emit(one);
    await settle();
    expect(captured).toHaveLength(unread.length);
    expect(captured.every(({ responseBody }) => responseBody === null)).toBe(true);
    for (const one of unread) expect(one.getContent).not.toHaveBeenCalled();
  });
});

describe('under pressure, captured requests', () => {
  it('survive bodies that fail, and entries that are none', async () => {
    network.getHAR = () => Promise.reject(new Error('no'));
    capture();
    for (const junk of [null, 7, {}, { request: null }, entry({ url: 'data:text/plain,x' })])
      network.onRequestFinished.emit(junk);
    network.onRequestFinished.emit(entry({ body: new Error('gone') }));
    network.onRequestFinished.emit(entry({ body: 'last' }));
    await settle();
    expect(captured.map(({ responseBody }) => responseBody)).toEqual([null, 'last']);
  });

  it('wait in a bounded queue, few bodies at a time', async () => {
    let open = 0;
    let most = 0;
    const slow = entry();
    const content = async (): Promise<unknown> => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      return 'x';
    };
    capture();
    for (let n = 0; n < 10_000; n += 1) {
      network.onRequestFinished.emit({ ...slow, startedDateTime: `n${n}`, getContent: content });
    }
    await settle();
    expect(captured.length).toBeGreaterThanOrEqual(1000);
    expect(open).toBe(0);
    expect(captured.length).toBeLessThan(1100);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('stop when told to', async () => {
    const stop = capture();
    const late = entry();
    network.onRequestFinished.emit(late);
    stop();
    network.onRequestFinished.emit(entry());
    await settle();
    expect(late.getContent).toHaveBeenCalled();
    expect(captured).toEqual([]);
    expect(network.onRequestFinished.listeners.size).toBe(0);
  });
});
