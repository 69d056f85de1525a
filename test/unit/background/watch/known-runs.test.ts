import { describe, expect } from 'vitest';
import { STATUS } from '../../../../src/core/conversation/part.ts';
import { fail } from '../../../../src/core/errors.ts';
import type { RequestInput } from '../../../../src/protocol/requests.ts';
import { A, B, conflict, ended, runs, STARTED, statusOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const MINUTE = 60_000;
const fresh = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;
const automatic = { part: STATUS, conversationId: A, mode: 'cached', priority: 'automatic' } as const;
const compact: RequestInput<'compact'> = {
  profileId: 'default',
  conversationId: A,
  strategy: null,
  targetTokens: null,
  force: false,
};

describe('our own compaction [root 2]', () => {
  it.each(['completed', 'failed'] as const)(
    'that %s before the first poll is told, and waits for nothing',
    async (state) => {
      const world = await createWorld();
      world.synap.on('status', () => ended({ state }));
      await world.ask('compact', compact);
      await world.clock.pass(2_000);
      expect(world.notices).toMatchObject([{ conversationId: A, status: { state } }]);
      expect(await world.watches()).toMatchObject([{ state: 'ended', nextAt: null }]);
    },
  );

  it('is followed, though the first polls still tell the run before', async ({ world }) => {
    await world.ask('read', fresh);
    await world.ask('compact', compact);
    await world.clock.pass(40_000);
    expect(world.notices).toEqual([]);
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
    world.synap.on('status', () => ended());
    await world.clock.pass(MINUTE);
    expect(world.notices).toHaveLength(1);
  });

  it('is over when another one has ended for long, though nothing tells which came first', async ({ world }) => {
    await world.ask('compact', compact);
    world.synap.on('status', () => ended({ compactionId: 'cmp_3', latestVersion: null }));
    await world.clock.pass(4 * MINUTE);
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
    await world.clock.pass(2 * MINUTE);
    expect(world.notices).toMatchObject([{ status: { compactionId: 'cmp_3' } }]);
    expect(await world.watches()).toMatchObject([{ state: 'ended' }]);
    expect(world.badges.at(-1)).toMatchObject({ text: '' });
  });

  it('is followed when Synap tells no id of it', async ({ world }) => {
    await world.ask('read', fresh);
    world.synap.on('compact', () => ({ ...STARTED, compactionId: null }));
    await world.ask('compact', compact);
    await world.clock.pass(40_000);
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
    world.synap.on('status', () => ended());
    await world.clock.pass(MINUTE);
    expect(world.notices).toHaveLength(1);
  });

  it('of a conversation that a star waits for is followed as well', async ({ world }) => {
    await world.ask('watch', { conversationId: A, label: 'mine' });
    await settle();
    world.synap.on('status', () => ended());
    await world.ask('compact', compact);
    await world.clock.pass(2_000);
    expect(world.notices).toMatchObject([{ label: 'mine' }]);
  });
});

describe('a run that was there already [root 2]', () => {
  it('is followed from its 409 on, and its end told, though it came before the first poll', async ({ world }) => {
    await world.ask('read', fresh);
    world.synap.on('compact', () => fail(conflict));
    await world.ask('compact', compact);
    await world.clock.pass(40_000);
    expect(world.notices).toEqual([]);
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
    world.synap.on('status', () => ended());
    await world.clock.pass(MINUTE);
    expect(world.notices).toHaveLength(1);
  });

  it('is followed by a star that is set just as it ends', async ({ world }) => {
    world.synap.on('status', () => runs());
    await world.ask('read', fresh);
    world.synap.on('status', () => ended());
    await world.ask('watch', { conversationId: A, label: null });
    await world.clock.pass(2_000);
    expect(await world.watches()).toMatchObject([{ state: 'ended' }]);
    expect(world.notices).toHaveLength(1);
  });
});

describe('a run that is only listed [T51]', () => {
  /** A view that lists A once it has learned of the run, as the panel does. */
  async function listed(world: World, lengthMs: number) {
    const startedAt = world.clock.now();
    const isOver = () => world.clock.now() >= startedAt + lengthMs;
    world.synap.on('status', () =>
      isOver()
        ? ended({ latestCreatedAt: startedAt, completedAt: startedAt + lengthMs })
        : runs({ latestCreatedAt: startedAt }),
    );
    const view = world.openView([B]);
    await world.ask('read', automatic, 'panel');
    await world.clock.pass(200);
    view.show(B, A);
    return view;
  }
  const endSeenAt = (view: {
    heard(type: 'answered'): { answer: { data: unknown; meta: { retrievedAt: number } } }[];
  }) =>
    view.heard('answered').find(({ answer }) => JSON.stringify(answer.data).includes('"completed"'))?.answer.meta
      .retrievedAt;

  it.each([4_000, 8_000, 60_000])('of %i ms turns completed within 2 s or 15 %', async (lengthMs) => {
    const world = await createWorld();
    const endsAt = world.clock.now() + lengthMs;
    const view = await listed(world, lengthMs);
    await world.clock.pass(lengthMs * 2 + 5_000);
    expect(endSeenAt(view)).toBeLessThanOrEqual(endsAt + Math.max(2_000, 0.15 * lengthMs));
    expect(await world.watches()).toEqual([]);
  });

  it('is followed by the next worker, too', async ({ world }) => {
    await listed(world, 8_000);
    world.restart();
    const view = world.openView([B, A]);
    await world.clock.pass(12_000);
    expect(endSeenAt(view)).toBeDefined();
  });

  it('costs one more request when it was told long ago', async ({ world }) => {
    world.synap.on('status', () => runs());
    await world.ask('read', automatic, 'panel');
    world.synap.on('status', () => ended());
    await world.clock.pass(20 * MINUTE);
    const before = world.synap.count();
    const view = world.openView([A]);
    await world.clock.pass(20_000);
    view.show();
    view.show(A);
    await world.clock.pass(MINUTE);
    expect(world.synap.count()).toBe(before + 1);
  });

  it('is not asked about again because of a status of yesterday, or one that has ended', async ({ world }) => {
    world.synap.on('status', () => runs());
    await world.ask('read', automatic, 'panel');
    world.synap.on('status', () => statusOf());
    await world.ask('read', { ...automatic, conversationId: B }, 'panel');
    await world.clock.pass(31 * MINUTE);
    const before = world.synap.count();
    world.openView([A, B]);
    await world.clock.pass(MINUTE);
    expect(world.synap.count()).toBe(before);
  });
});
