import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRequestQueue } from '../../../../src/background/outbound/request-queue.ts';
import { STATUS } from '../../../../src/core/conversation/part.ts';
import { fail } from '../../../../src/core/errors.ts';
import { TokenBucket } from '../../../emulator/token-bucket.ts';
import { settle } from '../../../support/settle.ts';
import { numbered, rateLimited, statusOf } from '../../../support/worker/answers.ts';
import { queueHarness } from '../../../support/worker/queue-harness.ts';
import { createWorld, giveKey, KEY, profileWith } from '../../../support/worker/worker.ts';

describe('profiles with one base URL and key [root 4]', () => {
  it('share one budget, also over the worker’s death', async () => {
    const held = queueHarness({ burst: 4 });
    const other = { ...held.share, profileId: 'q' };
    const times: number[] = [];
    const ask = async (queue: typeof held.queue, share: typeof other) => {
      const admitted = await queue.acquire(share, { priority: 'automatic' });
      times.push(held.clock.now());
      if (admitted.ok) admitted.value();
    };
    for (let n = 0; n < 70; n += 1) void ask(held.queue, n % 2 === 0 ? held.share : other);
    await held.clock.pass(60_000);
    expect(times).toHaveLength(4 + 60);
    const woken = createRequestQueue(held.session, held.clock, () => undefined);
    expect([await woken.state(other), await woken.state(held.share)]).toMatchObject([
      { available: 0 },
      { available: 0 },
    ]);
  });

  it('follow the stricter of their rules, and cancel only their own requests', async () => {
    const held = queueHarness({ burst: 1, perMinute: 60 });
    const other = { ...held.share, profileId: 'q', rule: { perMinute: 6, burst: 5 } };
    await held.ask('first');
    expect(await held.queue.state(other)).toMatchObject({ perMinute: 6, burst: 1 });
    void held.ask('own');
    const theirs = held.queue.acquire(other, { priority: 'poll' });
    await settle();
    held.queue.refuse('q', { kind: 'cancelled' });
    expect(await theirs).toMatchObject({ ok: false });
    await held.clock.pass(10_000);
    expect(held.names()).toEqual(['first', 'own']);
    expect(held.queue.sharers('p')).toEqual(['p', 'q']);
  });

  it('part when one gets another key', async () => {
    const held = queueHarness({ burst: 1, perMinute: 60 });
    await held.queue.state({ ...held.share, profileId: 'q', rule: { perMinute: 6, burst: 1 } });
    await held.queue.state({ ...held.share, profileId: 'q', account: 'b' });
    await held.ask('first');
    void held.ask('next');
    await held.clock.pass(1_000);
    expect(held.names()).toEqual(['first', 'next']);
    expect(held.queue.sharers('p')).toEqual(['p']);
  });
});

describe('a budget that is raised [root 4]', () => {
  it('takes effect at once, for what waits already', async () => {
    const held = queueHarness({ burst: 1, perMinute: 1 });
    for (let n = 0; n < 4; n += 1) void held.ask(String(n));
    await held.clock.pass(1_000);
    expect(held.granted).toHaveLength(1);
    held.queue.setRule('p', { perMinute: 6_000, burst: 100 });
    await held.clock.pass(100);
    expect(held.granted).toHaveLength(4);
  });

  it('is what save-profile does', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({ burst: 1, requestsPerMinute: 1 })] } });
    const read = { part: STATUS, mode: 'fresh', priority: 'user' } as const;
    const asked = [1, 2, 3].map((n) => world.ask('read', { ...read, conversationId: numbered(n) }));
    await settle();
    expect(world.synap.count()).toBe(1);
    const changes = { requestsPerMinute: 6_000, burst: 100 };
    await world.ask('save-profile', { profileId: 'default', changes, key: null });
    await world.clock.pass(100);
    expect(await Promise.all(asked)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
  });
});

describe('Synap’s own limit [A13]', () => {
  /** A server of the free tier, whose requests take as long as they take to arrive and to be answered. */
  async function refusals(ids: number, delays: () => number) {
    const { requestsPerMinute: perMinute, burst } = profileWith({});
    const held = queueHarness({ perMinute, burst });
    const limiter = new TokenBucket({ perMinute: 60, burst: 10 }, held.clock.now());
    let refused = 0;
    let done = 0;
    const later = (run: () => void) => held.clock.after(delays(), run);
    for (let n = 0; n < ids; n += 1)
      void held.queue.acquire(held.share, { priority: 'automatic' }).then((admitted) =>
        later(() => {
          if (limiter.take(held.clock.now()) > 0) refused += 1;
          later(() => {
            done += 1;
            if (admitted.ok) admitted.value();
          });
        }),
      );
    await held.clock.pass(20_000 + ids * 6_000);
    expect(done).toBe(ids);
    return refused;
  }

  it('is never met with the default budget: 30 ids at once on the free tier', async () => {
    expect(await refusals(30, () => 0)).toBe(0);
    expect(await refusals(30, () => 60)).toBe(0);
  });

  it('nor however long requests take on their way', async () => {
    const delays = fc.infiniteStream(fc.oneof(fc.nat(300), fc.nat(9_000)));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), delays, async (ids, delay) => {
        expect(await refusals(ids, () => Number(delay.next().value))).toBe(0);
      }),
    );
  });

  it('empties our bucket when it is met all the same, because an app uses the key as well', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({ burst: 5, requestsPerMinute: 60 })] } });
    world.synap.on('status', () => fail(rateLimited(world.clock.now() + 1_000)));
    const read = { part: STATUS, mode: 'fresh', priority: 'user' } as const;
    await world.ask('read', { ...read, conversationId: numbered(1) });
    world.synap.on('status', () => statusOf());
    await world.clock.pass(1_000);
    for (let n = 2; n < 8; n += 1) void world.ask('read', { ...read, conversationId: numbered(n) });
    await settle();
    expect(world.synap.count()).toBe(2);
    await world.clock.pass(2_000);
    expect(world.synap.count()).toBe(4);
  });

  it('holds every profile with that key', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({}), profileWith({ id: 'other' })] } });
    await giveKey(world.vaultStore, 'other', KEY);
    const read = { part: STATUS, mode: 'fresh', priority: 'user', conversationId: numbered(1) } as const;
    const other = { viewId: '', profileId: 'other' };
    await world.ask('read', read, 'panel', other);
    world.synap.on('status', () => fail(rateLimited(world.clock.now() + 30_000)));
    await world.ask('read', read);
    expect(await world.ask('read', read, 'panel', other)).toMatchObject({ error: { kind: 'rate-limited' } });
    expect(world.synap.count()).toBe(2);
  });
});
