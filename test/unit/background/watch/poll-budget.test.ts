import { describe, expect, it } from 'vitest';
import { STATUS } from '../../../../src/core/conversation/part.ts';
import { numbered, runs, statusOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, profileWith, type World } from '../../../support/worker/worker.ts';

const MINUTE = 60_000;

/** So many stars, set by a user who takes their time. */
async function withStars(many: number, fields: Parameters<typeof profileWith>[0] = {}) {
  const world = await createWorld({ settings: { profiles: [profileWith(fields)] } });
  for (let n = 0; n < many; n += 1) await world.ask('watch', { conversationId: numbered(n), label: null });
  await settle();
  return world;
}

const idsAsked = (world: World) =>
  world.synap.sent.map(({ call }) => ('conversationId' in call ? call.conversationId : ''));

describe('many watches [root 6]', () => {
  it('that wait leave most of the budget to automatic lookups', async () => {
    const world = await withStars(30);
    world.openView(Array.from({ length: 30 }, (_, n) => numbered(n)));
    await world.clock.pass(5 * MINUTE);
    world.synap.sent.length = 0;
    let answered = 0;
    for (let n = 0; n < 400; n += 1)
      void world
        .ask('read', { part: STATUS, conversationId: numbered(1_000 + n), mode: 'cached', priority: 'automatic' })
        .then(() => (answered += 1));
    await world.clock.pass(10 * MINUTE);
    expect(answered).toBe(400);
    const polls = idsAsked(world).filter((id) => id < numbered(1_000));
    expect(polls.length).toBeLessThanOrEqual(10 * 16);
    expect(new Set(polls).size).toBe(30);
  });

  it('on runs take half of the budget at most without a view, and each gets its turn', async () => {
    const world = await withStars(100);
    world.synap.on('status', () => runs());
    await world.clock.pass(5 * MINUTE);
    world.synap.sent.length = 0;
    await world.clock.pass(10 * MINUTE);
    expect(world.synap.count()).toBeLessThanOrEqual(10 * 30 + 15);
    expect(world.synap.count()).toBeGreaterThanOrEqual(10 * 25);
    expect(new Set(idsAsked(world)).size).toBe(100);
  });

  it('on runs leave something to lookups while a view is open on others', async () => {
    const world = await withStars(100);
    world.synap.on('status', () => runs());
    world.openView([numbered(5_000)]);
    await world.clock.pass(5 * MINUTE);
    let answered = 0;
    for (let n = 0; n < 100; n += 1)
      void world
        .ask('read', { part: STATUS, conversationId: numbered(1_000 + n), mode: 'cached', priority: 'automatic' })
        .then(() => (answered += 1));
    await world.clock.pass(4 * MINUTE);
    expect(answered).toBe(100);
  });

  it('are all asked about in turn, though the worker is killed every 30 s', async () => {
    const world = await withStars(0);
    world.synap.on('status', () => runs());
    for (let n = 0; n < 100; n += 1) await world.ask('watch', { conversationId: numbered(n), label: null });
    await world.clock.pass(3 * MINUTE);
    world.synap.sent.length = 0;
    for (let n = 0; n < 12; n += 1) {
      await world.clock.pass(30_000);
      world.restart();
    }
    expect(new Set(idsAsked(world)).size).toBe(100);
  });

  it('do not slow down the one that is selected', async () => {
    const world = await withStars(100);
    const startedAt = world.clock.now();
    world.synap.on('status', () => runs({ latestCreatedAt: startedAt }));
    await world.clock.pass(3 * MINUTE);
    const chosen = numbered(50);
    world.openView([chosen]);
    world.synap.on('status', (call) =>
      'conversationId' in call && call.conversationId === chosen
        ? runs({ latestCreatedAt: world.clock.now(), compactionId: 'cmp_9' })
        : statusOf({ state: 'in_progress', compactionId: 'cmp_2', latestCreatedAt: startedAt }),
    );
    await world.clock.pass(5_000);
    world.synap.sent.length = 0;
    await world.clock.pass(10_000);
    expect(idsAsked(world).filter((id) => id === chosen).length).toBeGreaterThanOrEqual(4);
  });
});
