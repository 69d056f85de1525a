/** Against real servers on loopback: what a scripted fetch could only pretend. */
import { PARTS } from '../../../src/core/conversation/part.ts';
import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { MAX_ANSWER_BYTES } from '../../../src/synap/send/body.ts';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { HEADERS_LIMIT_MS, TOTAL_LIMIT_MS } from '../../../src/synap/client.ts';
import { until } from '../../support/settle.ts';
import { ID, WIRE } from '../../support/synap/fixtures.ts';
import { API_KEY, harness, target } from '../../support/synap/harness.ts';
import { listen, sendJson, type Loopback } from '../../support/synap/loopback.ts';

const STATUS = { part: PARTS.status, conversationId: ID } as const;
const COMPACT = { name: 'compact', conversationId: ID, strategy: null, targetTokens: 900, force: false } as const;
const JSON_TYPE = { 'Content-Type': 'application/json' };

const servers: Loopback[] = [];

async function serve(answer: (response: ServerResponse) => void): Promise<Loopback> {
  const server = await listen(answer);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function statusFrom(answer: (response: ServerResponse) => void) {
  const server = await serve(answer);
  const { client } = harness();
  return { outcome: await client.send(target(server.baseUrl), STATUS), requests: server.seen.length };
}

test('a POST as it arrives', async () => {
  const server = await serve((response) => sendJson(response, 200, WIRE.compact));
  const outcome = await harness().client.send(target(server.baseUrl), COMPACT);
  expect(outcome).toMatchObject({
    ok: true,
    value: { data: { compactionId: 'cmp_2' }, raw: JSON.stringify(WIRE.compact) },
  });
  expect(server.seen).toMatchObject([
    {
      method: 'POST',
      url: '/v1/conversations/compact',
      body: `{"conversation_id":"${ID}","force":false,"target_tokens":900}`,
      headers: {
        authorization: `Bearer ${API_KEY}`,
        'content-type': 'application/json',
        'x-instance-id': 'inst_a1b2c3d4e5f60718',
      },
    },
  ]);
  expect(server.seen[0]?.headers).not.toHaveProperty('cookie');
  expect(server.seen[0]?.headers).not.toHaveProperty('referer');
});

describe('[F37] what is no JSON', () => {
  const good = JSON.stringify(WIRE.status);
  test.each<[string, string | Buffer]>([
    ['truncated', good.slice(0, -2)],
    ['empty', ''],
    ['bad UTF-8', Buffer.concat([Buffer.from('{"status":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])],
    ['UTF-16 with a BOM', Buffer.from(`\ufeff${good}`, 'utf16le')],
    ['two documents', good + good],
    ['NaN', '{"status":"none","compression_ratio":NaN}'],
  ])('%s', async (_name, body) => {
    const { outcome, requests } = await statusFrom((response) => sendJson(response, 200, body));
    expect(outcome).toMatchObject({
      ok: false,
      error: { kind: 'not-synap', status: 200, contentType: 'application/json' },
    });
    expect(requests).toBe(1);
  });

  test('a BOM before good UTF-8 is skipped', async () => {
    const { outcome } = await statusFrom((response) => sendJson(response, 200, `\ufeff${good}`));
    expect(outcome).toMatchObject({ ok: true, value: { data: { state: 'completed' } } });
  });

  test('no content at all', async () => {
    const { outcome } = await statusFrom((response) => void response.writeHead(204).end());
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'not-synap', status: 204, contentType: null } });
  });
});

test('[F41] a login page as 200', async () => {
  const { outcome, requests } = await statusFrom((response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<title>Sign in</title>');
  });
  expect(outcome).toMatchObject({
    ok: false,
    error: { kind: 'not-synap', status: 200, contentType: 'text/html; charset=utf-8' },
  });
  expect(requests).toBe(1);
});

describe('[F39] too much', () => {
  const tooLarge = { ok: false, error: { kind: 'too-large', limitBytes: MAX_ANSWER_BYTES } };

  test('a body without end is cut', async () => {
    let closed = false;
    const { outcome, requests } = await statusFrom((response) => {
      response.writeHead(200, JSON_TYPE);
      response.on('close', () => (closed = true));
      const chunk = Buffer.alloc(1 << 20, ' ');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    expect(outcome).toMatchObject(tooLarge);
    expect(requests).toBe(1);
    await until(() => closed);
  });

  test('a gzip bomb is counted after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20, ' '));
    expect(bomb.byteLength).toBeLessThan(MAX_ANSWER_BYTES / 10);
    const { outcome } = await statusFrom((response) => sendJson(response, 200, bomb, { 'Content-Encoding': 'gzip' }));
    expect(outcome).toMatchObject(tooLarge);
  });

  test('the limit itself is allowed', async () => {
    const body = JSON.stringify(WIRE.status);
    const { outcome } = await statusFrom((response) => sendJson(response, 200, body.padEnd(MAX_ANSWER_BYTES)));
    expect(outcome).toMatchObject({ ok: true });
  });

  test('of a failure only the beginning is read', async () => {
    const { outcome } = await statusFrom((response) => void response.writeHead(400).end('x'.repeat(20 << 20)));
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'rejected', status: 400 } });
  });
});

describe('[F40] a redirect', () => {
  test.each([301, 302, 303, 307, 308])('%d is refused, and the other host sees nothing', async (status) => {
    const other = await serve((response) => sendJson(response, 200, WIRE.status));
    const { outcome, requests } = await statusFrom(
      (response) => void response.writeHead(status, { Location: other.baseUrl }).end(),
    );
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'redirected' } });
    expect(requests).toBe(1);
    expect(other.seen).toHaveLength(0);
  });

  test('is known by its opaque answer, as browsers give it', async () => {
    const opaque = Object.create(Response.error(), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
    }) as Response;
    const { client, reports, onAttempt } = harness({ fetch: async () => opaque });
    const outcome = await client.send(target(), STATUS, { onAttempt });
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'redirected', origin: 'https://synap.example.com' } });
    expect(reports).toMatchObject([{ status: null, errorKind: 'redirected' }]);
  });
});

describe('a connection', () => {
  test('[F42] that is refused', async () => {
    const server = await listen(() => undefined);
    await server.close();
    const { client, reports, onAttempt } = harness();
    const outcome = await client.send(target(server.baseUrl), STATUS, { onAttempt });
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'unreachable', origin: server.baseUrl } });
    expect(reports).toHaveLength(3);
  });

  test('[F43] that is reset in mid-body', async () => {
    const { outcome, requests } = await statusFrom((response) => {
      response.writeHead(200, { ...JSON_TYPE, 'Content-Length': '500' });
      response.write('{"status":"completed"', () => response.destroy());
    });
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(requests).toBe(3);
  });

  test('[F45] that is reset under a compaction', async () => {
    const server = await serve((response) => void response.destroy());
    const outcome = await harness().client.send(target(server.baseUrl), COMPACT);
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(server.seen).toHaveLength(1);
  });
});

describe('a server', () => {
  test('[F35] that sends no headers is given 15 s', async () => {
    const server = await serve(() => undefined);
    const { client, clock } = harness();
    const sending = client.send(target(server.baseUrl), COMPACT);
    await until(() => server.seen.length === 1);
    clock.advance(HEADERS_LIMIT_MS - 1);
    expect(clock.timers()).toContain(1);
    clock.advance(1);
    expect(await sending).toMatchObject({ ok: false, error: { kind: 'timeout', afterMs: HEADERS_LIMIT_MS } });
    expect(clock.timers()).toEqual([]);
  });

  test('[F36] that drips is given 30 s in all', async () => {
    const server = await serve((response) => {
      response.writeHead(200, JSON_TYPE);
      response.write('{');
    });
    const { client, clock, reports, onAttempt } = harness();
    const sending = client.send(target(server.baseUrl), COMPACT, { onAttempt });
    await until(() => isDeepStrictEqual(clock.timers(), [TOTAL_LIMIT_MS]));
    clock.advance(TOTAL_LIMIT_MS);
    expect(await sending).toMatchObject({ ok: false, error: { kind: 'timeout', afterMs: TOTAL_LIMIT_MS } });
    expect(reports).toMatchObject([{ status: 200, tookMs: TOTAL_LIMIT_MS, errorKind: 'timeout' }]);
    expect(clock.timers()).toEqual([]);
  });

  test('[F36] that drips its refusal is still understood', async () => {
    const server = await serve((response) => {
      response.writeHead(402, JSON_TYPE);
      response.write('{');
    });
    const { client, clock } = harness();
    const sending = client.send(target(server.baseUrl), COMPACT);
    await until(() => isDeepStrictEqual(clock.timers(), [TOTAL_LIMIT_MS]));
    clock.advance(TOTAL_LIMIT_MS);
    expect(await sending).toMatchObject({ ok: false, error: { kind: 'no-credits', status: 402 } });
  });
});
