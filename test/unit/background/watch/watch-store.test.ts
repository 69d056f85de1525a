import { describe, expect } from 'vitest';
import { decodeWatch } from '../../../../src/background/watch/stored-watch.ts';
import type { WatchRecord } from '../../../../src/background/watch/watch-record.ts';
import { STATUS } from '../../../../src/core/conversation/part.ts';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { A, B, ended, numbered, runs, statusOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, profileWith, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const fresh = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;
const MINUTE = 60_000;

async function watch(world: World, conversationId: ConversationId) {
  const outcome = await world.ask('watch', { conversationId, label: null });
  await settle();
  return outcome;
}

/** A worker that wakes with this many stars, each on a run in progress. */
async function manyStars(many: number) {
  const world = await createWorld({
    settings: { profiles: [profileWith({ burst: 1_000, requestsPerMinute: 6_000 })] },
  });
  world.synap.on('status', () => runs());
  await watch(world, numbered(0));
  const [one] = await world.watches();
  if (!one) throw new Error('one is watched');
  for (let n = 1; n < many; n += 1) {
    const conversationId = numbered(n);
    await world.local.set(`watch:default|${conversationId}`, { ...one, conversationId, since: one.since + n });
  }
  world.restart();
  return world;
}

/** The writes to `local` from now on. */
function writes(world: World): string[] {
  const keys: string[] = [];
  const { set } = world.local;
  world.local.set = (key, value) => {
    keys.push(key);
    return set(key, value);
  };
  return keys;
}

const stars = async (world: World) => (await world.watches()).filter(({ starred }) => starred).length;
const states = async (world: World) => new Set((await world.watches()).map(({ state }) => state));

describe('the stars [root 6]', () => {
  it('are 200 at most; one more is refused in words, and removes none', async () => {
    const world = await manyStars(200);
    expect(await watch(world, A)).toEqual({ ok: false, error: { kind: 'too-many-watches', limit: 200 } });
    expect(await stars(world)).toBe(200);
    expect(await states(world)).toEqual(new Set(['running']));
    // Starring it again adds no star.
    expect((await watch(world, numbered(7))).ok).toBe(true);
    await world.ask('unwatch', { conversationId: numbered(7) });
    expect((await watch(world, A)).ok).toBe(true);
    expect(await stars(world)).toBe(200);
  });

  it('of 200, the oldest whose end was told makes way for a new one', async () => {
    const world = await manyStars(200);
    world.synap.on('status', (call) =>
      'conversationId' in call && [numbered(3), numbered(5)].includes(call.conversationId) ? ended() : runs(),
    );
    await world.clock.pass(MINUTE);
    expect((await watch(world, A)).ok).toBe(true);
    const held = (await world.watches()).map(({ conversationId }) => conversationId);
    expect(held).toHaveLength(200);
    expect(held).not.toContain(numbered(3));
    expect(held).toContain(numbered(5));
  });

  it('are not removed by what comes into view, however much it is', async () => {
    const world = await manyStars(200);
    const view = world.openView([]);
    for (let from = 200; from < 400; from += 50) {
      const ids = Array.from({ length: 50 }, (_, n) => numbered(from + n));
      view.show(...ids);
      for (const conversationId of ids) await world.ask('read', { ...fresh, conversationId });
    }
    expect(await stars(world)).toBe(200);
  });

  it('cost a write each, however many there are', async () => {
    const world = await manyStars(150);
    const written = writes(world);
    await watch(world, A);
    expect(written.filter((key) => !key.includes(A))).toEqual([]);
    expect(written.length).toBeLessThanOrEqual(3);
  });

  it('survive the worker, each in a record of its own', async () => {
    const world = await manyStars(3);
    expect([...world.local.held.keys()].filter((key) => key.startsWith('watch:'))).toHaveLength(3);
    world.restart();
    expect(await world.watches()).toHaveLength(3);
  });

  it('go with everything else', async () => {
    const world = await manyStars(3);
    await world.ask('erase-everything', {});
    expect(await world.watches()).toEqual([]);
    await world.clock.pass(MINUTE);
    expect([...world.local.held.keys()].filter((key) => key.startsWith('watch:'))).toEqual([]);
  });
});

describe('the one record of an earlier version [root 6] [F13]', () => {
  /** As it was stored before each watch had a record, and before `known` and `untold`. */
  async function oldTable(many: number): Promise<Partial<WatchRecord>[]> {
    const world = await manyStars(1);
    await world.clock.pass(MINUTE);
    const [one] = await world.watches();
    if (!one) throw new Error('one is watched');
    const { known: _known, untold: _untold, ...old } = one;
    return Array.from({ length: many }, (_, n) => ({ ...old, conversationId: numbered(n) }));
  }

  it('becomes one each; no star is lost, and their runs go on', async () => {
    const world = await createWorld({
      settings: { profiles: [profileWith({ burst: 1_000, requestsPerMinute: 6_000 })] },
    });
    await world.local.set('watches', await oldTable(200));
    world.restart();
    expect(await stars(world)).toBe(200);
    expect((await world.watches()).map(decodeWatch)).not.toContain(null);
    expect(world.local.held.has('watches')).toBe(false);
    world.restart();
    expect(await stars(world)).toBe(200);
    world.synap.on('status', () => ended());
    await world.services().watcher.tick();
    await world.clock.pass(2 * MINUTE);
    expect(await states(world)).toEqual(new Set(['ended']));
  });

  it('stays until all of it could be stored', async () => {
    const world = await createWorld({ key: null });
    await world.local.set('watches', await oldTable(3));
    world.local.refuseWrites(2);
    world.restart();
    expect(await stars(world)).toBe(3);
    expect(world.local.held.has('watches')).toBe(true);
    world.restart();
    expect(await stars(world)).toBe(3);
    await watch(world, A);
    expect(world.local.held.has('watches')).toBe(false);
    world.restart();
    expect(await stars(world)).toBe(4);
  });

  it('loses only what is spoilt in it [F24]', async ({ world }) => {
    const [good] = await oldTable(1);
    const spoilt = [
      null,
      'x',
      7,
      {},
      { ...good, status: 'text' },
      { ...good, state: 'odd' },
      { ...good, conversationId: 'x' },
      { ...good, nextAt: 'soon' },
    ];
    await world.local.set('watches', [...spoilt, { ...good, conversationId: B }]);
    await world.local.set(`watch:default|${A}`, { ...good, setAt: 'soon' });
    world.restart();
    expect(await world.watches()).toMatchObject([{ conversationId: B }]);
    expect((await world.ask('read', fresh)).ok).toBe(true);
    await watch(world, B);
    expect(world.local.held.has(`watch:default|${A}`)).toBe(false);
    await world.local.set('watches', 'junk');
    world.restart();
    expect(await world.watches()).toHaveLength(1);
  });
});

describe('a store that takes nothing [root 6]', () => {
  it('makes no more requests than one that does', async () => {
    const counts = await Promise.all(
      [0, 1e9].map(async (refused) => {
        const world = await manyStars(5);
        world.local.refuseWrites(refused);
        const before = world.synap.count();
        await world.clock.pass(10 * MINUTE);
        return world.synap.count() - before;
      }),
    );
    expect(counts[1]).toBe(counts[0]);
    expect(counts[0]).toBeLessThanOrEqual(5 * 21);
  });

  it('refuses a star in words, and shows none', async ({ world }) => {
    world.local.refuseWrites(1e9);
    expect(await watch(world, A)).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(await world.watches()).toEqual([]);
  });

  it('keeps what ended, and has it once it takes it again', async () => {
    const world = await manyStars(3);
    world.local.refuseWrites(1e9);
    world.synap.on('status', () => ended());
    await world.clock.pass(MINUTE);
    expect(await states(world)).toEqual(new Set(['ended']));
    expect(world.notices.map(({ conversationId }) => conversationId)).toHaveLength(3);
    world.local.refuseWrites(0);
    await watch(world, A);
    world.restart();
    expect((await world.watches()).map(({ state }) => state).toSorted()).toEqual([
      'ended',
      'ended',
      'ended',
      'waiting',
    ]);
  });
});

describe('many ends [root 6]', () => {
  it('at once are one notification, which a click opens, and a write or two each', async () => {
    const world = await manyStars(200);
    const written = writes(world);
    world.synap.on('status', (call) =>
      'conversationId' in call && call.conversationId === numbered(9) ? ended({ state: 'failed' }) : ended(),
    );
    await world.clock.pass(3 * MINUTE);
    expect(await states(world)).toEqual(new Set(['ended']));
    expect(world.notifications.size).toBe(1);
    const [notice] = world.notifications.values();
    expect(notice?.records).toHaveLength(200);
    // The end, that it was told, and the run's length.
    expect(written.length).toBeLessThanOrEqual(200 * 3);
    expect(new Set(written.map((key) => world.local.held.get(key))).size).toBeGreaterThanOrEqual(200);
  });

  it('with a small budget are one notification that is renewed, not one each', async () => {
    const world = await manyStars(60);
    await world.ask('save-settings', { settings: { profiles: [profileWith({ requestsPerMinute: 60, burst: 10 })] } });
    world.synap.on('status', () => ended());
    await world.clock.pass(10 * MINUTE);
    expect(await states(world)).toEqual(new Set(['ended']));
    expect([...world.notifications.values()].map(({ records }) => records.length)).toEqual([60]);
  });

  it('that the worker did not live to tell are told by the next one', async ({ world }) => {
    world.synap.on('status', () => runs());
    await watch(world, A);
    world.synap.on('status', () => ended());
    await world.ask('read', fresh);
    world.restart();
    expect(world.notices).toEqual([]);
    await world.services().watcher.tick();
    await world.clock.pass(2_000);
    expect(world.notices).toMatchObject([{ conversationId: A }]);
    world.restart();
    await world.services().watcher.tick();
    await world.clock.pass(MINUTE);
    expect(world.notices).toHaveLength(1);
  });

  it('one after the other are a notification each', async ({ world }) => {
    for (const conversationId of [A, B]) {
      world.synap.on('status', () => runs({ compactionId: `cmp_${conversationId}` }));
      await watch(world, conversationId);
      world.synap.on('status', () => statusOf({ compactionId: `cmp_${conversationId}`, latestVersion: 2 }));
      await world.clock.pass(MINUTE);
    }
    expect([...world.notifications.keys()]).toEqual([A, B]);
  });
});
