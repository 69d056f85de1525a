import { PARTS } from '../../../src/core/conversation/part.ts';
import { describe, expect, test } from 'vitest';
import type { Call } from '../../../src/synap/wire/endpoints.ts';
import { confirmNoMessages } from '../../../src/synap/send/failure.ts';
import { ID, WIRE } from '../../support/synap/fixtures.ts';
import { API_KEY, harness, jsonResponse, NOW, scriptedFetch, target } from '../../support/synap/harness.ts';

const STATUS = { part: PARTS.status, conversationId: ID } as const;
const SUMMARY = { part: PARTS.summary, conversationId: ID } as const;
const COMPACT = { name: 'compact', conversationId: ID, strategy: 'balanced', targetTokens: null, force: true } as const;

async function answerOf(call: Call, status: number, body: unknown = {}, headers: Record<string, string> = {}) {
  const { fetch, asked } = scriptedFetch(() => jsonResponse(body, status, headers));
  const { client } = harness({ fetch });
  return { outcome: await client.send(target(), call), asked };
}

describe('what is sent', () => {
  test('[F81] headers, and nothing the browser would add', async () => {
    const { asked } = await answerOf(STATUS, 200, WIRE.status);
    const [{ url, init } = { url: '', init: {} }] = asked;
    expect(url).toBe(`https://synap.example.com/v1/conversations/${ID}/compaction/status`);
    expect(init).toMatchObject({
      method: 'GET',
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    expect(init.headers).toEqual({
      Accept: 'application/json',
      Authorization: `Bearer ${API_KEY}`,
      'X-Correlation-ID': `syn_a1b2c3_${NOW}_800000`,
      'X-Instance-ID': 'inst_a1b2c3d4e5f60718',
      'X-Client-ID': 'cli_0123456789abcdef',
    });
    expect(init.body).toBeUndefined();
  });

  test('a POST carries its body and says so', async () => {
    const { asked } = await answerOf(COMPACT, 200, WIRE.compact);
    expect(asked[0]?.init.headers).toMatchObject({ 'Content-Type': 'application/json' });
    expect(asked[0]?.init.body).toBe(`{"conversation_id":"${ID}","force":true,"strategy":"balanced"}`);
  });

  test.each([null, 'inst_', 'bad\r\nX-Evil: 1', 'inst_ключ12'])(
    'ids that are unknown or unfit are left out: %j',
    async (id) => {
      const { fetch, asked } = scriptedFetch(() => jsonResponse(WIRE.whoami));
      await harness({ fetch }).client.send({ ...target(), instanceId: id, clientId: null }, { name: 'whoami' });
      expect(asked[0]?.init.headers).toMatchObject({ 'X-Correlation-ID': `syn_000000_${NOW}_800000` });
      expect(asked[0]?.init.headers).not.toHaveProperty('X-Client-ID');
      if (id !== 'inst_') expect(asked[0]?.init.headers).not.toHaveProperty('X-Instance-ID');
    },
  );

  test('[F85] a key never goes over http beyond loopback', async () => {
    const { fetch, asked } = scriptedFetch(() => jsonResponse({}));
    const outcome = await harness({ fetch }).client.send(target('http://synap.example.com'), STATUS);
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'bad-base-url', fault: 'not-https' } });
    expect(asked).toHaveLength(0);
  });

  test('[F84] a key that cannot stand in a header is not sent', async () => {
    const { fetch, asked } = scriptedFetch(() => jsonResponse({}));
    const outcome = await harness({ fetch }).client.send({ ...target(), apiKey: 'synap\nX-Evil: 1' }, STATUS);
    expect(outcome).toEqual({ ok: false, error: { kind: 'bad-key', fault: 'whitespace' } });
    expect(asked).toHaveLength(0);
  });
});

describe('an answer', () => {
  test('is decoded, comes as received too, and says where from', async () => {
    const body = { ...WIRE.status, something_new: [1] };
    const { outcome } = await answerOf(STATUS, 200, body);
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        data: { state: 'completed', latestVersion: 3 },
        raw: JSON.stringify(body),
        meta: {
          source: 'cloud',
          correlationId: `syn_a1b2c3_${NOW}_800000`,
          retrievedAt: NOW,
          expiresAt: NOW,
          tookMs: 0,
          serverSkewMs: 0,
        },
      },
    });
  });

  test('[T07] is kept as the text that came: digits, order, repeated keys, __proto__ and blanks', async () => {
    const state =
      '{ "id": 12345678901234567890, "price": 19.90, "limit": 1e400, "10": 1, "9": 2, "__proto__": {}, "9": 3 }';
    const body = `{"formatted_context": "x",\n "current_state": ${state}}`;
    const { fetch } = scriptedFetch(() => new Response(body, { headers: { 'Content-Type': 'application/json' } }));
    const outcome = await harness({ fetch }).client.send(target(), SUMMARY);
    expect(outcome).toMatchObject({ ok: true, value: { raw: body, data: { currentState: state } } });
  });

  test.each([
    `{"status":"none","echo":"${API_KEY}"}`,
    `{"status":"none","echo":"\\u0073${API_KEY.slice(1)}"}`,
    `{"status":"none","echo":"\\u0073${API_KEY.slice(1)}","echo":1}`,
    `{"status":"none","${API_KEY}":{"deep":["${API_KEY}"]}}`,
  ])('that echoes the key is kept without it: %s', async (body) => {
    const { fetch } = scriptedFetch(() => new Response(body, { headers: { 'Content-Type': 'application/json' } }));
    const outcome = await harness({ fetch }).client.send(target(), STATUS);
    const raw = outcome.ok ? outcome.value.raw : '';
    expect(JSON.parse(raw)).toMatchObject({ status: 'none' });
    expect(raw + JSON.stringify(JSON.parse(raw))).not.toContain(API_KEY);
  });

  test.each([
    [3 * 3_600_000, 3 * 3_600_000],
    [-60_000, -60_000],
    [-1_000, 0],
    [1_000, 0],
  ])('[F49] from a clock %d ms off has a skew of %d', async (offMs, serverSkewMs) => {
    const { outcome } = await answerOf(STATUS, 200, WIRE.status, { Date: new Date(NOW + offMs).toUTCString() });
    expect(outcome).toMatchObject({ ok: true, value: { meta: { serverSkewMs } } });
  });

  test.each([
    ['41', 41],
    [' 41.4 ', 41],
    ['0', 0],
    [null, null],
    ['', null],
    ['-1', null],
    ['1e9', null],
    ['fast', null],
  ])('whose server says that it took %j ms is logged with %j', async (said, serverMs) => {
    const headers: Record<string, string> = said === null ? {} : { 'X-Synap-Server-Ms': said };
    for (const status of [200, 503]) {
      const { fetch } = scriptedFetch(() => jsonResponse(WIRE.status, status, headers));
      const { client, reports, onAttempt } = harness({ fetch });
      await client.send(target(), STATUS, { onAttempt });
      expect(reports[0]).toMatchObject({ status, serverMs });
    }
  });

  test('[F30] a summary that does not exist yet is an answer', async () => {
    const { outcome } = await answerOf(SUMMARY, 404, { detail: 'none yet' });
    expect(outcome).toMatchObject({ ok: true, value: { data: null, raw: '{"detail":"none yet"}' } });
  });

  test('[F38] without anything expected is told so, with the path', async () => {
    const { outcome } = await answerOf(STATUS, 200, { hello: 1 });
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'unexpected-shape', path: '$.status' } });
  });
});

describe('an echo [root 1]', () => {
  const OTHER = '5537b6c6-fb4a-53c3-aac3-6676d812a800';
  const PROMPT: Call = { part: PARTS.prompt, conversationId: ID };
  const COMPLETE: [Call, Record<string, unknown>][] = [
    [STATUS, WIRE.status],
    [SUMMARY, WIRE.summary],
    [PROMPT, WIRE.prompt],
    [COMPACT, WIRE.compact],
  ];

  test.each(COMPLETE)('of another conversation makes the answer an error: %j', async (call, body) => {
    for (const echo of [OTHER, OTHER.toUpperCase(), `urn:uuid:${OTHER}`, 'conversation-17']) {
      const { outcome } = await answerOf(call, 200, { ...body, conversation_id: echo });
      const error = { kind: 'unexpected-shape', path: '$.conversation_id', otherId: echo };
      expect(outcome).toMatchObject({ ok: false, error });
    }
  });

  test('inside the envelope of one client counts too', async () => {
    const { outcome } = await answerOf(PROMPT, 200, { context_for_prompt: { ...WIRE.prompt, conversation_id: OTHER } });
    expect(outcome).toMatchObject({ ok: false, error: { otherId: OTHER } });
  });

  test.each(COMPLETE)('of the same one in any spelling, or none, is fine: %j', async (call, body) => {
    const spellings = [
      ID,
      ID.toUpperCase(),
      ID.replaceAll('-', ''),
      `urn:uuid:${ID}`,
      `{${ID}}`,
      ` ${ID} `,
      '',
      null,
      7,
    ];
    for (const echo of [...spellings, undefined]) {
      const { outcome } = await answerOf(call, 200, { ...body, conversation_id: echo });
      expect([echo, outcome.ok]).toEqual([echo, true]);
    }
  });
});

describe('a refusal', () => {
  test.each<[string, Call, number, string]>([
    ['F27', STATUS, 401, 'key-refused'],
    ['F28', COMPACT, 402, 'no-credits'],
    ['F29', STATUS, 403, 'no-messages'],
    ['F29', { name: 'whoami' }, 403, 'key-refused'],
    ['F29', { name: 'balance' }, 403, 'rejected'],
    ['F30', STATUS, 404, 'unknown-conversation'],
    ['F30', { part: { ...PARTS.prompt, style: 'narrative' }, conversationId: ID }, 404, 'unknown-conversation'],
    ['F30', { name: 'whoami' }, 404, 'rejected'],
    ['F31', COMPACT, 409, 'conflict'],
    ['F31', STATUS, 400, 'rejected'],
    ['F31', STATUS, 422, 'rejected'],
    ['F31', STATUS, 418, 'rejected'],
    ['F32', STATUS, 429, 'rate-limited'],
    ['F34', COMPACT, 503, 'unavailable'],
  ])('[%s] %j with %d is %s, and asked once', async (_row, call, status, kind) => {
    const { outcome, asked } = await answerOf(call, status, { detail: 'words', code: 'CODE' });
    const correlationId = `syn_a1b2c3_${NOW}_800000`;
    expect(outcome).toMatchObject({
      ok: false,
      error: { kind, status, correlationId, serverWords: 'words', serverCode: 'CODE' },
    });
    expect(asked).toHaveLength(1);
  });

  test('[F32] by the rate limit says until when and why, and is not repeated here', async () => {
    const body = { error: 'trial_limit_reached', upgrade_url: 'https://example.com/up', manage_url: 'javascript:1' };
    const { outcome, asked } = await answerOf(STATUS, 429, body, { 'Retry-After': '7' });
    expect(outcome).toMatchObject({
      ok: false,
      error: {
        retryAt: NOW + 7_000,
        reason: 'trial_limit_reached',
        upgradeUrl: 'https://example.com/up',
        manageUrl: null,
      },
    });
    expect(asked).toHaveLength(1);
  });

  test('[F29] by 403 is the key’s fault only when whoami says so', () => {
    const facts = { status: 403, correlationId: 'syn_1', serverWords: null, serverCode: null };
    const probable = { kind: 'no-messages', keyWorks: false, ...facts } as const;
    expect(confirmNoMessages(probable, null)).toEqual({ ...probable, keyWorks: true });
    expect(confirmNoMessages(probable, { kind: 'timeout', afterMs: 1, correlationId: 'x' })).toEqual(probable);
    expect(confirmNoMessages(probable, { ...facts, kind: 'key-refused', status: 401 })).toEqual({
      ...facts,
      kind: 'key-refused',
    });
  });
});

describe('the key', () => {
  test.each([200, 400, 401, 402, 429, 503])(
    '[F79] is in nothing that comes out of a %d, even when the server repeats it',
    async (status) => {
      const echo = {
        ...WIRE.status,
        detail: `bad ${API_KEY}`,
        code: API_KEY,
        [API_KEY]: API_KEY,
        upgrade_url: `https://example.com/${API_KEY}`,
      };
      const { fetch } = scriptedFetch(() => jsonResponse(echo, status, { 'Retry-After': API_KEY }));
      const { client, reports, onAttempt } = harness({ fetch });
      const outcome = await client.send(target(), STATUS, { onAttempt });
      expect(JSON.stringify([outcome, reports])).not.toContain('c4n4ry');
    },
  );

  test('[F79] is in no error when fetch repeats it', async () => {
    const { fetch } = scriptedFetch(() => Promise.reject(new TypeError(`"Bearer ${API_KEY}" is no header`)));
    const { client, reports, onAttempt } = harness({ fetch });
    const outcome = await client.send(target(), STATUS, { onAttempt });
    expect(JSON.stringify([outcome, reports])).not.toContain('c4n4ry');
  });

  test('[F79] is not in a content type', async () => {
    const { fetch } = scriptedFetch(() => new Response('x', { headers: { 'Content-Type': `text/${API_KEY}` } }));
    const outcome = await harness({ fetch }).client.send(target(), STATUS);
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'not-synap' } });
    expect(JSON.stringify(outcome)).not.toContain('c4n4ry');
  });
});
