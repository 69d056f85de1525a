import { expect, it } from 'vitest';
import type { ConversationId } from '../../../src/core/conversation/conversation.ts';
import type { FoundId } from '../../../src/core/discovery/evidence.ts';
import { succeed } from '../../../src/core/errors.ts';
import type { PageSource } from '../../../src/panel/discovery/page-source.ts';
import { createPanelModel } from '../../../src/panel/panel-model.ts';
import { createStore } from '../../../src/ui/model/store.ts';
import { createFakeBackend } from '../../support/ui/fakes/fake-backend.ts';
import { createFakeMemory } from '../../support/ui/fakes/fake-memory.ts';
import { answer, NOW, status } from '../../support/ui/fixtures.ts';
import { settle } from '../../support/settle.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const quiet = () => () => undefined;
const idOf = (n: number) => `0bfa587f-a85c-5cc3-a395-${String(n).padStart(12, '0')}` as ConversationId;
const pageOf = (from: number, count: number): FoundId[] =>
  Array.from({ length: count }, (_, n) => ({
    id: idOf(from + n),
    label: `Trip ${n}`,
    evidence: [{ source: 'link', where: '/chat/', count: 1 }],
  }));

/** A panel with all rows read, on pages of this many ids each. */
async function visit(pages: number, count: number) {
  let found = pageOf(0, count);
  let load = () => {};
  const source: PageSource = {
    scan: async () =>
      succeed({ found, truncated: false, unreadableFrames: 0, tookMs: 1, url: 'https://app.example/', title: '' }),
    onNavigated: (listener) => {
      load = () => listener('https://app.example/next', Promise.resolve(true));
      return () => undefined;
    },
    capture: quiet,
    onVisibility: (listener) => {
      listener(true);
      return () => undefined;
    },
  };
  const backend = createFakeBackend({ status: () => succeed(answer(status('completed'))) });
  const store = createStore(backend, () => NOW);
  const clock = createManualClock(NOW);
  const panel = createPanelModel({ store, source, clock, demoConversations: [], memory: createFakeMemory() });
  const models = new Map<ConversationId, unknown>();
  for (let at = 0; at < pages; at += 1) {
    found = pageOf(at * count, count);
    if (at > 0) load();
    await settle();
    clock.advance(1000);
    await settle();
    panel.list.inView.value = new Set(found.slice(0, 20).map(({ id }) => id));
    await settle();
    for (const { id } of found) models.set(id, store.conversation(id));
  }
  await settle();
  const held = (id: ConversationId) => store.conversation(id) === models.get(id);
  return { listed: panel.list.all.value.length, held: [...models.keys()].filter(held).length };
}

it('the models of conversations are let go with the page that had them', async () => {
  expect(await visit(5, 20)).toEqual({ listed: 20, held: 20 });
});
