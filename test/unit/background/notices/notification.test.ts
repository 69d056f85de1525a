import { STATUS } from '../../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { badgeOf } from '../../../../src/background/notices/badge.ts';
import { A, B, statusOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const MINUTE = 60_000;
const fresh = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;
const running = () => statusOf({ state: 'in_progress', compactionId: 'cmp_2' });
const failed = () => statusOf({ state: 'failed', compactionId: 'cmp_2', errorMessage: 'no' });

async function watched(world: World, conversationId = A) {
  await world.ask('watch', { conversationId, label: 'mine' });
  await settle();
}

describe('a notice', () => {
  async function end(world: World) {
    world.synap.on('status', running);
    await watched(world);
    world.synap.on('status', failed);
    await world.clock.pass(MINUTE);
  }

  it('is given once, and the badge turns red until somebody looks', async ({ world }) => {
    await end(world);
    await world.services().watcher.tick();
    await world.ask('read', fresh);
    expect(world.notices).toMatchObject([{ conversationId: A, label: 'mine', status: { state: 'failed' } }]);
    expect(world.badges.at(-1)).toEqual({ text: '!', tone: 'bad' });
    world.openView([A]);
    await settle();
    expect(world.badges.at(-1)).toEqual({ text: '', tone: 'run' });
  });

  it('is not given while a view is visible, nor when switched off, nor for a run without a star', async () => {
    const seen = await createWorld();
    seen.openView([B]);
    await end(seen);
    expect(seen.notices).toEqual([]);
    const off = await createWorld({ settings: { notifications: false } });
    await end(off);
    expect(off.notices).toEqual([]);
    const unstarred = await createWorld();
    const view = unstarred.openView([A]);
    unstarred.synap.on('status', running);
    await unstarred.ask('read', fresh);
    view.hide();
    unstarred.synap.on('status', failed);
    await unstarred.clock.pass(MINUTE);
    expect(unstarred.notices).toEqual([]);
  });

  it('is given while the only view is hidden or the options page', async ({ world }) => {
    world.openView([A]).hide();
    world.openView([], 'options');
    await end(world);
    expect(world.notices).toHaveLength(1);
  });

  it('speaks of a run that began and ended between two questions, not of one that ended before', async ({ world }) => {
    world.synap.on('status', () => statusOf({ compactionId: 'cmp_1' }));
    await watched(world);
    await world.clock.pass(5 * MINUTE);
    expect(world.notices).toEqual([]);
    world.synap.on('status', () => statusOf({ compactionId: 'cmp_2' }));
    await world.clock.pass(5 * MINUTE);
    expect(world.notices).toHaveLength(1);
  });
});

describe('the badge', () => {
  it('of a worker that was killed before it could show it is shown by the next one', async ({ world }) => {
    await world.ask('watch', { conversationId: A, label: null });
    await settle();
    world.restart();
    world.badges.length = 0;
    world.openView([A]);
    await settle();
    expect(world.badges).toHaveLength(1);
  });

  it('counts runs, up to 99', async ({ world }) => {
    world.synap.on('status', running);
    await watched(world);
    await watched(world, B);
    const records = await world.watches();
    expect(badgeOf(records)).toEqual({ text: '2', tone: 'run' });
    expect(badgeOf([])).toEqual({ text: '', tone: 'run' });
    const [one] = records;
    if (one) expect(badgeOf(Array.from({ length: 120 }, () => one)).text).toBe('99+');
    if (one) expect(badgeOf([one, { ...one, state: 'ended', unseen: true }])).toEqual({ text: '1', tone: 'bad' });
    if (one) expect(badgeOf([{ ...one, state: 'ended', unseen: true, starred: false }]).text).toBe('');
  });
});
