import { STATUS } from '../../../src/core/conversation/part.ts';
import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../src/core/errors.ts';
import { createPanelModel } from '../../../src/panel/panel-model.ts';
import type { PageSource } from '../../../src/panel/discovery/page-source.ts';
import { createStore } from '../../../src/ui/model/store.ts';
import { ERRORS } from '../../support/ui/error-fixtures.ts';
import { createFakeBackend, type FakeBackend } from '../../support/ui/fakes/fake-backend.ts';
import { answer, ID, NOW, overview, PROFILE, status } from '../../support/ui/fixtures.ts';
import { settle } from '../../support/settle.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const quiet = () => () => undefined;
const found = [{ id: ID, label: null, evidence: [{ source: 'link' as const, where: '/conversations/', count: 1 }] }];
const source: PageSource = {
  scan: async () =>
    succeed({ found, truncated: false, unreadableFrames: 0, tookMs: 1, url: 'https://app.example/', title: '' }),
  onNavigated: quiet,
  capture: quiet,
  onVisibility: (listener) => {
    listener(true);
    return () => undefined;
  },
};

/** A panel with one likely row in view. */
async function setUp() {
  const backend = createFakeBackend({ status: () => succeed(answer(status('completed'))) });
  const store = createStore(backend, () => NOW);
  const clock = createManualClock(NOW);
  const panel = createPanelModel({ store, source, clock, demoConversations: [] });
  await settle();
  clock.advance(1000);
  await settle();
  panel.list.inView.value = new Set([ID]);
  await settle();
  return { backend, store, panel, state: () => panel.list.all.value[0]?.slot.answer?.data.state };
}

const asked = ({ calls }: FakeBackend) =>
  calls.filter(({ name, input }) => name === 'status' && (input as { mode: string }).mode === 'cached').length;
const pause = overview({ pause: { reason: 'rate-limited', until: NOW + 1000, error: ERRORS['rate-limited'] } });

describe('rows in view', () => {
  it('are asked for again after all that was held fell: a cache that was cleared, another key', async () => {
    const { backend, state } = await setUp();
    expect([asked(backend), state()]).toEqual([1, 'completed']);
    backend.answer('status', succeed(answer(status('failed'))));
    backend.push({ type: 'invalidated', profileId: PROFILE, conversationId: null });
    await settle();
    expect([asked(backend), state()]).toEqual([2, 'failed']);
  });

  it.each(['rate-limited', 'key-refused', 'no-credits'] as const)(
    'that ran into %s are asked for when that is over, and not while it lasts',
    async (kind) => {
      const { backend, state } = await setUp();
      backend.push({ type: 'overview', overview: pause });
      backend.push({
        type: 'failed',
        profileId: PROFILE,
        conversationId: ID,
        part: STATUS,
        error: ERRORS[kind],
      });
      await settle();
      expect(asked(backend)).toBe(1);
      backend.push({ type: 'overview', overview: overview() });
      await settle();
      expect([asked(backend), state()]).toEqual([2, 'completed']);
    },
  );

  it('are not asked for by themselves without end where the limit is there again each time', async () => {
    const { backend } = await setUp();
    backend.answer('status', fail(ERRORS['rate-limited']));
    backend.push({ type: 'invalidated', profileId: PROFILE, conversationId: null });
    for (const next of [pause, overview(), pause, overview(), pause, overview(), pause, overview()]) {
      backend.push({ type: 'overview', overview: next });
      await settle();
    }
    expect(asked(backend)).toBe(1 + 3);
  });
});
