import { STATUS } from '../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import type { Backend } from '../../../src/protocol/backend.ts';
import { errorMessage } from '../../../src/ui/format/error-messages.ts';
import { createStore } from '../../../src/ui/model/store.ts';
import { A } from '../../support/worker/answers.ts';
import { settle } from '../../support/settle.ts';
import { type World } from '../../support/worker/worker.ts';
import { it } from '../../support/worker/world-test.ts';
import '../../support/ui/set-texts.ts';

const LIMIT_MS = 15_000;
const status = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;
const late = { ok: false, error: { kind: 'storage', what: 'TimeoutError' } };

type StoreName = 'local' | 'session' | 'vaultStore';

/** From now on the store is silent, until it is let go. */
function silence(world: World, name: StoreName): { reads: string[]; letGo(): void } {
  const store = world[name];
  const { get } = store;
  const reads: string[] = [];
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  store.get = async (key) => {
    reads.push(key);
    await held;
    return get(key);
  };
  return { reads, letGo };
}

/** Notes when the question ends, and how. */
function noted<T>(question: Promise<T>): { ended: T | null } {
  const note: { ended: T | null } = { ended: null };
  void question.then((outcome) => {
    note.ended = outcome;
  });
  return note;
}

/** What a view knows of a worker. */
function viewOf(world: World): ReturnType<typeof createStore> {
  const backend: Backend = {
    ask: (name, input) => world.ask(name, input, 'panel'),
    onEvent: () => () => undefined,
    onConnection: (listener) => {
      listener('open');
      return () => undefined;
    },
    setShownProfile: () => undefined,
    setVisibleConversations: () => undefined,
  };
  return createStore(backend, () => 0);
}

it('an event that comes while a store is silent holds up nothing that comes when it answers again [F4]', async ({
  world,
}) => {
  const { get } = world.local;
  world.local.get = () => new Promise(() => undefined);
  world.openView([A]);
  await world.clock.pass(LIMIT_MS);
  world.local.get = get;
  const questions = [noted(world.ask('overview', {})), noted(world.ask('watch', { conversationId: A, label: null }))];
  await settle();
  expect(questions.map(({ ended }) => ended?.ok)).toEqual([true, true]);
});

describe.each<StoreName>(['local', 'session', 'vaultStore'])(
  'a question that comes while %s does not answer yet [F4]',
  (name) => {
    it('waits with all others for the one start-up, and is answered then', async ({ world }) => {
      const store = silence(world, name);
      const questions = [
        noted(world.ask('read', status)),
        noted(world.ask('overview', {}, 'popup')),
        noted(world.ask('balance', {}, 'panel')),
      ];
      await world.clock.pass(LIMIT_MS - 1);
      expect(questions.map(({ ended }) => ended)).toEqual([null, null, null]);
      expect(store.reads).toHaveLength(1);
      expect(world.synap.count()).toBe(0);
      store.letGo();
      await settle();
      expect(questions.map(({ ended }) => ended?.ok)).toEqual([true, true, true]);
      // Start-up over, its limit is too.
      await world.clock.pass(LIMIT_MS);
      expect(await world.ask('overview', {})).toMatchObject({ ok: true });
    });

    it('waits 15 s at most; what is asked later begins anew', async ({ world }) => {
      const store = silence(world, name);
      const first = noted(world.ask('read', status));
      await world.clock.pass(10_000);
      const second = noted(world.ask('watch', { conversationId: A, label: null }));
      await world.clock.pass(4_999);
      expect(first.ended).toBeNull();
      await world.clock.pass(1);
      // Who came later waits no longer than who began.
      expect([first.ended, second.ended]).toEqual([late, late]);
      expect(world.synap.count()).toBe(0);
      const third = noted(world.ask('read', status));
      await world.clock.pass(LIMIT_MS - 1);
      expect(third.ended).toBeNull();
      store.letGo();
      await settle();
      expect(third.ended).toMatchObject({ ok: true });
    });

    it('is told to who looks, in words, and can be asked again', async ({ world }) => {
      const store = silence(world, name);
      const view = viewOf(world);
      await world.clock.pass(LIMIT_MS);
      expect(view.overview.value).toBeNull();
      expect(view.overviewError.value).toEqual(late.error);
      const words = view.overviewError.value && errorMessage(view.overviewError.value, 0);
      expect(words).toMatchObject({
        title: "The browser's storage failed",
        why: 'Could not read or write: no response within 15 seconds.',
      });
      store.letGo();
      await view.retry();
      expect(view.overviewError.value).toBeNull();
      expect(view.overview.value).toMatchObject({ storage: 'disk' });
    });
  },
);

it('a store that refuses at once holds nobody up [F4]', async ({ world }) => {
  world.session.get = () => Promise.reject(new Error('no'));
  expect(await world.ask('overview', {})).toEqual({ ok: false, error: { kind: 'storage', what: 'Error' } });
  expect(world.clock.timers()).toEqual([]);
});
