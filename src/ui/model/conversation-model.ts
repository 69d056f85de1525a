import { signal, type Signal } from '@preact/signals';
import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
  ConversationId,
  PromptStyle,
  SummaryFormat,
} from '../../core/conversation/conversation.ts';
import type { AppError, Outcome } from '../../core/errors.ts';
import type { Learned, Part } from '../../protocol/events.ts';
import type { RequestLogEntry } from '../../protocol/overview.ts';
import type { Priority, ReadMode, RequestInput } from '../../protocol/requests.ts';
import type { Backend } from '../../protocol/backend.ts';
import { emptySlot, type Slot } from './slot.ts';

/** What the views of one conversation share. Every view of a page that shows the id holds the same model. */
export interface ConversationModel {
  readonly id: ConversationId;
  readonly status: Signal<Slot<CompactionStatus>>;
  readonly requests: Signal<RequestLogEntry[]>;
  summary(format: SummaryFormat, version: number | null): Signal<Slot<CompactedSummary | null>>;
  prompt(style: PromptStyle): Signal<Slot<ContextForPrompt>>;
  load(part: Part, mode: ReadMode, priority?: Priority): Promise<void>;
  /** Asks Synap again for everything that is shown. */
  refresh(): Promise<void>;
  /** Marks a part as shown until the returned function is called: it is reloaded when it no longer holds. */
  show(part: Part): () => void;
  /** The worker told something. */
  learn(learned: Learned): void;
  fail(part: Part, error: AppError): void;
  queue(part: Part, until: number | null): void;
  /** After a time in which nothing was heard: asks the cache, and Synap of a shown run that the worker does not watch. */
  catchUp(isWatched: boolean): Promise<void>;
  /** Summaries and prompts hold no more. */
  drop(): void;
  /** Another profile or key: nothing holds, and answers under way belong to the old one. */
  reset(): void;
}

const STATUS: Part = { kind: 'status' };

type AnyAnswer = CompactionStatus | CompactedSummary | ContextForPrompt | null;

export function partKey(part: Part): string {
  if (part.kind === 'status') return 'status';
  return part.kind === 'summary' ? `summary:${part.format}:${part.version ?? 'latest'}` : `prompt:${part.style}`;
}

export function createConversationModel(id: ConversationId, backend: Backend, now: () => number): ConversationModel {
  const { slots, slot, change, put, fail } = createSlots(now);
  const { shown, show } = createShown();
  const requests = signal<RequestLogEntry[]>([]);
  let generation = 0;

  // A slot only ever holds what its part's question answers, which the compiler cannot see through the map.
  const typed = <T extends AnyAnswer>(part: Part) => slot(part) as Signal<Slot<unknown>> as Signal<Slot<T>>;
  const status = typed<CompactionStatus>(STATUS);

  const load = async (part: Part, mode: ReadMode, priority: Priority = 'user') => {
    const asked = generation;
    if (mode !== 'peek') change(part, { loading: true });
    const outcome = await askPart(backend, id, part, mode, priority);
    if (asked !== generation) return;
    if (!outcome.ok) fail(part, outcome.error);
    else if (outcome.value) put(part, outcome.value);
    if (mode !== 'peek') change(part, { loading: false });
  };

  const reloadShown = (mode: ReadMode, withStatus = false) =>
    Promise.all([...shown.values()].map(({ part }) => (withStatus || part.kind !== 'status') && load(part, mode)));

  return {
    id,
    requests,
    status,
    summary: (format, version) => typed<CompactedSummary | null>({ kind: 'summary', format, version }),
    prompt: (style) => typed<ContextForPrompt>({ kind: 'prompt', style }),
    load,
    refresh: async () => {
      await Promise.all([load(STATUS, 'fresh'), reloadShown('fresh')]);
    },
    show,
    learn: (learned) => put(learned, learned.answer),
    fail,
    queue: (part, queuedUntil) => change(part, { queuedUntil }),
    catchUp: async (isWatched) => {
      // That what another view asked waits no more was told to nobody.
      for (const held of slots.values()) if (!held.value.loading) held.value = { ...held.value, queuedUntil: null };
      const { answer: before, error } = status.value;
      if (!before || error) return;
      const asked = generation;
      const peeked = await askPart(backend, id, STATUS, 'peek', 'automatic');
      if (asked !== generation || !peeked.ok) return;
      const held = status.value.answer;
      if (!peeked.value) {
        // Asked for once, it is watched: a view that comes back each half minute asks no more.
        if (!isWatched && shown.size > 0 && held === before && held.data.state === 'in_progress')
          await load(STATUS, 'cached', 'automatic');
        // What is held already is no news: it would seem to be from the cache.
      } else if (peeked.value.meta.retrievedAt !== held?.meta.retrievedAt) put(STATUS, peeked.value);
      if (JSON.stringify(status.value.answer?.data) !== JSON.stringify(before.data)) void reloadShown('cached');
    },
    drop: () => {
      for (const [key, held] of slots) if (key !== 'status' && !shown.has(key)) held.value = emptySlot();
      void reloadShown('cached');
    },
    reset: () => {
      generation += 1;
      for (const held of slots.values()) held.value = emptySlot();
      requests.value = [];
      void reloadShown('cached', true);
    },
  };
}

function createShown() {
  const shown = new Map<string, { part: Part; count: number }>();
  const show = (part: Part) => {
    const key = partKey(part);
    const entry = shown.get(key) ?? { part, count: 0 };
    entry.count += 1;
    shown.set(key, entry);
    return () => {
      entry.count -= 1;
      if (entry.count === 0) shown.delete(key);
    };
  };
  return { shown, show };
}

function createSlots(now: () => number) {
  const slots = new Map<string, Signal<Slot<AnyAnswer>>>();
  const slot = (part: Part): Signal<Slot<AnyAnswer>> => {
    const key = partKey(part);
    const known = slots.get(key);
    if (known) return known;
    const made = signal<Slot<AnyAnswer>>(emptySlot());
    slots.set(key, made);
    return made;
  };
  const change = (part: Part, changes: Partial<Slot<AnyAnswer>>) => {
    const target = slot(part);
    target.value = { ...target.value, ...changes };
  };
  const fail = (part: Part, error: AppError) => change(part, { error, queuedUntil: null });
  const put = (part: Part, answer: Answer<AnyAnswer>) => {
    const heldSince = slot(part).value.answer?.meta.retrievedAt ?? 0;
    // An answer that overtook a later one must not replace it; one from the future is of a clock that was set back since.
    if (heldSince > answer.meta.retrievedAt && heldSince <= now()) return;
    change(part, { answer, error: null, queuedUntil: null });
  };
  return { slots, slot, change, put, fail };
}

function askPart(
  backend: Backend,
  conversationId: ConversationId,
  part: Part,
  mode: ReadMode,
  priority: Priority,
): Promise<Outcome<Answer<AnyAnswer> | null>> {
  const { kind, ...which } = part;
  // What of a part is beside its kind is what its question asks beside the rest.
  return backend.ask(kind, { conversationId, mode, priority, ...which } as RequestInput<'status'>);
}
