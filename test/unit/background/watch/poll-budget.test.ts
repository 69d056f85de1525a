import { describe, expect, it } from 'vitest';
import { STATUS } from '../../../../src/core/conversation/part.ts';
import { ended, numbered, runs } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, profileWith, type World } from '../../../support/worker/worker.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** This many stars, set by a user who takes their time. */
async function withStars(many: number) {
  const world = await createWorld({ settings: { profiles: [profileWith({ requestsPerMinute: 60, burst: 10 })] } });
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

  it.each([0, 1])('do not slow down a run in view, at place %i', async (place) => {
    const world = await withStars(0);
    world.synap.on('status', () => runs());
    for (let n = 0; n < 100; n += 1) await world.ask('watch', { conversationId: numbered(n), label: null });
    await world.clock.pass(3 * MINUTE);
    const [chosen, other] = [numbered(5_000), numbered(5_001)];
    const view = world.openView(place === 0 ? [chosen, other] : [other, chosen]);
    await world.clock.pass(2 * MINUTE);
    const latestCreatedAt = world.clock.now();
    const endsAt = latestCreatedAt + 8_000;
    world.synap.on('status', (call) => {
      if (!('conversationId' in call) || call.conversationId !== chosen) return runs();
      return world.clock.now() < endsAt ? runs({ latestCreatedAt }) : ended({ latestCreatedAt, completedAt: endsAt });
    });
    await world.ask('read', { part: STATUS, conversationId: chosen, mode: 'fresh', priority: 'user' });
    await world.clock.pass(20_000);
    const seen = view
      .heard('answered')
      .find(
        ({ conversationId, answer }) =>
          conversationId === chosen && JSON.stringify(answer.data).includes('"completed"'),
      );
    expect(seen?.answer.meta.retrievedAt).toBeLessThanOrEqual(endsAt + 2_000);
  });
});

describe('runs in view', () => {
  const inView = Array.from({ length: 30 }, (_, n) => numbered(n));
  const isRun = (id: string) => id < numbered(1_000);

  async function withRunsInView() {
    const world = await withStars(30);
    world.synap.on('status', () => runs({ latestCreatedAt: world.clock.now() - MINUTE }));
    world.openView(inView);
    await world.clock.pass(5 * MINUTE);
    world.synap.sent.length = 0;
    return world;
  }

  it('are polled with all of the budget while nobody else wants it, and a click still goes at once', async () => {
    const world = await withRunsInView();
    await world.clock.pass(5 * MINUTE);
    expect(world.synap.count()).toBeGreaterThanOrEqual(5 * 60 - 10);
    expect(new Set(idsAsked(world)).size).toBe(30);
    const before = world.synap.count();
    void world.ask('read', { part: STATUS, conversationId: numbered(2_000), mode: 'fresh', priority: 'user' });
    await settle();
    expect(idsAsked(world).slice(before)).toContain(numbered(2_000));
  });

  it('leave every other turn to lookups', async () => {
    const world = await withRunsInView();
    let answered = 0;
    for (let n = 0; n < 100; n += 1)
      void world
        .ask('read', { part: STATUS, conversationId: numbered(1_000 + n), mode: 'cached', priority: 'automatic' })
        .then(() => (answered += 1));
    await world.clock.pass(3 * MINUTE);
    expect(answered).toBeGreaterThanOrEqual(3 * 30 - 5);
    expect(idsAsked(world).filter(isRun).length).toBeGreaterThanOrEqual(3 * 20);
  });

  it('are asked about in the order of what ended runs tell, also where an earlier version kept lengths alone', async () => {
    const world = await withRunsInView();
    await world.local.set('run-lengths', [...Array(50).fill(60_000), { lengthMs: 60_000, etaSeconds: 60 }, 'spoilt']);
    const begins = world.clock.now();
    world.synap.on('status', (call) =>
      'conversationId' in call && call.conversationId === numbered(29)
        ? runs({ compactionId: 'cmp_3', latestCreatedAt: begins })
        : runs({ latestCreatedAt: begins - HOUR }),
    );
    await world.clock.pass(59_000);
    world.synap.sent.length = 0;
    await world.clock.pass(4_000);
    // All others have long outlived what is known; in turn, it would be asked about every 30 s.
    expect(idsAsked(world)).toContain(numbered(29));
    expect((await world.overview()).typicalRunSeconds).toBe(60);
  });
});
