import { STATUS } from '../../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { fail } from '../../../../src/core/errors.ts';
import { A, ended, runs, unavailable, unknownConversation } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const HOUR = 3_600_000;
const fresh = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;

async function watched(world: World) {
  await world.ask('watch', { conversationId: A, label: 'mine' });
  await settle();
}

describe('a watch ends', () => {
  it.each(['completed', 'failed'] as const)('at `%s`', async (state) => {
    const world = await createWorld();
    world.synap.on('status', () => runs());
    await watched(world);
    world.synap.on('status', () => ended({ state }));
    await world.clock.pass(31_000);
    expect(await world.watches()).toMatchObject([{ state: 'ended', nextAt: null, starred: true }]);
    const before = world.synap.count();
    await world.clock.pass(2 * HOUR);
    expect(world.synap.count()).toBe(before);
  });

  it('at its deadline, with a state and an end to asking; a star begins anew [F9]', async ({ world }) => {
    world.synap.on('status', () => runs());
    await watched(world);
    await world.clock.pass(31 * 60_000);
    expect(await world.watches()).toMatchObject([{ state: 'gave-up', nextAt: null }]);
    const before = world.synap.count();
    await world.clock.pass(5 * HOUR);
    expect(world.synap.count()).toBe(before);
    expect(world.alarms.size).toBe(0);
    await watched(world);
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
    expect(world.synap.count()).toBe(before + 1);
  });

  it('for good: a question or a view of the same run does not begin it anew, another run does [F9]', async ({
    world,
  }) => {
    world.synap.on('status', () => runs());
    await watched(world);
    await world.clock.pass(31 * 60_000);
    const before = world.synap.count();
    expect(await world.ask('read', fresh)).toMatchObject({ ok: true, value: { data: { state: 'in_progress' } } });
    world.openView([A], 'popup').close();
    await world.clock.pass(HOUR);
    expect(await world.watches()).toMatchObject([{ state: 'gave-up', nextAt: null }]);
    expect(world.synap.count()).toBe(before + 1);
    world.synap.on('status', () => runs({ compactionId: 'cmp_3' }));
    await world.ask('read', fresh);
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
  });

  it('gives up a run whose conversation is gone, at the third answer that says so', async ({ world }) => {
    world.synap.on('status', () => runs());
    await watched(world);
    expect(world.badges.at(-1)).toMatchObject({ text: '1' });
    world.synap.on('status', () => fail(unknownConversation));
    await world.clock.pass(HOUR / 20);
    expect(await world.watches()).toMatchObject([{ state: 'gave-up', error: { kind: 'unknown-conversation' } }]);
    expect(world.badges.at(-1)).toMatchObject({ text: '' });
    expect(world.synap.count('status')).toBe(4);
  });

  it('waits on for a conversation that is not known yet', async ({ world }) => {
    world.synap.on('status', () => fail(unknownConversation));
    await watched(world);
    await world.clock.pass(HOUR / 4);
    expect(await world.watches()).toMatchObject([{ state: 'waiting' }]);
  });

  it('counts a failure once, and backs off', async ({ world }) => {
    world.openView([A]);
    world.synap.on('status', () => fail(unavailable));
    await watched(world);
    expect(await world.watches()).toMatchObject([{ failures: 1, nextAt: world.clock.now() + 4_000 }]);
    await world.clock.pass(4_000);
    expect(await world.watches()).toMatchObject([{ failures: 2, nextAt: world.clock.now() + 8_000 }]);
  });

  it('gives up what only fails, or waits for a key for ever', async ({ world }) => {
    world.synap.on('status', () => fail(unavailable));
    await watched(world);
    await world.clock.pass(2 * HOUR);
    expect(await world.watches()).toMatchObject([{ state: 'gave-up', error: { kind: 'unavailable' } }]);
    const keyless = await createWorld({ key: null });
    await watched(keyless);
    await keyless.clock.pass(2 * HOUR);
    expect(await keyless.watches()).toMatchObject([{ state: 'gave-up', error: { kind: 'no-key' } }]);
    expect(keyless.alarms.size).toBe(0);
  });
});
