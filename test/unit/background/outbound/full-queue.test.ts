import { STATUS } from '../../../../src/core/conversation/part.ts';
import { expect, it } from 'vitest';
import { A, numbered, statusOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, profileWith, type World } from '../../../support/worker/worker.ts';

const SLOW = { settings: { profiles: [profileWith({ burst: 1 })] } };

/** Fills the queue: four requests stay unanswered, and 500 wait behind them. */
let asked = 0;
async function fill(world: World, count = 600): Promise<void> {
  world.synap.holding = true;
  for (let n = 0; n < count; n += 1)
    void world.ask('read', { part: STATUS, conversationId: numbered((asked += 1)), mode: 'cached', priority: 'user' });
  await settle();
}

const watchOf = async (world: World) => (await world.watches()).find(({ conversationId }) => conversationId === A);

it('is told to the asker alone: other views and the watch keep what they know [F59]', async () => {
  const world = await createWorld(SLOW);
  await world.ask('watch', { conversationId: A, label: null });
  await world.clock.pass(5_000);
  await fill(world);
  const view = world.openView([A]);
  expect(await world.ask('read', { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' })).toMatchObject({
    ok: false,
    error: { kind: 'queue-full' },
  });
  expect(view.heard('failed')).toEqual([]);
  expect(await watchOf(world)).toMatchObject({ error: null });
});

it('puts a poll off, a little longer each time, and it is asked once there is room [F59]', async () => {
  const world = await createWorld(SLOW);
  world.openView([A]);
  world.synap.on('status', () => statusOf({ state: 'in_progress', latestCreatedAt: world.clock.now() }));
  await world.ask('watch', { conversationId: A, label: null });
  await world.clock.pass(5_000);
  await fill(world);
  const waits: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    const due = (await watchOf(world))?.nextAt ?? Number.NaN;
    await world.clock.pass(due - world.clock.now() - 1);
    await fill(world, 10);
    await world.clock.pass(1);
    await settle();
    const { error, nextAt } = (await watchOf(world)) ?? {};
    expect(error).toMatchObject({ kind: 'queue-full' });
    waits.push((nextAt ?? Number.NaN) - due);
  }
  expect(waits.every((wait, at) => wait > (waits[at - 1] ?? 1_000))).toBe(true);
  world.synap.holding = false;
  world.synap.release();
  const isAsked = async () => (await watchOf(world))?.error === null;
  for (let minute = 0; minute < 20 && !(await isAsked()); minute += 1) await world.clock.pass(60_000);
  expect(await isAsked()).toBe(true);
});
