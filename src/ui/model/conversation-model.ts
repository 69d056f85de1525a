import { batch, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import {
  partKey,
  STATUS,
  type AnyPartData,
  type Part,
  type PartAnswer,
  type PartData,
  type PartKind,
} from '../../core/conversation/part.ts';
import type { AppError } from '../../core/errors.ts';
import type { Backend } from '../../protocol/backend.ts';
import type { RequestLogEntry } from '../../protocol/overview.ts';
import type { Priority, ReadMode } from '../../protocol/requests.ts';
import { createAnswers, type Put } from './answers.ts';
import type { RunEstimate } from './slots/run-estimate.ts';
import type { Slot } from './slots/slot.ts';
import { createSlots, type Slots } from './slots/slots.ts';

/** The shared state of one conversation. All views of a page that show the id use the same model. */
export interface ConversationModel {
  readonly id: ConversationId;
  /** The state of a part; the same signal for the same part. */
  slot<K extends PartKind>(part: Part<K>): ReadonlySignal<Slot<PartData[K]>>;
  readonly requests: Signal<RequestLogEntry[]>;
  /** The messages that the latest compaction likely lost; null until they were compared. */
  readonly lostCount: Signal<number | null>;
  /** The current run against Synap's estimates; null while none is known. */
  readonly run: ReadonlySignal<RunEstimate | null>;
  /** By default a fresh read has a click's priority, and a cached one that of an opened view. */
  load(part: Part, mode: ReadMode, priority?: Priority): Promise<void>;
  /** Reads everything that is shown from Synap again, as the user asked. */
  refresh(): Promise<unknown>;
  /** Marks a part as shown until the returned function is called; a shown part is reloaded after an invalidation. */
  show(part: Part): () => void;
  onAnswered(answered: PartAnswer): void;
  onFailed(part: Part, error: AppError): void;
  onQueued(part: Part, until: number | null): void;
  /** After a lost port: reads the cache, and asks Synap about a shown run that the worker does not watch. */
  catchUp(isWatched: boolean): Promise<void>;
  /** Summaries and prompts are out of date. */
  invalidate(): void;
  /** Another profile or key: everything held is void, and answers in flight belong to the old one. */
  reset(): void;
  /** Whether the model is read, shown or loading. */
  isUsed(): boolean;
}

/** `onUnused` is called once the model is no longer read, shown or loading. */
export function createConversationModel(
  id: ConversationId,
  backend: Backend,
  now: () => number,
  onUnused: () => void = () => undefined,
): ConversationModel {
  const readers = createReaders(() => checkUse());
  const { shown, show } = createShown(() => checkUse());
  const requests = signal<RequestLogEntry[]>([], readers.options);
  const lostCount = signal<number | null>(null);
  const run = signal<RunEstimate | null>(null, readers.options);
  const slots = createSlots(now, readers.options);
  const status = slots.of(STATUS).value;
  const isUsed = () => readers.count() > 0 || shown.size > 0 || slots.all().some((slot) => slot.value.peek().loading);
  const checkUse = () => (isUsed() ? undefined : onUnused());
  const answers = createAnswers(slots, run, {
    readStatus: () => void load(STATUS, 'cached', 'automatic'),
    reload: () => void reloadShown('cached'),
  });
  const { put } = answers;
  const loader = createLoader(id, backend, slots, put, checkUse);
  const { load } = loader;
  const reloadShown = (mode: ReadMode, withStatus = false) =>
    Promise.all([...shown.values()].map(({ part }) => (withStatus || part.kind !== 'status') && load(part, mode)));

  return {
    id,
    slot: slots.typed,
    requests,
    lostCount,
    run,
    load,
    isUsed,
    show,
    refresh: () => Promise.all([load(STATUS, 'fresh'), reloadShown('fresh')]),
    onAnswered: ({ part, answer }) => put(part, answer),
    onFailed: (part, error) => slots.of(part).fail(error),
    onQueued: (part, until) => slots.of(part).queue(until),
    catchUp: async (isWatched) => {
      // A `queued` event that ended another view's wait may have been missed.
      for (const slot of slots.all()) if (!slot.value.peek().loading) slot.queue(null);
      const { answer: before, error } = status.peek();
      if (!before || error) return;
      const mayAsk = () => !isWatched && shown.size > 0 && status.peek().answer === before && run.peek() !== null;
      await catchUpStatus(loader, status, mayAsk, put);
      if (JSON.stringify(status.peek().answer?.data) !== JSON.stringify(before.data)) void reloadShown('cached');
    },
    invalidate: () => {
      slots.clearAll((key) => key !== partKey(STATUS) && !shown.has(key));
      answers.supersede();
      void reloadShown('cached');
    },
    reset: () => {
      loader.startOver();
      slots.clearAll();
      answers.startOver();
      [requests.value, lostCount.value, run.value] = [[], null, null];
      void reloadShown('cached', true);
    },
  };
}

/** Reads parts from the worker. `startOver` discards answers that are still in flight. */
function createLoader(id: ConversationId, backend: Backend, slots: Slots, put: Put, onEnd: () => void) {
  let generation = 0;
  /** Null: the answer belongs to another profile or key. */
  const ask = async (part: Part, mode: ReadMode, priority: Priority) => {
    const sentGeneration = generation;
    const outcome = await backend.ask('read', { conversationId: id, part, mode, priority });
    return sentGeneration === generation ? outcome : null;
  };
  const load = async (part: Part, mode: ReadMode, priority: Priority = mode === 'fresh' ? 'user' : 'view') => {
    const slot = slots.of(part);
    const end = mode === 'peek' ? () => undefined : slot.begin();
    const outcome = await ask(part, mode, priority);
    batch(() => {
      end();
      if (outcome?.ok === false) slot.fail(outcome.error);
      else if (outcome?.value) put(part, outcome.value);
    });
    onEnd();
  };
  const startOver = () => {
    generation += 1;
  };
  return { ask, load, startOver };
}

/** Puts the cached status; without one, asks Synap if `mayAsk` allows it. */
async function catchUpStatus(
  { ask, load }: ReturnType<typeof createLoader>,
  status: ReadonlySignal<Slot<AnyPartData>>,
  mayAsk: () => boolean,
  put: Put,
): Promise<void> {
  const peeked = await ask(STATUS, 'peek', 'automatic');
  if (!peeked?.ok) return;
  // An answer that is already held is not put again: it would appear to come from the cache.
  const isHeld = peeked.value?.meta.retrievedAt === status.peek().answer?.meta.retrievedAt;
  if (peeked.value && !isHeld) put(STATUS, peeked.value);
  // One read makes the worker watch the run, so a view that reconnects every 30 s sends no further ones.
  if (!peeked.value && mayAsk()) await load(STATUS, 'cached', 'automatic');
}

/** Counts the readers of the model's signals. */
function createReaders(onUnused: () => void) {
  let count = 0;
  return {
    count: () => count,
    options: {
      watched: () => {
        count += 1;
      },
      unwatched: () => {
        count -= 1;
        if (count === 0) onUnused();
      },
    },
  };
}

/** The parts that views show now; `onHidden` is called when one is no longer shown. */
function createShown(onHidden: () => void) {
  const shown = new Map<string, { part: Part; count: number }>();
  const show = (part: Part) => {
    const key = partKey(part);
    const entry = shown.get(key) ?? { part, count: 0 };
    entry.count += 1;
    shown.set(key, entry);
    return () => {
      entry.count -= 1;
      if (entry.count > 0) return;
      shown.delete(key);
      onHidden();
    };
  };
  return { shown, show };
}
