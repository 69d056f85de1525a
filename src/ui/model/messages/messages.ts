/** The messages known of each conversation, merged from all sources. Loaded with the first tab that shows them. */
import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals';
import { PROMPT_STYLES, type ConversationId, type RecentMessage } from '../../../core/conversation/conversation.ts';
import { addMessages } from '../../../core/transcript/merge.ts';
import {
  NO_MESSAGES,
  withIds,
  type Message,
  type Transcript,
  type TranscriptSource,
} from '../../../core/transcript/message.ts';
import { decodeTranscript } from '../../../core/transcript/stored.ts';
import type { MessageMemory } from '../../../protocol/backend.ts';
import type { App } from '../app.ts';
import { isGone } from '../slots/slot.ts';
import type { Store } from '../store.ts';

export interface KnownMessages {
  readonly transcript: ReadonlySignal<Transcript>;
  /** False until what was kept earlier is read. */
  readonly isLoaded: ReadonlySignal<boolean>;
  /** Merges them, and keeps them as the profile's setting says; never, where `mayKeep` is false: a colleague's file. */
  add(messages: readonly Message[], source: TranscriptSource, mayKeep?: boolean): void;
}

/** The most conversations whose messages a view holds although none of its tabs shows them. */
const MAX_HELD = 8;
/** The most characters of messages seen in the page's traffic that the view itself holds, of all conversations. */
const MAX_SEEN_CHARS = 8_000_000;
/** What a message takes beside its text. */
const CHARS_BESIDE = 200;

interface Known extends KnownMessages {
  load(): void;
  startOver(): void;
  isShown(): boolean;
}

interface Registry {
  known: Map<ConversationId, Known>;
  /** What the page sent, whatever the profile: those used last at the end. */
  seen: Map<ConversationId, Signal<Transcript>>;
}

const registries = new WeakMap<Store, Registry>();

function registryOf({ store }: App): Registry {
  const held = registries.get(store);
  if (held) return held;
  const registry: Registry = { known: new Map(), seen: new Map() };
  registries.set(store, registry);
  const stateOf = (profileId: string | undefined) => ({ profileId, epoch: store.epoch.value });
  let before = stateOf(store.overview.peek()?.activeProfileId);
  effect(() => {
    const now = stateOf(store.overview.value?.activeProfileId);
    const [last, isFirst] = [before, before.profileId === undefined];
    if (now.profileId === last.profileId && now.epoch === last.epoch) return;
    before = now;
    // What is known before the first profile is that profile's.
    untracked(() => registry.known.forEach((known) => (isFirst ? known.load() : known.startOver())));
  });
  return registry;
}

/** The messages known of a conversation under the active profile; the same object as long as it is shown. */
export function messagesOf(app: App, id: ConversationId): KnownMessages {
  const { known, seen } = registryOf(app);
  const made = known.get(id) ?? createKnown(app, id, seenOf(seen, id));
  known.delete(id);
  known.set(id, made);
  for (const [other, { isShown }] of known) {
    if (known.size <= MAX_HELD) break;
    if (other !== id && !isShown()) known.delete(other);
  }
  return made;
}

/** Keeps messages of a conversation that perhaps no tab shows. */
export function rememberRecent(
  app: App,
  profileId: string,
  id: ConversationId,
  { recent, knownAt }: { recent: readonly RecentMessage[]; knownAt: number },
): void {
  const known: Transcript = { messages: recentMessages(recent), sources: ['synap'] };
  void keep(app, profileId, id, known, { isOpened: true, knownAt });
}

/**
 * Takes messages from the page's traffic: the view holds them whatever the profile, and keeps them for the active one.
 * Resolves once they are kept, so that a page which sends more than can be stored has to wait.
 */
export async function addTraffic(app: App, id: ConversationId, messages: readonly Message[]): Promise<void> {
  const { seen, known } = registryOf(app);
  const held = seenOf(seen, id);
  const merged = addMessages(held.peek(), messages, ['traffic']);
  if (merged === held.peek()) return;
  held.value = lastThatFit(merged);
  seen.delete(id);
  seen.set(id, held);
  forgetOldest(seen, known);
  const profileId = app.store.overview.peek()?.activeProfileId;
  if (profileId === undefined) return;
  const about = { isOpened: known.has(id), knownAt: app.shell.now() };
  await keep(app, profileId, id, { messages: [...messages], sources: ['traffic'] }, about);
}

function seenOf(seen: Registry['seen'], id: ConversationId): Signal<Transcript> {
  const held = seen.get(id) ?? signal(NO_MESSAGES);
  seen.set(id, held);
  return held;
}

function lastThatFit(transcript: Transcript): Transcript {
  const { messages, sources } = transcript;
  let chars = 0;
  const first = messages.findLastIndex((message) => (chars += charsOf(message)) > MAX_SEEN_CHARS);
  return first < 0 ? transcript : { messages: messages.slice(first + 1), sources };
}

function forgetOldest(seen: Registry['seen'], known: Registry['known']): void {
  const charsIn = (held: Signal<Transcript>) => held.peek().messages.reduce((sum, each) => sum + charsOf(each), 0);
  let chars = [...seen.values()].reduce((sum, held) => sum + charsIn(held), 0);
  for (const [id, held] of [...seen].slice(0, -1)) {
    if (chars <= MAX_SEEN_CHARS) return;
    chars -= charsIn(held);
    held.value = NO_MESSAGES;
    if (!known.has(id)) seen.delete(id);
  }
}

const charsOf = ({ text }: Message) => text.length + CHARS_BESIDE;

function recentMessages(recent: readonly RecentMessage[]): Message[] {
  return withIds(
    recent.map(({ role, content, spoken, timestamp, messageId }) => ({
      id: messageId || null,
      role,
      speaker: null,
      text: spoken ?? content,
      at: timestamp,
    })),
  );
}

async function keep(
  { memory }: App,
  profileId: string,
  id: ConversationId,
  known: Transcript,
  about: Parameters<MessageMemory['save']>[3],
): Promise<void> {
  await (await memory?.())?.save(profileId, id, known, about);
}

function createKnown(app: App, id: ConversationId, seen: ReadonlySignal<Transcript>): Known {
  const { store, memory } = app;
  const kept = signal(NO_MESSAGES);
  const unkept = signal(NO_MESSAGES);
  const isLoaded = signal(false);
  let generation = 0;
  const profileId = () => store.overview.peek()?.activeProfileId;
  /** `knownAt`: null for what must not be kept. */
  const put = (messages: readonly Message[], source: TranscriptSource, knownAt: number | null) => {
    const place = knownAt === null ? unkept : kept;
    const merged = addMessages(place.peek(), messages, [source]);
    if (merged === place.peek()) return;
    place.value = merged;
    const profile = profileId();
    if (knownAt !== null && profile !== undefined)
      void keep(app, profile, id, { messages: [...messages], sources: [source] }, { isOpened: true, knownAt });
  };
  const load = async () => {
    const begun = (generation += 1);
    const knownAt = app.shell.now();
    const profile = profileId();
    if (profile === undefined) return;
    const stored = decodeTranscript(await (await memory?.())?.load(profile, id));
    if (begun !== generation) return;
    const now = kept.peek();
    kept.value = addMessages(stored, now.messages, now.sources);
    isLoaded.value = true;
    // Added before it was known for which profile.
    if (kept.peek() !== stored) void keep(app, profile, id, now, { isOpened: true, knownAt });
  };
  let stop: (() => void) | null = null;
  const transcript = computed(
    () => [unkept.value, seen.value].reduce((all, more) => addMessages(all, more.messages, more.sources), kept.value),
    {
      watched: () => {
        stop = followPrompts(store, id, (messages, knownAt) => put(messages, 'synap', knownAt));
      },
      unwatched: () => {
        stop?.();
        stop = null;
      },
    },
  );
  void load();
  return {
    transcript,
    isLoaded,
    add: (messages, source, mayKeep = true) => put(messages, source, mayKeep ? app.shell.now() : null),
    load: () => void load(),
    startOver: () => {
      kept.value = NO_MESSAGES;
      unkept.value = NO_MESSAGES;
      isLoaded.value = false;
      void load();
    },
    isShown: () => stop !== null,
  };
}

/** Calls `take` with the recent messages of every context for prompt that the model holds, and of each later one. */
function followPrompts(
  store: Store,
  id: ConversationId,
  take: (messages: Message[], knownAt: number) => void,
): () => void {
  const model = store.conversation(id);
  const stops = PROMPT_STYLES.map((style) =>
    effect(() => {
      const slot = model.slot({ kind: 'prompt', style }).value;
      const { data, meta } = (isGone(slot) ? null : slot.answer) ?? {};
      if (data && meta && data.recentMessages.length > 0)
        untracked(() => take(recentMessages(data.recentMessages), meta.retrievedAt));
    }),
  );
  return () => stops.forEach((end) => end());
}
