import { PARTS } from '../../../src/core/conversation/part.ts';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { fail, succeed } from '../../../src/core/errors.ts';
import { HEADERS_LIMIT_MS, OVERALL_LIMIT_MS } from '../../../src/synap/client.ts';
import { ID, WIRE } from '../../support/synap/fixtures.ts';
import {
  createSkippingClock,
  harness,
  jsonResponse,
  NOW,
  scriptedFetch,
  silentFetch,
  target,
} from '../../support/synap/harness.ts';
import { until } from '../../support/settle.ts';

const STATUS = { part: PARTS.status, conversationId: ID } as const;
const COMPACT = { name: 'compact', conversationId: ID, strategy: null, targetTokens: null, force: false } as const;
const good = () => jsonResponse(WIRE.status);
const broken = (): Response => {
  throw new TypeError('Failed to fetch');
};

describe('[F34] a question that is safe to repeat', () => {
  test.each([500, 502, 503, 504])(
    'is asked again after %d, with growing waits, and each attempt is told',
    async (status) => {
      const { fetch, asked } = scriptedFetch(() => jsonResponse({}, status), broken, good);
      const { client, clock, reports, onAttempt } = harness({ fetch });
      const admitted: number[] = [];
      const admit = async (attempt: number) => {
        admitted.push(attempt);
        return succeed(undefined);
      };
      const outcome = await client.send(target(), STATUS, { admit, onAttempt });
      expect(outcome).toMatchObject({ ok: true, value: { meta: { retrievedAt: NOW + 4_500 } } });
      expect(asked).toHaveLength(3);
      expect(admitted).toEqual([1, 2, 3]);
      // 1 s and 2 s, times the dice's 1.5.
      expect(clock.skipped).toEqual([1_500, 3_000]);
      const path = `/v1/conversations/${ID}/compaction/status`;
      const common = { call: 'status', method: 'GET', path, body: null, serverMs: null, tookMs: 0 };
      expect(reports).toEqual([
        {
          ...common,
          attempt: 1,
          startedAt: NOW,
          status,
          errorKind: 'unavailable',
          correlationId: `syn_a1b2c3_${NOW}_800000`,
        },
        {
          ...common,
          attempt: 2,
          startedAt: NOW + 1_500,
          status: null,
          errorKind: 'unreachable',
          correlationId: `syn_a1b2c3_${NOW + 1_500}_800000`,
        },
        {
          ...common,
          attempt: 3,
          startedAt: NOW + 4_500,
          status: 200,
          errorKind: null,
          correlationId: `syn_a1b2c3_${NOW + 4_500}_800000`,
        },
      ]);
    },
  );

  test('is given up after three attempts, with the last error', async () => {
    const { fetch, asked } = scriptedFetch(broken, broken, () => jsonResponse({}, 502), good);
    const outcome = await harness({ fetch }).client.send(target(), STATUS);
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'unavailable', status: 502, repeated: true } });
    expect(asked).toHaveLength(3);
  });

  test.each([
    [() => jsonResponse({}, 501), 'unavailable'],
    [() => jsonResponse({}, 429), 'rate-limited'],
    [() => new Response('<html>'), 'not-synap'],
    [() => jsonResponse({}), 'unexpected-shape'],
  ])('is not asked again where that helps nothing: %#', async (answer, kind) => {
    const { fetch, asked } = scriptedFetch(answer, good);
    expect(await harness({ fetch }).client.send(target(), STATUS)).toMatchObject({ ok: false, error: { kind } });
    expect(asked).toHaveLength(1);
  });

  test('[F35] is not asked again after a silence: 15 s were waited already', async () => {
    const clock = createSkippingClock(HEADERS_LIMIT_MS);
    const { client, reports, onAttempt } = harness({ fetch: silentFetch, clock });
    const outcome = await client.send(target(), STATUS, { onAttempt });
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'timeout', afterMs: HEADERS_LIMIT_MS } });
    expect(reports.map((report) => report.tookMs)).toEqual([HEADERS_LIMIT_MS]);
  });
});

describe('[F34] between two attempts it', () => {
  test('waits as long as the server says', async () => {
    const { fetch } = scriptedFetch(() => jsonResponse({}, 503, { 'Retry-After': '8' }), good);
    const { client, clock } = harness({ fetch });
    expect(await client.send(target(), STATUS)).toMatchObject({ ok: true });
    expect(clock.skipped).toEqual([8_000]);
  });

  test('sits out no long wait', async () => {
    const { fetch, asked } = scriptedFetch(() => jsonResponse({}, 503, { 'Retry-After': '11' }), good);
    const outcome = await harness({ fetch }).client.send(target(), STATUS);
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'unavailable', repeated: false } });
    expect(asked).toHaveLength(1);
  });

  test('makes no second attempt when the first took nearly all the time there is', async () => {
    const clock = createSkippingClock(Infinity);
    const { fetch, asked } = scriptedFetch(() => {
      clock.advance(OVERALL_LIMIT_MS - 1_000);
      return jsonResponse({}, 503);
    });
    await harness({ fetch, clock }).client.send(target(), STATUS);
    expect(asked).toHaveLength(1);
  });
});

describe('[F45] a compaction is sent once, whatever happens', () => {
  test.each([
    () => jsonResponse({}, 500),
    () => jsonResponse({}, 503, { 'Retry-After': '1' }),
    () => jsonResponse({}, 429, { 'Retry-After': '1' }),
    () => jsonResponse({}, 409),
    () => jsonResponse({}),
    () => new Response('{"compaction_id":'),
    broken,
  ])('%#', async (answer) => {
    const { fetch, asked } = scriptedFetch(answer, () => jsonResponse(WIRE.compact));
    const { client, clock } = harness({ fetch });
    expect((await client.send(target(), COMPACT)).ok).toBe(false);
    expect(asked).toHaveLength(1);
    expect(clock.skipped).toEqual([]);
  });

  test('no answer at all', async () => {
    const fetch = vi.fn(silentFetch);
    const { client, clock, reports, onAttempt } = harness({ fetch });
    const sending = client.send(target(), COMPACT, { onAttempt });
    await until(() => clock.timers().includes(HEADERS_LIMIT_MS));
    clock.advance(HEADERS_LIMIT_MS);
    expect(await sending).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(reports).toMatchObject([
      { call: 'compact', method: 'POST', attempt: 1, body: `{"conversation_id":"${ID}","force":false}` },
    ]);
  });
});

describe('the budget', () => {
  test('may refuse, and then nothing is sent', async () => {
    const { fetch, asked } = scriptedFetch(good);
    const { client, reports, onAttempt } = harness({ fetch });
    const admit = async () => fail({ kind: 'queue-full', waiting: 40 });
    expect(await client.send(target(), STATUS, { admit, onAttempt })).toEqual(
      fail({ kind: 'queue-full', waiting: 40 }),
    );
    expect(asked).toHaveLength(0);
    expect(reports).toHaveLength(0);
  });

  test('that throws is a bug, and not swallowed or retried', async () => {
    const admit = vi.fn(() => Promise.reject(new RangeError('bug')));
    await expect(harness().client.send(target(), STATUS, { admit })).rejects.toThrow('bug');
    expect(admit).toHaveBeenCalledTimes(1);
  });
});

describe('[F42] offline', () => {
  test('is told without sending or spending anything', async () => {
    const { fetch, asked } = scriptedFetch(good);
    const admit = vi.fn(async () => succeed(undefined));
    const outcome = await harness({ fetch, isOnline: () => false }).client.send(target(), STATUS, { admit });
    expect(outcome).toEqual(fail({ kind: 'offline', correlationId: `syn_a1b2c3_${NOW}_800000` }));
    expect([asked.length, admit.mock.calls.length]).toEqual([0, 0]);
  });

  test('is told when it is why the transfer broke', async () => {
    let online = true;
    const { fetch } = scriptedFetch(() => {
      online = false;
      return broken();
    });
    expect(await harness({ fetch, isOnline: () => online }).client.send(target(), STATUS)).toMatchObject({
      error: { kind: 'offline' },
    });
  });

  test('is no word for a compaction that was sent and may have got through [F45]', async () => {
    let online = true;
    const { fetch } = scriptedFetch(() => {
      online = false;
      return broken();
    });
    const { client } = harness({ fetch, isOnline: () => online });
    expect(await client.send(target(), COMPACT)).toMatchObject({ error: { kind: 'unreachable' } });
    expect(await client.send(target(), COMPACT)).toMatchObject({ error: { kind: 'offline' } });
  });
});

describe('[F88] the caller may stop', () => {
  const CANCELLED = fail({ kind: 'cancelled' });

  test('before', async () => {
    const { fetch, asked } = scriptedFetch(good);
    expect(await harness({ fetch }).client.send(target(), STATUS, { signal: AbortSignal.abort() })).toEqual(CANCELLED);
    expect(asked).toHaveLength(0);
  });

  test('while the budget is waited for', async () => {
    const { fetch, asked } = scriptedFetch(good);
    const controller = new AbortController();
    const admit = async () => {
      controller.abort();
      return succeed(undefined);
    };
    expect(await harness({ fetch }).client.send(target(), STATUS, { admit, signal: controller.signal })).toEqual(
      CANCELLED,
    );
    expect(asked).toHaveLength(0);
  });

  test('while an answer is waited for, and no timer stays behind', async () => {
    const controller = new AbortController();
    const { client, clock, reports, onAttempt } = harness({ fetch: silentFetch });
    const sending = client.send(target(), STATUS, { signal: controller.signal, onAttempt });
    await until(() => clock.timers().length > 0);
    controller.abort();
    expect(await sending).toEqual(CANCELLED);
    expect(reports).toMatchObject([{ errorKind: 'cancelled', status: null }]);
    expect(clock.timers()).toEqual([]);
  });

  test('between two attempts', async () => {
    const controller = new AbortController();
    const { fetch, asked } = scriptedFetch(broken, good);
    const { client, clock } = harness({ fetch, clock: createSkippingClock(0) });
    const sending = client.send(target(), STATUS, { signal: controller.signal });
    await until(() => isDeepStrictEqual(clock.timers(), [1_500]));
    controller.abort();
    expect(await sending).toEqual(CANCELLED);
    expect(asked).toHaveLength(1);
    expect(clock.timers()).toEqual([]);
  });
});
