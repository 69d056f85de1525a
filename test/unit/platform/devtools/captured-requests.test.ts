import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  BODY_LIMIT_CHARS,
  type CapturedRequest,
  type TrafficGaps,
} from '../../../../src/core/discovery/traffic/captured.ts';
import { fakeDevtools } from '../../../support/fake-devtools.ts';
import { settle, until } from '../../../support/settle.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: { devtools: fakeDevtools } }));
const { captureRequests } = await import('../../../../src/platform/devtools/captured-requests.ts');

const { network } = fakeDevtools;
let serial = 0;

interface Parts {
  url?: string;
  mimeType?: string;
  resourceType?: string;
  size?: number;
  body?: unknown;
  startedDateTime?: string;
  [field: `_${string}`]: unknown;
}

function entry({
  url = 'https://app.test/api',
  mimeType = 'application/json',
  resourceType = 'fetch',
  size = 2,
  body = ['{}', ''],
  ...rest
}: Parts = {}) {
  serial += 1;
  return {
    startedDateTime: `t${serial}`,
    _resourceType: resourceType,
    request: { url, headers: [], postData: { text: 'a=1', mimeType: 'text/plain' } },
    response: { redirectURL: '', headers: [], content: { mimeType, size } },
    getContent: vi.fn(() => (body instanceof Error ? Promise.reject(body) : Promise.resolve(body))),
    ...rest,
  };
}

let captured: CapturedRequest[];
let gaps: TrafficGaps;
const capture = (): (() => void) => {
  const stop = captureRequests({
    take: (request) => captured.push(request),
    tell: (next) => {
      gaps = next;
    },
    onVisibility: (listener) => {
      listener(true);
      return () => undefined;
    },
  });
  onTestFinished(stop);
  return stop;
};
const heads = () => captured.filter(({ isAddressKnown }) => !isAddressKnown);
const bodies = () => captured.flatMap(({ responseBody }) => (responseBody === null ? [] : [responseBody]));
const messages = () => captured.flatMap((request) => request.messages);
const live = (...entries: unknown[]) => entries.forEach((one) => network.onRequestFinished.emit(one));
const log = (...entries: unknown[]) => {
  network.getHAR = () => Promise.resolve({ entries });
};

beforeEach(() => {
  captured = [];
  gaps = { unread: 0, cut: 0 };
  log();
  network.onRequestFinished.listeners.clear();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => vi.useRealTimers());

/** Lets time pass, and the log be read as often as that allows. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}

describe('captured requests', () => {
  it('come with both bodies, in both shapes: the address and what was posted at once', async () => {
    capture();
    live(entry({ body: ['one', ''] }), entry({ body: { content: btoa('two'), encoding: 'base64' } }));
    expect(heads()).toHaveLength(2);
    expect(heads()[0]).toMatchObject({
      url: 'https://app.test/api',
      requestBody: 'a=1',
      requestMimeType: 'text/plain',
      responseMimeType: 'application/json',
    });
    await settle();
    expect(heads()).toHaveLength(2);
    expect(bodies().toSorted()).toEqual(['one', 'two']);
    expect(gaps).toEqual({ unread: 0, cut: 0 });
  });

  it('include those from before, once each', async () => {
    const both = entry();
    log(entry(), both);
    capture();
    live(both);
    await settle();
    expect(heads()).toHaveLength(2);
    expect(both.getContent).toHaveBeenCalledOnce();
    await pass(10_000);
    expect(captured).toHaveLength(4);
    expect(both.getContent).toHaveBeenCalledOnce();
  });

  it('come with their bodies from a log that is empty at first, as that of Firefox may be', async () => {
    const startedDateTime = new Date(Date.now() - 1).toISOString();
    capture();
    await settle();
    log(entry({ body: ['before', ''], startedDateTime }), entry({ body: ['after', ''] }));
    await pass(1000);
    expect(heads()).toHaveLength(2);
    expect(bodies()).toEqual(['before']);
  });

  it('come where the log answers callbacks alone, and the polyfill takes none', async () => {
    const old = { ...entry(), getContent: (told?: (...answer: unknown[]) => void) => void told?.('before', '') };
    const wrapped = {
      ...entry(),
      getContent: (...given: unknown[]) => (given.length > 0 ? expect.unreachable() : Promise.resolve(['live', ''])),
    };
    network.getHAR = (told) => void told?.({ entries: [old] });
    capture();
    live(wrapped);
    await settle();
    expect(bodies().toSorted()).toEqual(['before', 'live']);
  });

  it('are two when they went to one URL in one millisecond, live or in the log', async () => {
    const [first, second, third] = ['a', 'b', 'c'].map((body) => entry({ body: [body, ''], startedDateTime: 'same' }));
    log(first, second);
    capture();
    live(first);
    await settle();
    expect(heads()).toHaveLength(2);
    log(first, second, third);
    live(second, third);
    await settle();
    expect(bodies().toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('[T08] come with the bodies of all that may be data, whatever its label, and of no media', async () => {
    capture();
    const read = ['text/html', 'text/javascript', 'application/octet-stream', 'x-unknown'].map((mimeType) =>
      entry({ mimeType }),
    );
    const unread = [
      ...['image/png', 'font/woff2', 'audio/mpeg', 'text/css'].map((mimeType) => entry({ mimeType })),
      entry({ resourceType: 'image' }),
      entry({ resourceType: 'document', mimeType: 'text/html' }),
      entry({ resourceType: 'script', mimeType: 'text/javascript', size: BODY_LIMIT_CHARS + 1 }),
    ];
    live(...read, ...unread);
    await settle();
    expect(heads()).toHaveLength(read.length + unread.length);
    for (const one of read) expect(one.getContent).toHaveBeenCalledOnce();
    for (const one of unread) expect(one.getContent).not.toHaveBeenCalled();
    expect(gaps.unread).toBe(0);
  });

  it('[T44] of more than a mebibyte come with their first part, and that is said; of a huge one it is said alone', async () => {
    capture();
    const long = `{"a":"${'x'.repeat(BODY_LIMIT_CHARS)}"}`;
    const huge = entry({ size: 20 * BODY_LIMIT_CHARS });
    const code = entry({ mimeType: 'text/javascript', body: [`var a = "${'x'.repeat(BODY_LIMIT_CHARS)}"`, ''] });
    live(entry({ size: long.length, body: [long, ''] }), entry({ body: [btoa(long), 'base64'] }), huge, code);
    await settle();
    expect(bodies().map((body) => body.length)).toEqual(Array.from({ length: 3 }, () => BODY_LIMIT_CHARS));
    expect(huge.getContent).not.toHaveBeenCalled();
    expect(gaps).toEqual({ unread: 1, cut: 2 });
  });
});

describe('under pressure, captured requests', () => {
  it('survive bodies that fail, and entries that are none', async () => {
    network.getHAR = () => Promise.reject(new Error('no'));
    capture();
    live(null, 7, {}, { request: null }, entry({ url: 'data:text/plain,x' }));
    live(entry({ body: new Error('gone') }), entry({ body: 'last' }));
    await settle();
    expect(heads()).toHaveLength(2);
    expect(bodies()).toEqual(['last']);
    expect(gaps.unread).toBe(1);
  });

  it('[T11] come from a log of any length, the newest first, few bodies at a time', async () => {
    let open = 0;
    let most = 0;
    const body = async (n: number): Promise<unknown> => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      return [`${n}`, ''];
    };
    log(
      ...Array.from({ length: 1202 }, (_, n) => ({
        ...entry({ url: `https://app.test/${n}` }),
        getContent: () => body(n),
      })),
    );
    capture();
    await pass(1000);
    expect(heads()[0]?.url).toBe('https://app.test/1201');
    expect(heads()).toHaveLength(1202);
    expect(bodies()).toHaveLength(1202);
    expect(bodies()[0]).toBe('1201');
    expect(most).toBeLessThanOrEqual(4);
    expect(gaps.unread).toBe(0);
  });

  it('[T11] of a burst beyond all measure lose the bodies of the earliest, and that is said', async () => {
    capture();
    await settle();
    for (let n = 0; n < 10_000; n += 1) live(entry({ body: [`${n}`, ''] }));
    await until(() => bodies().length > 5000 || gaps.unread > 0);
    await settle();
    expect(heads()).toHaveLength(10_000);
    expect(bodies().length + gaps.unread).toBe(10_000);
    expect(bodies().length).toBeGreaterThanOrEqual(5000);
    expect(bodies()).toContain('9999');
  });

  it('stop when told to', async () => {
    const stop = capture();
    live(entry({ body: new Promise(() => undefined) }));
    stop();
    live(entry());
    log(entry());
    await pass(60_000);
    expect(captured).toHaveLength(1);
    expect(network.onRequestFinished.listeners.size).toBe(0);
  });
});

describe('requests that have not ended', () => {
  const socket = (...data: string[]) =>
    entry({
      url: 'wss://app.test/socket',
      resourceType: 'websocket',
      mimeType: 'x-unknown',
      size: 0,
      startedDateTime: 'socket',
      _webSocketMessages: data.map((text) => ({ type: 'receive', opcode: 1, data: text })),
    });

  it("[T09] tell a socket's address and each of its messages once, also those that it holds at its end", async () => {
    log(socket('one'));
    capture();
    await settle();
    expect(heads().map(({ url }) => url)).toEqual(['wss://app.test/socket']);
    log(socket('one', 'two'));
    await pass(2500);
    expect(messages()).toEqual(['one', 'two']);
    live(socket('one', 'two', 'three'));
    await pass(2500);
    expect(messages()).toEqual(['one', 'two', 'three']);
    expect(heads()).toHaveLength(1);
    expect(gaps.unread).toBe(0);
  });

  it('[T09] read binary messages as text', async () => {
    const frame = { type: 'send', opcode: 2, data: btoa('{"thread_id":1}') };
    log(entry({ resourceType: 'websocket', _webSocketMessages: [frame] }));
    capture();
    await settle();
    expect(messages()).toEqual(['{"thread_id":1}']);
  });

  it('[T10] tell what was posted, and the events of a stream; the same again at its end is not told', async () => {
    const stream = entry({
      mimeType: 'text/event-stream',
      size: 66,
      body: [null, ''],
      startedDateTime: 'stream',
      _eventSourceMessages: [{ eventName: 'message', data: '{"a":1}' }],
    });
    log(stream);
    capture();
    await settle();
    expect(heads()).toHaveLength(1);
    expect(heads()[0]?.requestBody).toBe('a=1');
    expect(messages()).toEqual(['{"a":1}']);
    live({ ...stream, getContent: () => Promise.resolve(['data: {"a":1}', '']) });
    await pass(2500);
    expect(messages()).toEqual(['{"a":1}']);
    expect(bodies()).toEqual([]);
    expect(gaps.unread).toBe(0);
  });

  it('[T10] whose body comes only at their end are said to be unread until then', async () => {
    const stream = { mimeType: 'application/x-ndjson', size: 66, startedDateTime: 'stream' };
    capture();
    await settle();
    const open = entry({ ...stream, body: new Promise(() => undefined) });
    log(open);
    await pass(4500);
    expect(gaps.unread).toBe(1);
    // Its answer would take until the end.
    expect(open.getContent).not.toHaveBeenCalled();
    live(entry({ ...stream, body: ['{"b":2}', ''] }));
    await settle();
    expect(bodies()).toEqual(['{"b":2}']);
    expect(gaps.unread).toBe(0);
  });
});
