import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CapturedRequest, TrafficGaps } from '../../../../src/core/discovery/traffic/captured.ts';
import { fakeDevtools } from '../../../support/fake-devtools.ts';
import { settle } from '../../../support/settle.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: { devtools: fakeDevtools } }));
const { captureRequests } = await import('../../../../src/platform/devtools/captured-requests.ts');
const { onNavigated } = await import('../../../../src/platform/devtools/inspected-document.ts');

const { network } = fakeDevtools;
let captured: CapturedRequest[];
let gaps: TrafficGaps;
let serial = 0;

const unseen = () => () => undefined;
const capture = (): void =>
  onTestFinished(
    captureRequests({
      take: (request) => captured.push(request),
      tell: (next) => {
        gaps = next;
      },
      onVisibility: unseen,
    }),
  );
const bodies = () => captured.flatMap(({ responseBody }) => (responseBody === null ? [] : [responseBody]));
const messages = () => captured.flatMap((request) => request.messages);
const urls = () => captured.filter(({ isAddressKnown }) => !isAddressKnown).map(({ url }) => url);
const live = (...entries: unknown[]) => entries.forEach((one) => network.onRequestFinished.emit(one));
/** It takes a callback and returns nothing. */
const log = (...entries: unknown[]) => {
  network.getHAR = (answer) => answer?.({ version: '1.2', pages: [], entries });
};

/** One request as Firefox tells it: base64 of what it does not take for text, and the MIME type where Chromium has the encoding. */
function told(mimeType: string, text: string, encoding?: string) {
  serial += 1;
  const content = { mimeType, size: text.length, ...(encoding !== undefined && { encoding }) };
  const head = {
    startedDateTime: `t${serial}`,
    request: { url: `https://app.test/${serial}`, headers: [], bodySize: 0 },
  };
  const response = { redirectURL: '', headers: [] };
  return {
    live: {
      ...head,
      response: { ...response, content: { ...content, comment: 'not included' } },
      getContent: (...given: unknown[]) =>
        given.length > 0 ? expect.unreachable('it complains to a callback') : Promise.resolve([text, mimeType]),
    },
    logged: { ...head, response: { ...response, content: { ...content, text } } },
  };
}

vi.stubGlobal('location', { protocol: 'moz-extension:' });

beforeEach(() => {
  captured = [];
  gaps = { unread: 0, cut: 0 };
  log();
  network.onRequestFinished.listeners.clear();
});

describe('requests in Firefox', () => {
  const NOT_TEXT = ['application/x-ndjson', 'application/x-www-form-urlencoded', 'application/grpc-web-text', ''];
  const types = NOT_TEXT.map((mimeType) => told(mimeType, btoa(`id of ${mimeType}`), 'base64'));
  const texts = NOT_TEXT.map((mimeType) => `id of ${mimeType}`).toSorted();

  it('come with their bodies live', async () => {
    capture();
    live(...types.map((one) => one.live), told('application/json', '{"a":1}').live);
    await settle();
    expect(bodies().toSorted()).toEqual([...texts, '{"a":1}'].toSorted());
    expect(gaps).toEqual({ unread: 0, cut: 0 });
  });

  it('come with their bodies from the log, once', async () => {
    log(...types.map((one) => one.logged));
    capture();
    live(...types.map((one) => one.live));
    await settle();
    expect(bodies().toSorted()).toEqual(texts);
  });

  it('come without the body that has gone with its page', async () => {
    capture();
    const gone = told('application/json', '{}').live;
    live({ ...gone, getContent: () => Promise.reject(new Error('Unexpected error while fetching response content')) });
    await settle();
    expect(urls()).toHaveLength(1);
    expect(bodies()).toEqual([]);
    expect(gaps).toEqual({ unread: 1, cut: 0 });
  });

  it('may hold characters that base64 cannot, in a body that is said to be base64', async () => {
    capture();
    live(told('application/x-ndjson', '{"title":"\u65c5\u884c"}', 'base64').live);
    await settle();
    expect(bodies()).toEqual(['{"title":"\u65c5\u884c"}']);
  });

  it('to an event stream come with the events so far, and with each later one once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const stream = told('text/event-stream', 'data: {"a":1}\n\ndata: {"b"');
    const whole = 'data: {"a":1}\n\ndata: {"b":2}\n\n';
    const { response } = stream.logged;
    const later = { ...stream.logged, response: { ...response, content: { ...response.content, text: whole } } };
    log(stream.logged);
    capture();
    await vi.advanceTimersByTimeAsync(1000);
    expect(messages()).toEqual(['data: {"a":1}']);
    log(later);
    live(stream.live);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(messages()).toEqual(['data: {"a":1}', 'data: {"b":2}']);
    expect(bodies()).toEqual([]);
    vi.useRealTimers();
  });

  it('to an event stream that has ended come as its body, once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const stream = told('text/event-stream', 'data: {"a":1}\n\n');
    capture();
    await vi.advanceTimersByTimeAsync(0);
    live(stream.live);
    log(stream.logged);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(bodies()).toEqual(['data: {"a":1}\n\n']);
    expect(messages()).toEqual([]);
    vi.useRealTimers();
  });

  it('to a socket are said to be unread, because nobody tells their messages', async () => {
    const socket = told('text/plain', '');
    const request = { ...socket.logged.request, url: 'wss://app.test/socket' };
    log({ ...socket.logged, request });
    capture();
    await settle();
    expect(urls()).toEqual(['wss://app.test/socket']);
    expect(gaps).toEqual({ unread: 1, cut: 0 });
  });

  it('that are open in the log are read again at their end', async () => {
    const lines = told('application/x-ndjson', '{"a":1}\n');
    const whole = told('application/x-ndjson', '{"a":1}\n{"b":2}\n');
    log(lines.logged);
    capture();
    await settle();
    expect(bodies()).toEqual(['{"a":1}\n']);
    live({ ...whole.live, startedDateTime: lines.live.startedDateTime, request: lines.live.request });
    await settle();
    expect(bodies().at(-1)).toBe('{"a":1}\n{"b":2}\n');
  });

  it('of an earlier document are not counted as unread any more', async () => {
    let timeOrigin = 1;
    fakeDevtools.inspectedWindow.eval = (code) =>
      Promise.resolve([code.includes('href') ? { timeOrigin, url: 'https://app.test/' } : timeOrigin, null]);
    onTestFinished(onNavigated(() => undefined, unseen));
    capture();
    const huge = told('application/json', 'x').live;
    const { response } = huge;
    const at = (time: number) => ({
      ...huge,
      startedDateTime: new Date(time).toISOString(),
      response: { ...response, content: { ...response.content, size: 1e9 } },
    });
    live(at(1000), at(5000));
    await settle();
    await settle();
    expect(gaps.unread).toBe(2);
    timeOrigin = 3000;
    network.onNavigated.emit('https://app.test/');
    await settle();
    expect(gaps.unread).toBe(1);
  });

  it('are lost while the log is read: it is read rarely', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const one = told('application/json', '{}');
    let reads = 0;
    network.getHAR = (answer) => {
      reads += 1;
      answer?.({ entries: [one.logged] });
    };
    capture();
    for (let n = 0; n < 120; n += 1) {
      live(told('application/json', '{}').live);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(reads).toBeGreaterThan(1);
    expect(reads).toBeLessThan(10);
    vi.useRealTimers();
  });
});
