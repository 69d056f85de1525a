import { batch, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Answer, CompactionStatus, ConversationId } from '../../core/conversation/conversation.ts';
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
import { learnEstimate, type RunEstimate } from './run-estimate.ts';
import type { Slot } from './slot.ts';
import { createSlots, type Slots } from './slots.ts';

/** What the views of one conversation share. Every view of a page that shows the id holds the same model. */
export interface ConversationModel {
  readonly id: ConversationId;
  /** What is held of a part; the same signal for the same part. */
  slot<K extends PartKind>(part: Part<K>): ReadonlySignal<Slot<PartData[K]>>;
  readonly requests: Signal<RequestLogEntry[]>;
  /** The run in progress against Synap's estimates; null while none is known to be. */
  readonly run: ReadonlySignal<RunEstimate | null>;
  load(part: Part, mode: ReadMode, priority?: Priority): Promise<void>;
  /** Asks Synap again for everything that is shown. */
  refresh(): Promise<unknown>;
  /** Marks a part as shown until the returned function is called: it is loaded again when it no longer holds. */
  show(part: Part): () => void;
  onAnswered(told: PartAnswer): void;
  onFailed(part: Part, error: AppError): void;
  onQueued(part: Part, until: number | null): void;
  /** After the port was lost: asks the cache, and Synap about a shown run that the worker does not watch. */
  catchUp(isWatched: boolean): Promise<void>;
  /** Summaries and prompts hold no more. */
  invalidate(): void;
  /** Another profile or key: nothing holds, and answers under way belong to the old one. */
  reset(): void;
  /** Whether anything reads, shows or awaits it. */
  isUsed(): boolean;
}

/** `onUnused` is called when nothing reads, shows or awaits it any more. */
export function createConversationModel(
  id: ConversationId,
  backend: Backend,
  now: () => number,
  onUnused: () => void = () => undefined,
): ConversationModel {
  const readers = createReaders(() => checkUse());
  const { shown, show } = createShown(() => checkUse());
  const requests = signal<RequestLogEntry[]>([], readers.options);
  const run = signal<RunEstimate | null>(null, readers.options);
  const slots = createSlots(now, readers.options);
  const status = slots.of(STATUS).value;
  const isUsed = () => readers.count() > 0 || shown.size > 0 || slots.all().some((slot) => slot.value.peek().loading);
  const checkUse = () => {
    if (!isUsed()) onUnused();
  };
  const put = (part: Part, answer: Answer<AnyPartData>) =>
    batch(() => {
      slots.of(part).put(answer);
      if (part.kind === 'status') run.value = estimateOf(run.peek(), slots.typed<'status'>(STATUS).peek().answer);
    });
  const loader = createLoader(id, backend, slots, put, checkUse);
  const { load } = loader;
  const reloadShown = (mode: ReadMode, withStatus = false) =>
    Promise.all([...shown.values()].map(({ part }) => (withStatus || part.kind !== 'status') && load(part, mode)));

  return {
    id,
    slot: slots.typed,
    requests,
    run,
    load,
    isUsed,
    show,
    refresh: () => Promise.all([load(STATUS, 'fresh'), reloadShown('fresh')]),
    onAnswered: ({ part, answer }) => put(part, answer),
    onFailed: (part, error) => slots.of(part).fail(error),
    onQueued: (part, until) => slots.of(part).queue(until),
    catchUp: async (isWatched) => {
      // The worker may have told that what another view asked for waits no more.
      for (const slot of slots.all()) if (!slot.value.peek().loading) slot.queue(null);
      const { answer: before, error } = status.peek();
      if (!before || error) return;
      const mayAsk = () => !isWatched && shown.size > 0 && status.peek().answer === before && run.peek() !== null;
      await catchUpStatus(loader, status, mayAsk, put);
      if (JSON.stringify(status.peek().answer?.data) !== JSON.stringify(before.data)) void reloadShown('cached');
    },
    invalidate: () => {
      slots.clearAll((key) => key !== partKey(STATUS) && !shown.has(key));
      void reloadShown('cached');
    },
    reset: () => {
      loader.startOver();
      slots.clearAll();
      requests.value = [];
      run.value = null;
      void reloadShown('cached', true);
    },
  };
}

type Put = (part: Part, answer: Answer<AnyPartData>) => void;

/** Asks the worker for parts. `startOver` voids the answers that are still under way. */
function createLoader(id: ConversationId, backend: Backend, slots: Slots, put: Put, onEnd: () => void) {
  let generation = 0;
  /** Null: the answer belongs to another profile or key. */
  const ask = async (part: Part, mode: ReadMode, priority: Priority) => {
    const asked = generation;
    const outcome = await backend.ask('read', { conversationId: id, part, mode, priority });
    return asked === generation ? outcome : null;
  };
  const load = async (part: Part, mode: ReadMode, priority: Priority = 'user') => {
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

/** Puts the status that the cache holds; where it holds none, Synap is asked if `mayAsk` says so. */
async function catchUpStatus(
  { ask, load }: ReturnType<typeof createLoader>,
  status: ReadonlySignal<Slot<AnyPartData>>,
  mayAsk: () => boolean,
  put: Put,
): Promise<void> {
  const peeked = await ask(STATUS, 'peek', 'automatic');
  if (!peeked?.ok) return;
  // An answer that is held already is not put again: it would seem to come from the cache.
  const isHeld = peeked.value?.meta.retrievedAt === status.peek().answer?.meta.retrievedAt;
  if (peeked.value && !isHeld) put(STATUS, peeked.value);
  // Once it was asked for, the worker watches it: a view that reconnects each half minute asks no more.
  if (!peeked.value && mayAsk()) await load(STATUS, 'cached', 'automatic');
}

/** Counts what reads the model's signals. */
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

/** The estimate of the run in progress, learned from each answer; null while none is known to be. */
function estimateOf(known: RunEstimate | null, answer: Answer<CompactionStatus> | null): RunEstimate | null {
  return answer?.data.state === 'in_progress' ? learnEstimate(known, answer.data, answer.meta) : null;
}

/** The parts that views show now; `onHidden` is called when one no longer is. */
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
