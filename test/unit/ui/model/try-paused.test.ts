import { expect, it } from 'vitest';
import { STATUS, SUMMARY } from '../../../../src/core/conversation/part.ts';
import { createStore } from '../../../../src/ui/model/store.ts';
import { tryPaused } from '../../../../src/ui/model/try-paused.ts';
import type { Pause } from '../../../../src/protocol/overview.ts';
import { ERRORS } from '../../../support/ui/error-fixtures.ts';
import { createFakeBackend } from '../../../support/ui/fakes/fake-backend.ts';
import { ID, NOW, overview } from '../../../support/ui/fixtures.ts';

async function shown(pause: Pause | null) {
  const backend = createFakeBackend({}, overview({ pause }));
  const store = createStore(backend, () => NOW);
  await store.retry();
  backend.calls.length = 0;
  return { backend, store, asked: () => backend.calls.map(({ input }) => input) };
}

it('a click that looks up sends one request while requests are paused, and leaves it to the view otherwise', async () => {
  const paused = await shown({ reason: 'key-refused', until: null, error: ERRORS['key-refused'] });
  tryPaused(paused.store, ID);
  expect(paused.asked()).toMatchObject([{ conversationId: ID, part: STATUS, priority: 'user' }]);
  const free = await shown(null);
  tryPaused(free.store, ID);
  expect(free.asked()).toEqual([]);
});

it('what a view loads when it opens is no click, and a refresh is one', async () => {
  const { store, asked } = await shown(null);
  const model = store.conversation(ID);
  await model.load(SUMMARY, 'cached');
  await model.refresh();
  expect(asked()).toMatchObject([
    { mode: 'cached', priority: 'view' },
    { mode: 'fresh', priority: 'user' },
  ]);
});
