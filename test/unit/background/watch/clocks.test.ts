import { describe, expect } from 'vitest';
import { STATUS } from '../../../../src/core/conversation/part.ts';
import { A, answerOf, ended, runs } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const fresh = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;

async function watched(world: World) {
  await world.ask('watch', { conversationId: A, label: null });
  await settle();
}

/** A run of this length, by the server's clock: `aheadMs` is what its `Date` header is ahead of that. */
function startRun(world: World, lengthMs: number, aheadMs = 0) {
  let elapsed = 0;
  const startedAt = world.clock.now();
  const { pass } = world.clock;
  world.clock.pass = async (ms) => {
    for (const until = elapsed + ms; elapsed < until; elapsed += 100) await pass(100);
  };
  world.synap.on('status', () => {
    const times = { latestCreatedAt: startedAt, completedAt: elapsed < lengthMs ? null : startedAt + lengthMs };
    const serverSkewMs = startedAt + elapsed + aheadMs - world.clock.now();
    const retrievedAt = world.clock.now();
    const data = elapsed < lengthMs ? runs(times) : ended(times);
    return { ok: true, value: answerOf(data, { serverSkewMs, retrievedAt, expiresAt: retrievedAt }) };
  });
}

describe('a clock that is set [F46] [F47]', () => {
  it.each([31 * MINUTE, 5 * HOUR, -DAY, -40 * MINUTE])(
    'by %i ms in mid-run does not end it as given up',
    async (byMs) => {
      const world = await createWorld();
      const view = world.openView([A]);
      startRun(world, 4_000);
      await watched(world);
      await world.clock.pass(1_000);
      world.clock.jump(byMs);
      await world.clock.pass(7_000);
      expect(await world.watches()).toMatchObject([{ state: 'ended', status: { state: 'completed' } }]);
      expect(view.heard('overview').some(({ overview }) => overview.watches[0]?.state === 'gave-up')).toBe(false);
    },
  );

  it.each([true, false])(
    'back by a day, a run that never ends is given up in bounded time (view open: %s)',
    async (open) => {
      const world = await createWorld();
      if (open) world.openView([A]);
      world.synap.on('status', () => runs());
      await watched(world);
      await world.clock.pass(MINUTE);
      world.clock.jump(-DAY);
      await world.clock.pass(35 * MINUTE);
      expect(await world.watches()).toMatchObject([{ state: 'gave-up', nextAt: null }]);
      expect(world.alarms.size).toBe(0);
    },
  );

  it('back by a day, a star that waits and one without a key end in bounded time', async () => {
    for (const key of [null, undefined]) {
      const world = await createWorld(key === null ? { key } : {});
      await watched(world);
      await world.clock.pass(MINUTE);
      world.clock.jump(-DAY);
      await world.clock.pass(2 * HOUR);
      expect(await world.watches()).toMatchObject([{ state: 'gave-up' }]);
    }
  });

  it('and a sleep does not count towards the deadline, also of a worker that wakes from it', async ({ world }) => {
    world.synap.on('status', () => runs());
    await watched(world);
    await world.clock.pass(MINUTE);
    world.restart();
    world.clock.jump(8 * HOUR);
    await world.clock.pass(10 * MINUTE);
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
    await world.clock.pass(25 * MINUTE);
    expect(await world.watches()).toMatchObject([{ state: 'gave-up' }]);
  });

  it('is not seen in a worker that is killed every 30 s: a run that never ends is given up', async ({ world }) => {
    world.synap.on('status', () => runs());
    await watched(world);
    for (let n = 0; n < 70; n += 1) {
      await world.clock.pass(30_000);
      world.restart();
    }
    expect(await world.watches()).toMatchObject([{ state: 'gave-up' }]);
  });
});

describe('a `Date` header that is wrong [F49]', () => {
  it.each([-HOUR, HOUR])('by %i ms costs no more requests than a right one', async (aheadMs) => {
    const counts = await Promise.all(
      [0, aheadMs].map(async (ahead) => {
        const world = await createWorld();
        world.openView([A]);
        startRun(world, 10 * MINUTE, ahead);
        await world.ask('read', fresh);
        await world.clock.pass(11 * MINUTE);
        expect(await world.watches()).toEqual([]);
        return world.synap.count('status');
      }),
    );
    expect(counts[1]).toBeLessThanOrEqual((counts[0] ?? 0) + 2);
  });
});
