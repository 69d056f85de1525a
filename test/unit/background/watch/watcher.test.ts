import { type PartAnswer, STATUS } from '../../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { fail } from '../../../../src/core/errors.ts';
import { A, B, ended, numbered, runs, unreachable } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, KEY, profileWith, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const HOUR = 3_600_000;
const fresh = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;

/** A run of this length begins now, wherever it is asked about. */
function startRun(world: World, lengthMs: number) {
  const startedAt = world.clock.now();
  world.synap.on('status', () =>
    world.clock.now() < startedAt + lengthMs
      ? runs({ latestCreatedAt: startedAt })
      : ended({ latestCreatedAt: startedAt, completedAt: startedAt + lengthMs }),
  );
}

async function watched(world: World) {
  await world.ask('watch', { conversationId: A, label: 'mine' });
  await settle();
}

const isCompleted = ({ answer }: PartAnswer) => JSON.stringify(answer.data).includes('"state":"completed"');

describe('with a view open', () => {
  it.each([1_000, 8_000, 40_000, 240_000])('notices the end of a run of %i ms within 2 s or 15 %', async (lengthMs) => {
    const world = await createWorld();
    const view = world.openView([A]);
    world.synap.latencyMs = 200;
    startRun(world, lengthMs);
    const endsAt = world.clock.now() + lengthMs;
    const asked = world.ask('read', fresh);
    await world.clock.pass(lengthMs + Math.max(2_000, 0.15 * lengthMs) + 400);
    await asked;
    const seen = view.heard('answered').find(isCompleted);
    expect(seen?.answer.meta.retrievedAt).toBeGreaterThanOrEqual(endsAt);
    const before = world.synap.count();
    await world.clock.pass(HOUR);
    expect(world.synap.count()).toBe(before);
  });

  it('is told why a poll cannot be sent, and goes on once it can', async () => {
    const missingOrigins: string[] = [];
    const world = await createWorld({ missingOrigins });
    const view = world.openView([A]);
    startRun(world, HOUR);
    await watched(world);
    const before = world.synap.count('status');
    missingOrigins.push(new URL(profileWith({}).baseUrl).origin);
    await world.clock.pass(10_000);
    expect(world.synap.count('status')).toBe(before);
    expect(view.heard('failed').at(-1)).toMatchObject({ conversationId: A, error: { kind: 'permission-missing' } });
    missingOrigins.pop();
    await world.clock.pass(30_000);
    expect(world.synap.count('status')).toBeGreaterThan(before);
  });

  it('hears of no failure when its key is replaced under a poll, and is polled with the new one', async ({ world }) => {
    const view = world.openView([A]);
    startRun(world, HOUR);
    await watched(world);
    world.synap.holding = true;
    await world.clock.pass(10_000);
    const before = world.synap.count('status');
    await world.ask('set-key', { profileId: 'default', key: `${KEY}-2`, remember: true });
    world.synap.holding = false;
    world.synap.release();
    await world.clock.pass(30_000);
    expect(world.synap.count('status')).toBeGreaterThan(before);
    expect(view.heard('failed')).toEqual([]);
  });

  it('asks the next question only after the last was answered, and does not spin meanwhile', async ({ world }) => {
    world.openView([A]);
    startRun(world, HOUR);
    await watched(world);
    world.synap.holding = true;
    await world.clock.pass(2_000);
    const before = world.synap.count();
    const reads = countReads(world);
    await world.clock.pass(60_000);
    expect(world.synap.count()).toBe(before);
    // The alarm looks now and then; nothing else does.
    expect(reads()).toBeLessThan(40);
    world.synap.release();
    await world.clock.pass(10_000);
    expect(world.synap.count()).toBeGreaterThan(before);
  });
});

describe('without a star', () => {
  it('follows a run that a view shows without a star, and lets go with the view', async ({ world }) => {
    await world.clock.pass(20_000);
    const view = world.openView([A]);
    startRun(world, HOUR);
    await world.ask('read', fresh);
    expect(await world.watches()).toMatchObject([{ starred: false, state: 'running' }]);
    await world.clock.pass(10_000);
    expect(world.synap.count()).toBeGreaterThan(3);
    view.hide();
    await settle();
    expect(await world.watches()).toHaveLength(1);
    view.close();
    await settle();
    expect(await world.watches()).toEqual([]);
    expect([...world.alarms.keys()]).toEqual([]);
  });

  it('leaves nothing behind when such a run ends', async ({ world }) => {
    world.openView([A]);
    startRun(world, 5_000);
    await world.ask('read', fresh);
    await world.clock.pass(10_000);
    expect(await world.watches()).toEqual([]);
  });

  it('follows a run of a view that is hidden at first, as behind another tab', async ({ world }) => {
    const view = world.openView([A]);
    view.hide();
    startRun(world, 60_000);
    await world.ask('read', fresh);
    expect((await world.watches()).map(({ conversationId, starred }) => [conversationId, starred])).toEqual([
      [A, false],
    ]);
    await world.clock.pass(100_000);
    expect(view.heard('answered').some(isCompleted)).toBe(true);
  });

  it('follows no run that nobody shows or stars', async ({ world }) => {
    world.openView([B]);
    startRun(world, HOUR);
    await world.ask('read', fresh);
    expect(await world.watches()).toEqual([]);
    expect(world.local.held.has('watches')).toBe(false);
  });
});

describe('with views that change', () => {
  it('asks at once when a run comes into view, and not again when the view tells the same', async ({ world }) => {
    startRun(world, HOUR);
    await watched(world);
    const view = world.openView([]);
    await settle();
    const before = world.synap.count();
    view.show(A);
    await settle();
    expect(world.synap.count()).toBe(before + 1);
    for (let n = 0; n < 20; n += 1) view.show(A, B);
    await settle();
    expect(world.synap.count()).toBe(before + 1);
  });

  it('asks of another run that comes into view, though Synap has not answered of the one before', async ({ world }) => {
    startRun(world, HOUR);
    for (const conversationId of [A, B]) await world.ask('watch', { conversationId, label: null });
    await settle();
    world.synap.holding = true;
    const before = world.synap.count();
    const view = world.openView([A]);
    await settle();
    view.show(B);
    await settle();
    expect(world.synap.count()).toBe(before + 2);
  });

  it('does not wait for a due time of a clock that has jumped back since [F46]', async ({ world }) => {
    world.openView([A]);
    startRun(world, HOUR);
    await watched(world);
    world.clock.jump(-40 * 60_000);
    const before = world.synap.count();
    await world.clock.pass(5_000);
    expect(world.synap.count()).toBeGreaterThan(before);
  });
});

describe('with none open', () => {
  it('asks by alarm, with no timer', async ({ world }) => {
    startRun(world, HOUR);
    await watched(world);
    expect(world.clock.timers()).toHaveLength(1);
    const before = world.synap.count();
    await world.clock.pass(5 * 60_000);
    expect(world.synap.count() - before).toBe(10);
    expect(world.alarmsCreated()).toBe(1);
  });

  it('has no alarm when there is nothing to ask', async ({ world }) => {
    await world.services().watcher.tick();
    expect(world.alarmsCreated()).toBe(0);
    startRun(world, 45_000);
    await watched(world);
    expect(world.alarms.size).toBe(1);
    await world.clock.pass(90_000);
    expect(world.alarms.size).toBe(0);
  });

  it('asks one question per watch after 8 h of sleep [F8]', async ({ world }) => {
    world.synap.on('status', () => runs());
    for (const n of [1, 2, 3]) await world.ask('watch', { conversationId: numbered(n), label: null });
    await settle();
    const before = world.synap.count();
    world.clock.jump(8 * HOUR);
    await world.clock.pass(30_000);
    expect(world.synap.count()).toBe(before + 3);
  });

  it('does not give up because the machine woke up before its network did', async ({ world }) => {
    startRun(world, HOUR);
    await watched(world);
    world.clock.jump(8 * HOUR);
    world.synap.on('status', () => fail(unreachable));
    await world.clock.pass(30_000);
    world.synap.on('status', () => ended());
    await world.clock.pass(60_000);
    expect(await world.watches()).toMatchObject([{ state: 'ended' }]);
  });
});

/** How often the table is read from here on. */
function countReads(world: World): () => number {
  const { get } = world.local;
  let reads = 0;
  world.local.get = (key) => {
    if (key === 'watches') reads += 1;
    return get(key);
  };
  return () => reads;
}
