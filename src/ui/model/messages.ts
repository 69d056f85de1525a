/** The messages known of each conversation, merged from all sources. Loaded with the first tab that shows them. */
import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals';
import { PROMPT_STYLES, type ConversationId, type RecentMessage } from '../../core/conversation/conversation.ts';
import { addMessages } from '../../core/transcript/merge.ts';
import {
  NO_MESSAGES,
  withIds,
  type Message,
  type Transcript,
  type TranscriptSource,
} from '../../core/transcript/message.ts';
import { decodeTranscript } from '../../core/transcript/stored.ts';
import type { App } from './app.ts';
import { isGone } from './slot.ts';
import type { Store } from './store.ts';

export interface KnownMessages {
  readonly transcript: ReadonlySignal<Transcript>;
  /** False until what was kept earlier is read. */
  readonly isLoaded: ReadonlySignal<boolean>;
  /** Merges them, and keeps them as the profile's setting says; never, where `mayKeep` is false: a colleague's file. */
  add(messages: readonly Message[], source: TranscriptSource, mayKeep?: boolean): void;
}

/** The most conversations whose messages a view holds although none of its tabs shows them. */
const MAX_HELD = 8;
/** The most characters of messages seen in the page's traffic that the view itself holds. */
const MAX_SEEN_CHARS = 8_000_000;

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
  recent: readonly RecentMessage[],
): void {
  void keep(app, profileId, id, { messages: recentMessages(recent), sources: ['synap'] }, true);
}

/** Takes messages from the page's traffic: the view holds them whatever the profile, and keeps them for the active one. */
export function addTraffic(app: App, id: ConversationId, messages: readonly Message[]): void {
  const { seen, known } = registryOf(app);
  const held = seenOf(seen, id);
  const merged = addMessages(held.peek(), messages, ['traffic']);
  if (merged === held.peek()) return;
  held.value = merged;
  seen.delete(id);
  seen.set(id, held);
  forgetOldest(seen);
  const profileId = app.store.overview.peek()?.activeProfileId;
  if (profileId === undefined) return;
  void keep(app, profileId, id, { messages: [...messages], sources: ['traffic'] }, known.has(id));
}

function seenOf(seen: Registry['seen'], id: ConversationId): Signal<Transcript> {
  const held = seen.get(id) ?? signal(NO_MESSAGES);
  seen.set(id, held);
  return held;
}

function forgetOldest(seen: Registry['seen']): void {
  let chars = [...seen.values()].reduce((sum, held) => sum + charsOf(held.peek()), 0);
  for (const held of [...seen.values()].slice(0, -1)) {
    if (chars <= MAX_SEEN_CHARS) return;
    chars -= charsOf(held.peek());
    held.value = NO_MESSAGES;
  }
}

const charsOf = ({ messages }: Transcript) => messages.reduce((sum, { text }) => sum + text.length, 0);

function recentMessages(recent: readonly RecentMessage[]): Message[] {
  return withIds(
    recent.map(({ role, content, spoken, timestamp, messageId }) => ({
      id: messageId,
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
  isOpened: boolean,
): Promise<void> {
  await (await memory?.())?.save(profileId, id, known, isOpened);
}

function createKnown(app: App, id: ConversationId, seen: ReadonlySignal<Transcript>): Known {
  const { store, memory } = app;
  const kept = signal(NO_MESSAGES);
  const unkept = signal(NO_MESSAGES);
  const isLoaded = signal(false);
  let generation = 0;
  const profileId = () => store.overview.peek()?.activeProfileId;
  const put = (messages: readonly Message[], source: TranscriptSource, mayKeep: boolean) => {
    const place = mayKeep ? kept : unkept;
    const merged = addMessages(place.peek(), messages, [source]);
    if (merged === place.peek()) return;
    place.value = merged;
    const profile = profileId();
    if (mayKeep && profile !== undefined)
      void keep(app, profile, id, { messages: [...messages], sources: [source] }, true);
  };
  const load = async () => {
    const begun = (generation += 1);
    const profile = profileId();
    if (profile === undefined) return;
    const stored = decodeTranscript(await (await memory?.())?.load(profile, id));
    if (begun !== generation) return;
    const now = kept.peek();
    kept.value = addMessages(stored, now.messages, now.sources);
    isLoaded.value = true;
    // Added before it was known for which profile.
    if (kept.peek() !== stored) void keep(app, profile, id, now, true);
  };
  let stop: (() => void) | null = null;
  const transcript = computed(
    () => [unkept.value, seen.value].reduce((all, more) => addMessages(all, more.messages, more.sources), kept.value),
    {
      watched: () => {
        stop = followPrompts(store, id, (messages) => put(messages, 'synap', true));
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
    add: (messages, source, mayKeep = true) => put(messages, source, mayKeep),
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
function followPrompts(store: Store, id: ConversationId, take: (messages: Message[]) => void): () => void {
  const model = store.conversation(id);
  const stops = PROMPT_STYLES.map((style) =>
    effect(() => {
      const slot = model.slot({ kind: 'prompt', style }).value;
      const recent = isGone(slot) ? [] : (slot.answer?.data.recentMessages ?? []);
      if (recent.length > 0) untracked(() => take(recentMessages(recent)));
    }),
  );
  return () => stops.forEach((end) => end());
}
