import { describe, expect, it } from 'vitest';
import { createStore } from '../../../src/ui/store.ts';
import { createFakeBackend, type Script } from '../../ui/fake-backend.ts';
import { settle } from '../background/test-clock.ts';
import { ID, NOW, requestEntry } from '../../ui/fixtures.ts';

/** A view that is connected and knows the overview. */
async function setUp(script: Script = {}) {
  const backend = createFakeBackend(script);
  const store = createStore(backend, () => NOW);
  await settle();
  return { backend, store, model: store.conversation(ID) };
}

describe('what another profile asked', () => {
  it('is not among the calls, be it told after the profiles changed [F25] [F92]', async () => {
    const { backend, store, model } = await setUp();
    const entries = [requestEntry({ id: 'own' }), requestEntry({ id: 'other', profileId: 'second' })];
    backend.push({ type: 'requested', entries });
    expect(model.requests.value.map(({ id }) => id)).toEqual(['own']);
    await store.act('choose-profile', { profileId: 'second', demo: false });
    expect(model.requests.value).toEqual([]);
    backend.push({ type: 'requested', entries });
    expect(model.requests.value.map(({ id }) => id)).toEqual(['other']);
  });
});
