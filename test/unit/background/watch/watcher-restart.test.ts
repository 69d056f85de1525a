import { STATUS } from '../../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { fail } from '../../../../src/core/errors.ts';
import { A, B, keyRefused, statusOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import type { World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const MINUTE = 60_000;
const fresh = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;
const running = () => statusOf({ state: 'in_progress', compactionId: 'cmp_2' });
const failed = () => statusOf({ state: 'failed', compactionId: 'cmp_2', errorMessage: 'no' });

async function watched(world: World, conversationId = A) {
  await world.ask('watch', { conversationId, label: 'mine' });
  await settle();
}

describe('a worker that died [F3] [F12]', () => {
  it('is followed by one that goes on from the table', async ({ world }) => {
    world.synap.on('status', running);
    await watched(world);
    world.restart();
    await world.clock.pass(31_000);
    expect(world.synap.count('status')).toBe(2);
    expect(world.alarmsCreated()).toBe(1);
  });

  it('rebuilds an alarm that the browser lost [F7]', async ({ world }) => {
    world.synap.on('status', running);
    await watched(world);
    world.alarms.get('poll')?.();
    world.alarms.clear();
    world.restart();
    await world.services().watcher.tick();
    expect([...world.alarms.keys()]).toEqual(['poll']);
  });

  it('has it rebuilt by its mere start, which asks Synap nothing [F7]', async ({ world }) => {
    world.synap.on('status', running);
    await watched(world);
    world.alarms.get('poll')?.();
    world.alarms.clear();
    world.restart();
    const before = world.synap.count();
    await world.services().watcher.plan();
    expect([...world.alarms.keys()]).toEqual(['poll']);
    expect(world.synap.count()).toBe(before);
  });

  it('leaves no run on the badge whose end it had noted [F12]', async ({ world }) => {
    world.synap.on('status', running);
    await watched(world);
    expect(world.badges.at(-1)).toMatchObject({ text: '1' });
    const { set } = world.local;
    // It dies as soon as the end is stored.
    world.local.set = async (key, value) => {
      await set(key, value);
      if (key.startsWith('watch:')) await new Promise(() => undefined);
    };
    world.synap.on('status', failed);
    await world.clock.pass(31_000);
    world.local.set = set;
    expect(world.badges.at(-1)).toMatchObject({ text: '1' });
    world.restart();
    world.services().wake();
    await world.clock.pass(100);
    expect(world.badges.at(-1)).toEqual({ text: '!', tone: 'bad' });
  });

  it('asks anew what was in flight when it died', async ({ world }) => {
    world.synap.on('status', running);
    await watched(world);
    world.synap.holding = true;
    await world.clock.pass(30_000);
    const before = world.synap.count();
    world.restart();
    world.synap.holding = false;
    world.synap.on('status', failed);
    world.synap.release();
    await world.clock.pass(31_000);
    expect(world.synap.count()).toBe(before + 1);
    expect(await world.watches()).toMatchObject([{ state: 'ended' }]);
    expect(world.notices).toHaveLength(1);
  });

  it('keeps a run without a star while the view’s port comes back, not longer', async ({ world }) => {
    world.synap.on('status', running);
    world.openView([A]);
    await world.ask('read', fresh);
    world.restart();
    await world.services().watcher.tick();
    expect(await world.watches()).toHaveLength(1);
    const view = world.openView([A]);
    await world.clock.pass(20_000);
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
    view.close();
    world.restart();
    await world.clock.pass(16_000);
    await world.services().watcher.tick();
    expect(await world.watches()).toEqual([]);
  });

  it('lets it go, and the alarm with it, though it dies between any two alarms', async ({ world }) => {
    world.synap.on('status', running);
    world.openView([A]);
    await world.ask('read', fresh);
    world.restart();
    await world.services().watcher.tick();
    await world.clock.pass(16_000);
    expect(await world.watches()).toEqual([]);
    expect([...world.alarms.keys()]).toEqual([]);
    expect(world.synap.count('status')).toBe(1);
  });

  it('asks nothing for a run without a star while no view holds it', async ({ world }) => {
    world.synap.on('status', running);
    world.openView([A]);
    await world.ask('read', fresh);
    world.restart();
    await world.clock.pass(5_000);
    const before = world.synap.count();
    // Another view, as long as the first has not come back.
    world.openView([]);
    await world.clock.pass(5_000);
    await world.services().watcher.tick();
    expect(world.synap.count()).toBe(before);
    expect(await world.watches()).toHaveLength(1);
    world.openView([A]);
    await world.clock.pass(5_000);
    expect(world.synap.count()).toBeGreaterThan(before);
  });
});

describe('what is kept and what goes', () => {
  it('learns run lengths, the demo’s not', async ({ world }) => {
    const view = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;
    world.openView([A]);
    for (let n = 1; n <= 3; n += 1) {
      const times = {
        compactionId: `cmp_${n}`,
        latestCreatedAt: world.clock.now(),
        completedAt: world.clock.now() + n * 1_000,
      };
      world.synap.on('status', () => statusOf({ ...times, state: 'in_progress' }));
      await world.ask('read', view);
      world.synap.on('status', () => statusOf(times));
      await world.ask('read', view);
    }
    expect((await world.overview()).typicalRunSeconds).toBe(2);
    await world.local.set('run-lengths', ['x', null, Number.NaN]);
    await world.ask('choose-profile', { profileId: 'default', demo: true });
    world.synap.on('status', running);
    await world.ask('read', view);
    world.synap.on('status', () => statusOf({ compactionId: 'cmp_2', latestCreatedAt: 0, completedAt: 1_000 }));
    await world.ask('read', view);
    expect(world.local.held.get('run-lengths')).toEqual(['x', null, Number.NaN]);
  });

  it('ends a watch whose key stays refused', async ({ world }) => {
    world.synap.on('status', () => fail(keyRefused));
    await watched(world);
    await world.clock.pass(62 * MINUTE);
    expect(await world.watches()).toMatchObject([{ state: 'gave-up', error: { kind: 'key-refused' } }]);
    expect(world.alarms.size).toBe(0);
    expect(world.synap.count()).toBe(1);
  });

  it('lets an unstarred watch go, but still follows a run in view', async ({ world }) => {
    world.synap.on('status', running);
    await watched(world);
    world.openView([A]);
    await world.ask('unwatch', { conversationId: A });
    expect(await world.watches()).toMatchObject([{ starred: false, state: 'running' }]);
    await watched(world, B);
    await world.ask('unwatch', { conversationId: B });
    expect(await world.watches()).toHaveLength(1);
  });
});
