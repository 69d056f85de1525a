import { isText, isNumber, listOf } from '../../core/shape.ts';
import type { KeyValueStore } from '../../platform/storage.ts';

/** The dates that decide whether an answer stays, kept apart from the answers, which may be megabytes. Epoch ms. */
export interface Dates {
  retrievedAt: number;
  expiresAt: number;
  usedAt: number;
}

/** The key of the record with the dates of all others. Keys of answers end with a bar, so none has this name. */
export const INDEX_KEY = 'index';

type Row = [string, number, number, number];

function isRow(value: unknown): value is Row {
  return Array.isArray(value) && value.length === 4 && isText(value[0]) && value.slice(1).every(isNumber);
}

const isIndex = listOf(isRow);

export interface CacheIndex {
  /** In step with the keys that the store has now. */
  load(): Promise<Map<string, Dates>>;
  /** As it was loaded last: what is only added or used needs no look at every key. */
  held(): Promise<Map<string, Dates>>;
  /** Whether the store may have one of these: only this worker writes it. Waits for the names that are being loaded. */
  mayHold(keys: readonly string[]): Promise<boolean>;
  save(): Promise<void>;
  /** The store was emptied. */
  reset(): void;
}

/** `datesOf` reads them off a stored answer; null for a spoilt one, which is removed. */
export function createCacheIndex(store: KeyValueStore, datesOf: (value: unknown) => Dates | null): CacheIndex {
  let index: Map<string, Dates> | null = null;
  const readMissing = async (keys: string[], into: Map<string, Dates>) => {
    // One at a time: each may be megabytes.
    for (const key of keys) {
      const found = datesOf(await store.get(key));
      if (found) into.set(key, found);
      else await store.remove(key);
    }
  };
  let loading: Promise<string[]> | undefined;
  const load = async () => {
    loading = store.keys();
    const [stored, all] = await Promise.all([index ? null : store.get(INDEX_KEY), loading]);
    const known = index ?? decoded(stored);
    const keys = all.filter((key) => key !== INDEX_KEY);
    const present = new Set(keys);
    for (const key of known.keys()) if (!present.has(key)) known.delete(key);
    await readMissing(
      keys.filter((key) => !known.has(key)),
      known,
    );
    index = known;
    return known;
  };
  return {
    load,
    held: async () => index ?? load(),
    mayHold: async (keys) => {
      const names = index ?? new Set(await (loading ??= store.keys()));
      return keys.some((key) => names.has(key));
    },
    reset: () => {
      index = null;
      loading = undefined;
    },
    save: async () => {
      if (index === null) return;
      if (index.size === 0) await store.remove(INDEX_KEY);
      else await store.set(INDEX_KEY, encoded(index));
    },
  };
}

function encoded(index: ReadonlyMap<string, Dates>): Row[] {
  return [...index].map(([key, { retrievedAt, expiresAt, usedAt }]) => [key, retrievedAt, expiresAt, usedAt]);
}

/** Without an index, or with a spoilt one, each answer is read once. */
function decoded(value: unknown): Map<string, Dates> {
  if (!isIndex(value)) return new Map();
  return new Map(value.map(([key, retrievedAt, expiresAt, usedAt]) => [key, { retrievedAt, expiresAt, usedAt }]));
}
