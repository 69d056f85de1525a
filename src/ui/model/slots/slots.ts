import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Answer } from '../../../core/conversation/conversation.ts';
import { partKey, type AnyPartData, type Part, type PartData, type PartKind } from '../../../core/conversation/part.ts';
import type { AppError } from '../../../core/errors.ts';
import { isOfLatest } from './newer-version.ts';
import { emptySlot, type Slot } from './slot.ts';

type Held = Omit<Slot<AnyPartData>, 'loading'>;

interface HeldSlot {
  readonly value: ReadonlySignal<Slot<AnyPartData>>;
  /** Call when a request begins, and the returned function when it ends. */
  begin(): () => void;
  put(answer: Answer<AnyPartData>): void;
  fail(error: AppError): void;
  /** A newer version is known than the one that the answer is of. */
  supersede(): void;
  queue(until: number | null): void;
  clear(): void;
}

type SignalOptions = NonNullable<Parameters<typeof computed>[1]>;

export interface Slots {
  of(part: Part): HeldSlot;
  /** The slot's value with the type of its part. */
  typed<K extends PartKind>(part: Part<K>): ReadonlySignal<Slot<PartData[K]>>;
  all(): HeldSlot[];
  /** Marks the answers about the latest version as being of an earlier one. */
  supersedeLatest(): void;
  /** Empties the slots, or those whose `partKey` is accepted by `isCleared`. */
  clearAll(isCleared?: (key: string) => boolean): void;
}

/** One slot for each requested part. */
export function createSlots(now: () => number, options: SignalOptions): Slots {
  const slots = new Map<string, HeldSlot>();
  const latest = new Set<string>();
  const of = (part: Part): HeldSlot => {
    const key = partKey(part);
    const slot = slots.get(key) ?? createSlot(now, options);
    slots.set(key, slot);
    if (isOfLatest(part)) latest.add(key);
    return slot;
  };
  return {
    of,
    // A slot only ever holds its part's data, which the compiler cannot see through the map.
    typed: <K extends PartKind>(part: Part<K>) =>
      of(part as Part).value as ReadonlySignal<Slot<AnyPartData>> as ReadonlySignal<Slot<PartData[K]>>,
    all: () => [...slots.values()],
    supersedeLatest: () => latest.forEach((key) => slots.get(key)?.supersede()),
    clearAll: (isCleared = () => true) => {
      for (const [key, slot] of slots) if (isCleared(key)) slot.clear();
    },
  };
}

function createSlot(now: () => number, options: SignalOptions): HeldSlot {
  const { loading: _loading, ...empty } = emptySlot<AnyPartData>();
  const held = signal<Held>(empty);
  const pending = signal(0);
  let generation = 0;
  const change = (changes: Partial<Held>) => {
    held.value = { ...held.peek(), ...changes };
  };
  return {
    value: computed(() => ({ ...held.value, loading: pending.value > 0 }), options),
    begin: () => {
      const begun = generation;
      pending.value += 1;
      return () => {
        if (begun === generation) pending.value -= 1;
      };
    },
    put: (answer) => {
      const { answer: before, superseded, error, failedAt, queuedUntil } = held.peek();
      const heldSince = before?.meta.retrievedAt ?? 0;
      // An older answer must not replace a newer one, unless the newer one is from the future: then the clock was set
      // back.
      if (heldSince > answer.meta.retrievedAt && heldSince <= now()) return;
      // The worker sends an answer to every view, the requesting one included.
      const isHeld = before !== null && isSameAnswer(before, answer) && !superseded;
      if (isHeld && !error && queuedUntil === null) return;
      // An answer cached before the failure does not show that Synap can be reached again.
      const isOld = answer.meta.source === 'cache' && failedAt !== null && answer.meta.retrievedAt < failedAt;
      change({ answer, superseded: false, queuedUntil: null, ...(isOld ? {} : { error: null, failedAt: null }) });
    },
    fail: (error) => {
      if (held.peek().error !== error) change({ error, failedAt: now(), queuedUntil: null });
    },
    supersede: () => {
      if (held.peek().answer && !held.peek().superseded) change({ superseded: true });
    },
    queue: (queuedUntil) => {
      if (held.peek().queuedUntil !== queuedUntil) change({ queuedUntil });
    },
    clear: () =>
      batch(() => {
        generation += 1;
        pending.value = 0;
        held.value = empty;
      }),
  };
}

function isSameAnswer(a: Answer<AnyPartData>, b: Answer<AnyPartData>): boolean {
  const isSameReply = a.meta.correlationId === b.meta.correlationId && a.meta.retrievedAt === b.meta.retrievedAt;
  return isSameReply && a.meta.source === b.meta.source && isSameData(a.data, b.data);
}

/** To write both out as JSON would take a tenth of a second for 8 MB. */
function isSameData(a: unknown, b: unknown): boolean {
  if (!hasParts(a) || !hasParts(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isSameData(a[key], b[key]));
}

const hasParts = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null;
