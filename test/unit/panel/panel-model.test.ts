import { STATUS } from '../../../src/core/conversation/part.ts';
import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../src/core/errors.ts';
import { createPanelModel } from '../../../src/panel/panel-model.ts';
import type { PageSource } from '../../../src/panel/discovery/page-source.ts';
import { createStore } from '../../../src/ui/model/store.ts';
import { ERRORS } from '../../support/ui/error-fixtures.ts';
import { createFakeMemory } from '../../support/ui/fakes/fake-memory.ts';
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

/** Within it the list has taken up what came. */
const FRAMES_MS = 50;

/** A panel with one likely row in view. */
async function setUp(first = status('completed')) {
  const backend = createFakeBackend({ status: () => succeed(answer(first, { retrievedAt: NOW })) });
  const store = createStore(backend, () => NOW);
  const clock = createManualClock(NOW);
  const panel = createPanelModel({ store, source, clock, demoConversations: [], memory: createFakeMemory() });
  await settle();
  clock.advance(1000);
  await settle();
  panel.list.inView.value = new Set([ID]);
  await clock.pass(FRAMES_MS);
  return { backend, store, panel, clock, state: () => panel.list.all.value[0]?.slot.answer?.data.state };
}

const asked = ({ calls }: FakeBackend) =>
  calls.filter(({ name, input }) => name === 'status' && (input as { mode: string }).mode === 'cached').length;
const pause = overview({ pause: { reason: 'rate-limited', until: NOW + 1000, error: ERRORS['rate-limited'] } });

describe('rows in view', () => {
  it('are asked for again after all that was held fell: a cache that was cleared, another key', async () => {
    const { backend, clock, state } = await setUp();
    expect([asked(backend), state()]).toEqual([1, 'completed']);
    backend.answer('status', succeed(answer(status('failed'))));
    backend.push({ type: 'invalidated', profileId: PROFILE, conversationId: null });
    await clock.pass(FRAMES_MS);
    expect([asked(backend), state()]).toEqual([2, 'failed']);
  });

  it.each(['rate-limited', 'key-refused', 'no-credits'] as const)(
    'that ran into %s are asked for when that is over, and not while it lasts',
    async (kind) => {
      const { backend, clock, state } = await setUp();
      backend.push({ type: 'overview', overview: pause });
      backend.push({
        type: 'failed',
        profileId: PROFILE,
        conversationId: ID,
        part: STATUS,
        error: ERRORS[kind],
      });
      await clock.pass(FRAMES_MS);
      expect(asked(backend)).toBe(1);
      backend.push({ type: 'overview', overview: overview() });
      await clock.pass(FRAMES_MS);
      expect([asked(backend), state()]).toEqual([2, 'completed']);
    },
  );

  it('are not asked for by themselves without end where the limit is there again each time', async () => {
    const { backend, clock } = await setUp();
    backend.answer('status', fail(ERRORS['rate-limited']));
    backend.push({ type: 'invalidated', profileId: PROFILE, conversationId: null });
    await clock.pass(FRAMES_MS);
    for (const next of [pause, overview(), pause, overview(), pause, overview(), pause, overview()]) {
      backend.push({ type: 'overview', overview: next });
      await clock.pass(FRAMES_MS);
    }
    expect(asked(backend)).toBe(1 + 3);
  });

  it('[T51] are told to the worker before they are looked up, so that it follows a run that one of them turns out to be', async () => {
    const backend = createFakeBackend({});
    const told: { name: string; looked: string[] }[] = [];
    const { ask } = backend;
    backend.ask = (name, input) => {
      if (name === 'read') told.push({ name: (input as { mode: string }).mode, looked: backend.looked });
      return ask(name, input);
    };
    const clock = createManualClock(NOW);
    const panel = createPanelModel({
      store: createStore(backend, () => NOW),
      source,
      clock,
      demoConversations: [],
      memory: createFakeMemory(),
    });
    await settle();
    clock.advance(1000);
    await settle();
    panel.list.inView.value = new Set([ID]);
    await settle();
    expect(told).toContainEqual({ name: 'cached', looked: [ID] });
    expect(told.every(({ looked }) => looked.includes(ID))).toBe(true);
  });

  it('[T51] that run are read again when they come back into view, for nobody followed them meanwhile', async () => {
    const { backend, panel, clock, state } = await setUp(status('in_progress'));
    expect([asked(backend), state(), backend.looked]).toEqual([1, 'in_progress', [ID]]);
    panel.list.inView.value = new Set();
    expect(backend.looked).toEqual([]);
    panel.list.inView.value = new Set([ID]);
    await clock.pass(FRAMES_MS);
    expect(asked(backend)).toBe(1);
    panel.list.inView.value = new Set();
    clock.advance(60_000);
    backend.answer('status', succeed(answer(status('completed'), { retrievedAt: clock.now() })));
    panel.list.inView.value = new Set([ID]);
    await clock.pass(FRAMES_MS);
    expect([asked(backend), state()]).toEqual([2, 'completed']);
  });
});
