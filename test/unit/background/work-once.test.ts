import { expect, it } from 'vitest';
import { STATUS } from '../../../src/core/conversation/part.ts';
import { A, numbered } from '../../support/worker/answers.ts';
import { settle } from '../../support/settle.ts';
import { storeOperations } from '../../support/worker/store-operations.ts';
import { createWorld } from '../../support/worker/worker.ts';

const read = (n: number) => ({ conversationId: numbered(n), part: STATUS, mode: 'cached', priority: 'user' }) as const;

it('a status on a cold cache is told by two events and costs twelve store operations at most', async () => {
  const world = await createWorld();
  const view = world.openView([A]);
  await world.ask('overview', {});
  await world.clock.pass(100);
  const operations = storeOperations(world);
  view.events.length = 0;
  expect(await world.ask('read', { ...read(0), conversationId: A })).toMatchObject({ ok: true });
  await world.clock.pass(100);
  expect(view.events.map(({ type }) => type).toSorted()).toEqual(['answered', 'logged']);
  expect(operations.length, operations.join('\n')).toBeLessThanOrEqual(12);
});

it('20 lookups beside 10 watches tell the overview no more than it changes', async () => {
  const world = await createWorld();
  for (let n = 0; n < 10; n += 1) await world.ask('watch', { conversationId: numbered(n), label: 'Some label' });
  await world.clock.pass(5000);
  const view = world.openView([A]);
  await settle();
  await world.clock.pass(100);
  view.events.length = 0;
  const lookups = Array.from({ length: 20 }, (_, n) => world.ask('read', read(100 + n)));
  await world.clock.pass(30_000);
  await Promise.all(lookups);
  expect(view.heard('answered').length).toBeGreaterThanOrEqual(20);
  // A tenth of what it was when every change told the whole overview: 321 KB in 51 events.
  expect(JSON.stringify(view.heard('overview')).length).toBeLessThan(32_000);
  expect(
    JSON.stringify(view.events.filter(({ type }) => type !== 'answered' && type !== 'logged')).length,
  ).toBeLessThan(32_000);
});
