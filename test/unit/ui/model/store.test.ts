import { STATUS, SUMMARY } from '../../../../src/core/conversation/part.ts';
import { describe, expect, it } from 'vitest';
import { succeed } from '../../../../src/core/errors.ts';
import { createStore } from '../../../../src/ui/model/store.ts';
import { createFakeBackend, type FakeBackend, type Script } from '../../../support/ui/fakes/fake-backend.ts';
import { settle } from '../../../support/settle.ts';
import {
  answer,
  ID,
  NOW,
  OTHER_ID,
  overview,
  requestEntry,
  status,
  summary,
  watch,
} from '../../../support/ui/fixtures.ts';

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
    backend.push({ type: 'logged', entries, budget: null });
    expect(model.requests.value.map(({ id }) => id)).toEqual(['own']);
    await store.mutate('choose-profile', { profileId: 'second', demo: false });
    expect(model.requests.value).toEqual([]);
    backend.push({ type: 'logged', entries, budget: null });
    expect(model.requests.value.map(({ id }) => id)).toEqual(['other']);
  });
});

it('what was lost under one profile is not shown under another', async () => {
  const { store, model } = await setUp();
  model.lostCount.value = 3;
  await store.mutate('choose-profile', { profileId: 'second', demo: false });
  expect(model.lostCount.value).toBeNull();
});

describe('what was told while no port was open', () => {
  const running = answer(status('in_progress'), { retrievedAt: NOW - 1000, expiresAt: NOW - 1000 });
  const completed = answer(status('completed'), { retrievedAt: NOW });
  const lose = async (backend: FakeBackend, meanwhile: () => void = () => undefined) => {
    backend.connect('closed');
    await settle();
    backend.calls.length = 0;
    meanwhile();
    backend.connect('open');
    await settle();
  };
  const asked = ({ calls }: FakeBackend, name: string) =>
    calls.filter((call) => call.name === name).map(({ input }) => (input as { mode: string }).mode);

  it('is asked for: the end of a run comes from the cache, and what it outdates is loaded anew [F6]', async () => {
    const { backend, model } = await setUp({ status: succeed(running), summary: succeed(answer(summary())) });
    model.show(STATUS);
    model.show(SUMMARY);
    await Promise.all([model.load(STATUS, 'cached'), model.load(SUMMARY, 'cached')]);
    await lose(backend, () => backend.answer('status', succeed(completed)));
    expect(model.slot(STATUS).value.answer?.data.state).toBe('completed');
    expect(asked(backend, 'status')).toEqual(['peek']);
    expect(asked(backend, 'summary')).toEqual(['cached']);
  });

  it('is asked of Synap for a run that is shown and that nobody watches, automatically', async () => {
    const { backend, store, model } = await setUp({ status: succeed(running) });
    const row = store.conversation(OTHER_ID);
    model.show(STATUS);
    // A row reads the status without asking for it.
    row.slot(STATUS).subscribe(() => undefined);
    await Promise.all([model, row].map((one) => one.load(STATUS, 'cached')));
    await lose(backend, () => backend.answer('status', succeed(null)));
    expect(asked(backend, 'status')).toEqual(['peek', 'peek', 'cached']);
    expect(backend.calls.at(-1)?.input).toMatchObject({ conversationId: ID, priority: 'automatic' });
  });

  it.each(['running', 'gave-up'] as const)(
    'costs no request for a run whose watch is %s, however often the port is lost',
    async (state) => {
      const watched = overview({ watches: [watch({ conversationId: ID, state })] });
      const { backend, model } = await setUp({ status: succeed(running), overview: succeed(watched) });
      model.show(STATUS);
      await model.load(STATUS, 'cached');
      for (let time = 0; time < 5; time += 1) {
        await lose(backend, () => backend.answer('status', succeed(null)));
        expect(asked(backend, 'status')).toEqual(['peek']);
      }
      expect(model.slot(STATUS).value).toMatchObject({ error: null, answer: { data: { state: 'in_progress' } } });
    },
  );

  it('is asked for once it can be heard again, though an overview came before [F6]', async () => {
    const { backend, store, model } = await setUp({ status: succeed(running) });
    model.show(STATUS);
    await model.load(STATUS, 'cached');
    backend.connect('closed');
    await store.mutate('resume', {});
    expect(asked(backend, 'status')).not.toContain('peek');
    backend.answer('status', succeed(completed));
    backend.connect('open');
    await settle();
    expect(model.slot(STATUS).value.answer?.data.state).toBe('completed');
  });

  it('may be that what others asked waits no more; what this view asks is told to itself', async () => {
    const { backend, model } = await setUp({ status: succeed(completed) });
    const part = STATUS;
    const waits = () =>
      backend.push({ type: 'queued', profileId: 'default', conversationId: ID, part, until: NOW + 5000 });
    waits();
    expect(model.slot(STATUS).value.queuedUntil).toBe(NOW + 5000);
    await lose(backend);
    expect(model.slot(STATUS).value.queuedUntil).toBeNull();
    backend.hold('status');
    void model.load(part, 'fresh');
    waits();
    await lose(backend);
    expect(model.slot(STATUS).value).toMatchObject({ loading: true, queuedUntil: NOW + 5000 });
    backend.release('status');
  });

  it('costs no request where all that is held may still hold, or nothing is', async () => {
    const { backend, store, model } = await setUp({ status: () => succeed({ ...completed }) });
    model.show(STATUS);
    store.conversation(OTHER_ID).show(STATUS);
    await model.load(STATUS, 'cached');
    const cached = answer(status('completed'), { retrievedAt: NOW, source: 'cache' });
    await lose(backend, () => backend.answer('status', succeed(cached)));
    expect(model.slot(STATUS).value.answer?.meta.source).toBe('cloud');
    await lose(backend);
    expect(asked(backend, 'status')).toEqual(['peek']);
    expect(asked(backend, 'summary')).toEqual([]);
  });

  it('leaves no answer of a key that was replaced [F25]', async () => {
    const { backend, store, model } = await setUp({ status: succeed(completed) });
    model.show(STATUS);
    await model.load(STATUS, 'cached');
    const [profile] = overview().profiles;
    if (!profile) throw new Error('there is a profile');
    const other = overview({ profiles: [{ ...profile, key: { id: 'k2', last4: 'Qx7a', remembered: true } }] });
    backend.hold('status');
    await lose(backend, () => backend.answer('overview', succeed(other)));
    expect(model.slot(STATUS).value).toMatchObject({ answer: null, loading: true });
    expect(store.epoch.value).toBe(1);
  });
});

describe('work done once', () => {
  it('writes the slot once for an answer that comes as reply and as event', async () => {
    const { backend, model } = await setUp();
    let writes = 0;
    const stop = model.slot(STATUS).subscribe(() => void (writes += 1));
    const completed = answer(status('completed'), { retrievedAt: NOW });
    backend.hold('status');
    backend.answer('status', succeed(completed));
    const loaded = model.load(STATUS, 'fresh');
    const before = writes;
    backend.push({ type: 'answered', profileId: 'default', conversationId: ID, part: STATUS, answer: completed });
    const told = writes;
    backend.release('status');
    await loaded;
    // One write of what is held, and one of `loading`, which is another signal.
    expect(told - before).toBe(1);
    expect(writes - told).toBe(1);
    expect(model.slot(STATUS).value).toMatchObject({ answer: completed, loading: false });
    stop();
  });
});

it('what is still asked for another profile does not keep a slot loading', async () => {
  const { backend, store, model } = await setUp();
  model.slot(STATUS).subscribe(() => undefined);
  backend.hold('status');
  const old = model.load(STATUS, 'fresh');
  expect(model.slot(STATUS).value.loading).toBe(true);
  await store.mutate('choose-profile', { profileId: 'second', demo: false });
  expect(model.slot(STATUS).value.loading).toBe(false);
  backend.release('status');
  await old;
  expect(model.slot(STATUS).value).toMatchObject({ loading: false, answer: null });
});

describe('the model of a conversation', () => {
  it('is let go once nothing reads, shows or awaits it', async () => {
    const { backend, store } = await setUp();
    const isSame = async (model: unknown) => {
      await settle();
      return store.conversation(OTHER_ID) === model;
    };
    const read = store.conversation(OTHER_ID);
    const stop = read.slot(STATUS).subscribe(() => undefined);
    expect(await isSame(read)).toBe(true);
    stop();
    expect(await isSame(read)).toBe(false);
    const shown = store.conversation(OTHER_ID);
    const hide = shown.show(STATUS);
    expect(await isSame(shown)).toBe(true);
    hide();
    expect(await isSame(shown)).toBe(false);
    const asked = store.conversation(OTHER_ID);
    backend.hold('status');
    void asked.load(STATUS, 'fresh');
    expect(await isSame(asked)).toBe(true);
    backend.release('status');
    expect(await isSame(asked)).toBe(false);
  });

  it('stays the same for a view that replaces another', async () => {
    const { store } = await setUp();
    const model = store.conversation(OTHER_ID);
    const stop = model.slot(STATUS).subscribe(() => undefined);
    stop();
    model.slot(STATUS).subscribe(() => undefined);
    await settle();
    expect(store.conversation(OTHER_ID)).toBe(model);
  });
});
