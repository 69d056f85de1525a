import { effect } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../../../src/core/conversation/conversation.ts';
import { PROMPT } from '../../../../../src/core/conversation/part.ts';
import { succeed } from '../../../../../src/core/errors.ts';
import { addMessages } from '../../../../../src/core/transcript/merge.ts';
import { NO_MESSAGES, withIds, type Transcript } from '../../../../../src/core/transcript/message.ts';
import type { MessageMemory } from '../../../../../src/protocol/backend.ts';
import type { App } from '../../../../../src/ui/model/app.ts';
import { addTraffic, messagesOf, type KnownMessages } from '../../../../../src/ui/model/messages/messages.ts';
import { rememberMessages } from '../../../../../src/ui/model/messages/remember-messages.ts';
import { createStore } from '../../../../../src/ui/model/store.ts';
import { createManualClock } from '../../../../support/manual-clock.ts';
import { settle, until } from '../../../../support/settle.ts';
import { createFakeBackend, type Script } from '../../../../support/ui/fakes/fake-backend.ts';
import { createFakeShell } from '../../../../support/ui/fakes/fake-shell.ts';
import { answer, ID, NOW, OTHER_ID, prompt } from '../../../../support/ui/fixtures.ts';

/** A memory that merges, as the browser's does. */
function createMemory() {
  const kept = new Map<string, Transcript>();
  const keyOf = (profileId: string, id: string) => `${profileId} ${id}`;
  const memory: MessageMemory = {
    load: async (profileId, id) => kept.get(keyOf(profileId, id)),
    save: async (profileId, id, { messages, sources }) => {
      kept.set(keyOf(profileId, id), addMessages(kept.get(keyOf(profileId, id)) ?? NO_MESSAGES, messages, sources));
    },
  };
  const textsOf = (profileId: string, id: string = ID) =>
    (kept.get(keyOf(profileId, id)) ?? NO_MESSAGES).messages.map(({ text }) => text);
  return { memory, kept, textsOf };
}

const said = (...texts: string[]) =>
  withIds(texts.map((text) => ({ id: null, role: 'user', speaker: null, text, at: null })));

function recent(...texts: string[]) {
  const recentMessages = texts.map((text) => ({
    role: 'user',
    content: text,
    timestamp: null,
    messageId: `m-${text}`,
  }));
  return answer(prompt({ recentMessages }), { retrievedAt: NOW });
}

async function setUp(script: Script = {}) {
  const held = createMemory();
  const backend = createFakeBackend(script);
  const store = createStore(backend, () => NOW);
  const app: App = { store, shell: createFakeShell(createManualClock(NOW)), memory: async () => held.memory };
  rememberMessages(app);
  await settle();
  return { ...held, app, backend, store };
}

const texts = ({ transcript }: KnownMessages) => transcript.value.messages.map(({ text }) => text);

/** Shows a conversation's messages, as a tab does. */
function show(app: App, id: ConversationId = ID) {
  const known = messagesOf(app, id);
  const hide = effect(() => void known.transcript.value);
  return { known, hide };
}

describe('the messages known of a conversation', () => {
  it('are those of each context for prompt, in any style, read while shown', async () => {
    const { app, store, textsOf } = await setUp({ prompt: succeed(recent('a', 'b')) });
    const { known, hide } = show(app);
    const model = store.conversation(ID);
    await model.load(PROMPT, 'cached');
    expect(texts(known)).toEqual(['a', 'b']);
    model.onAnswered({ part: { kind: 'prompt', style: 'narrative' }, answer: recent('b', 'c') });
    expect(texts(known)).toEqual(['a', 'b', 'c']);
    expect(known.transcript.value.sources).toEqual(['synap']);
    await settle();
    expect(textsOf('default')).toEqual(['a', 'b', 'c']);
    hide();
  });

  it('are remembered of every reading, though nothing shows them', async () => {
    const { app, backend, textsOf } = await setUp();
    backend.push({ type: 'answered', profileId: 'default', conversationId: ID, part: PROMPT, answer: recent('a') });
    await until(() => textsOf('default').length > 0);
    const { known, hide } = show(app);
    await until(() => known.isLoaded.value);
    expect(texts(known)).toEqual(['a']);
    hide();
  });

  it('are joined by a file, and by the page', async () => {
    const { app, textsOf } = await setUp();
    const { known, hide } = show(app);
    known.add(said('a', 'b'), 'file');
    void addTraffic(app, ID, said('b', 'c'));
    expect(texts(known)).toEqual(['a', 'b', 'c']);
    expect(known.transcript.value.sources).toEqual(['file', 'traffic']);
    await settle();
    expect(textsOf('default')).toEqual(['a', 'b', 'c']);
    hide();
  });

  it('are kept of the page before anybody opens the conversation', async () => {
    const { app } = await setUp();
    void addTraffic(app, OTHER_ID, said('a'));
    void addTraffic(app, OTHER_ID, said('a', 'b'));
    expect(texts(messagesOf(app, OTHER_ID))).toEqual(['a', 'b']);
  });

  it("never keep a colleague's file, and show it", async () => {
    const { app, kept } = await setUp();
    const { known, hide } = show(app);
    known.add(said('theirs'), 'file', false);
    expect(texts(known)).toEqual(['theirs']);
    await settle();
    expect(kept.size).toBe(0);
    hide();
  });

  it('are those of the profile: another one begins with its own, and what the page sent', async () => {
    const { app, store, textsOf, memory } = await setUp();
    await memory.save('second', ID, { messages: said('z'), sources: ['file'] }, { isOpened: true, knownAt: NOW });
    const { known, hide } = show(app);
    known.add(said('mine'), 'paste');
    void addTraffic(app, ID, said('sent'));
    await settle();
    await store.mutate('choose-profile', { profileId: 'second', demo: false });
    await until(() => known.isLoaded.value);
    expect(texts(known)).toEqual(['z', 'sent']);
    expect(textsOf('second')).toEqual(['z']);
    hide();
  });

  it('are those of the first profile, though they are known before it is', async () => {
    const held = createMemory();
    const backend = createFakeBackend();
    const store = createStore(backend, () => NOW);
    const app: App = { store, shell: createFakeShell(createManualClock(NOW)), memory: async () => held.memory };
    const { known, hide } = show(app);
    expect(store.overview.value).toBeNull();
    store.conversation(ID).onAnswered({ part: PROMPT, answer: recent('early') });
    await until(() => known.isLoaded.value);
    await settle();
    expect(texts(known)).toEqual(['early']);
    expect(held.textsOf('default')).toEqual(['early']);
    hide();
  });

  it('are forgotten with the key or by erasing, in every open view', async () => {
    const { app, backend, kept } = await setUp();
    const { known, hide } = show(app);
    known.add(said('a'), 'file');
    await settle();
    kept.clear();
    backend.push({ type: 'invalidated', profileId: 'default', conversationId: null });
    await settle();
    expect(texts(known)).toEqual([]);
    expect(kept.size).toBe(0);
    hide();
  });

  it('are held for the conversations used last, and bounded', async () => {
    const { app } = await setUp();
    const idAt = (at: number) => `11111111-aaaa-4aaa-8aaa-${String(at).padStart(12, '0')}` as ConversationId;
    for (let at = 0; at < 30; at += 1) void addTraffic(app, idAt(at), said(`${at} ${'x'.repeat(1_000_000)}`));
    const held = Array.from({ length: 30 }, (_, at) => messagesOf({ store: app.store, shell: app.shell }, idAt(at)));
    const shown = held.filter((known) => known.transcript.peek().messages.length > 0);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown.length).toBeLessThan(10);
  });

  it('of one conversation that a page floods are the last ones, bounded', async () => {
    const { app } = await setUp();
    for (let at = 0; at < 12; at += 1)
      void addTraffic(app, ID, said(`${String.fromCharCode(97 + at)} ${'x'.repeat(1_000_000)}`));
    const names = texts(messagesOf(app, ID)).map((text) => text.split(' ')[0]);
    expect(names).toEqual([...'fghijkl']);
    void addTraffic(app, OTHER_ID, said(...Array.from({ length: 50_000 }, (_, at) => `${at}`)));
    expect(texts(messagesOf(app, OTHER_ID)).length).toBeLessThan(42_000);
  });

  it('are each its own, though Synap gives them an empty id', async () => {
    const { app, store } = await setUp();
    const { known, hide } = show(app);
    const recentMessages = ['a', 'b'].map((content) => ({ role: 'user', content, timestamp: null, messageId: '' }));
    store
      .conversation(ID)
      .onAnswered({ part: PROMPT, answer: answer(prompt({ recentMessages }), { retrievedAt: NOW }) });
    expect(texts(known)).toEqual(['a', 'b']);
    hide();
  });
});
