import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLikely } from '../../../../../src/core/discovery/rank.ts';
import { BODY_LIMIT_CHARS, type CapturedRequest } from '../../../../../src/core/discovery/traffic/captured.ts';
import { findInRequest } from '../../../../../src/core/discovery/traffic/request-hits.ts';
import { captured as request } from '../../../../support/captured.ts';

const A = '0bfa587f-a85c-5cc3-a395-fe8e49851558';
const B = '5537b6c6-fb4a-53c3-aac3-6676d812a800';

const wheres = (parts: Partial<CapturedRequest>): string[] =>
  findInRequest(request(parts)).flatMap(({ evidence }) => evidence.map(({ where }) => where));

describe('ids in a request', () => {
  it('are found in its URL by path part and by parameter', () => {
    expect(wheres({ url: `https://app.test/chat/${A}?message_id=${B}` })).toEqual(['url /chat/', 'url ?message_id=']);
    expect(wheres({ url: `https://app.test/?next=%2Fc%2F${A.toUpperCase()}` })).toEqual(['url /c/']);
    expect(wheres({ url: `https://conversations.test/${A}` })).toEqual(['url /']);
  });

  it('are found in JSON both ways, with path and title', () => {
    const found = findInRequest(
      request({ requestBody: `{"thread":{"id":"${A}"}}`, responseBody: `)]}'\n[{"id":"${B}","title":"Trip"}]` }),
    );
    expect(found).toEqual([
      { id: A, label: null, evidence: [{ source: 'request', where: 'request $.thread.id', count: 1 }] },
      { id: B, label: 'Trip', evidence: [{ source: 'request', where: 'response $[].id', count: 1 }] },
    ]);
  });

  it('are named by the endpoint where the path alone says nothing', () => {
    const responseBody = JSON.stringify({ items: [{ id: A, owner: { user_id: B } }] });
    const [conversation, user] = findInRequest(
      request({ url: 'https://app.test/v1/conversations?limit=5', responseBody }),
    );
    expect(conversation?.evidence[0]?.where).toBe('response /conversations $.items[].id');
    expect(conversation && isLikely(conversation)).toBe(true);
    expect(user && isLikely(user)).toBe(false);
    const messages = findInRequest(
      request({ url: `https://app.test/conversations/${B}/messages`, responseBody: `[{"id":"${A}"}]` }),
    );
    expect(messages.map((found) => isLikely(found))).toEqual([true, false]);
  });

  it('are found in newline-delimited JSON, event streams, forms, multipart and text', () => {
    const lines = `{"type":"x"}\n{"thread_id":"${A}"}\n`;
    expect(wheres({ responseBody: lines, responseMimeType: 'application/x-ndjson' })).toEqual(['response $.thread_id']);
    const stream = `event: start\ndata: {"conversation_id":"${A}"}\n\ndata: [DONE]\n`;
    expect(wheres({ responseBody: stream, responseMimeType: 'text/event-stream' })).toEqual([
      'response $.conversation_id',
    ]);
    const form = {
      requestBody: `a=1&chat_id=${A}`,
      requestMimeType: 'application/x-www-form-urlencoded; charset=UTF-8',
    };
    expect(wheres(form)).toEqual(['request chat_id=']);
    const multipart = `--x\r\nContent-Disposition: form-data; name="session_id"\r\n\r\n${A}\r\n--x--`;
    expect(findInRequest(request({ requestBody: multipart, requestMimeType: 'multipart/form-data' }))).toHaveLength(1);
    expect(wheres({ responseBody: `request id: ${A}`, responseMimeType: 'text/plain' })).toEqual([
      'response request id',
    ]);
  });

  it('count each place once per sighting', () => {
    const [found] = findInRequest(request({ responseBody: JSON.stringify([{ chat: A }, { chat: A }]) }));
    expect(found?.evidence).toEqual([{ source: 'request', where: 'response $[].chat', count: 2 }]);
  });

  it('are not looked for in code, in markup, or beyond a mebibyte', () => {
    for (const [type, body] of [
      ['text/html; charset=utf-8', `<!doctype html><p data-conversation-id="${A}">`],
      ['text/plain', `<html><p data-conversation-id="${A}">`],
      ['application/xhtml+xml', `<?xml version="1.0"?><html xmlns="x"><p id="${A}"/></html>`],
      ['text/html', `<li><a href="/chat/${A}">Trip</a></li>`],
      ['text/javascript', `const build = "${A}";`],
      ['application/javascript', `(self.chunks=self.chunks||[]).push(["${A}"])`],
    ] as const)
      expect(wheres({ responseBody: body, responseMimeType: type }), body).toEqual([]);
    expect(wheres({ responseBody: `${' '.repeat(BODY_LIMIT_CHARS)}${A}`, responseMimeType: 'text/plain' })).toEqual([]);
  });

  it('[T44] are found in JSON that was cut off, with their path and title', () => {
    const responseBody = `{"conversations":[{"id":"${A}","title":"First"},{"id":"${B}","title":"Sec`;
    expect(findInRequest(request({ responseBody }))).toEqual([
      { id: A, label: 'First', evidence: [{ source: 'request', where: 'response $.conversations[].id', count: 1 }] },
      { id: B, label: null, evidence: [{ source: 'request', where: 'response $.conversations[].id', count: 1 }] },
    ]);
    const long = `{"conversation_id":"${A}","text":"${'x'.repeat(BODY_LIMIT_CHARS)}"}`;
    expect(wheres({ responseBody: long })).toEqual(['response $.conversation_id']);
  });

  it('never throw, whatever the bodies are', () => {
    const body = fc.oneof(fc.string({ unit: 'binary' }), fc.json()).map((text) => text.replace(/[a-z]/i, A));
    fc.assert(
      fc.property(
        body,
        body,
        fc.constantFrom('', 'application/json', 'text/event-stream'),
        (url, responseBody, mime) => {
          const found = findInRequest(request({ url, responseBody, responseMimeType: mime }));
          expect(found.every(({ id }) => id === A)).toBe(true);
        },
      ),
    );
  });
});
