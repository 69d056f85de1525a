import { finite, is, looseObject, number, object, pipe, string, unknown } from 'valibot';
import type { Answer } from '../../core/conversation/conversation.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import { createSerializer, ignoreErrors } from '../serialize.ts';

/**
 * Answers kept in IndexedDB. A path names the profile, the key's id (a random word that changes with every key, so
 * another key never sees them), the conversation and the part, in that order, so that a prefix drops everything below
 * it.
 */
export interface AnswerCache {
  /** The answers as stored, however old; null for missing or corrupt ones. */
  findAll(paths: readonly CachePath[]): Promise<(Answer<unknown> | null)[]>;
  /** The answer if it may be served now. */
  fresh(path: CachePath): Promise<Answer<unknown> | null>;
  put(path: CachePath, answer: Answer<unknown>, maxEntries: number): Promise<void>;
  /** Drops everything under the path; resolves with the number of answers dropped. */
  drop(path: CachePath): Promise<number>;
  /** Drops expired answers in the background, at most once a minute. */
  sweep(): void;
}

/** From general to specific: profile, key id, conversation, part. */
export type CachePath = readonly string[];

interface CacheRecord {
  answer: Answer<unknown>;
  usedAt: number;
}

const SWEEP_EVERY_MS = 60_000;
/** The last status is kept after it expires: comparing it with the next one reveals a newer compaction. */
const STATUS_KEPT_MS = 24 * 60 * 60_000;

/** A cache that cannot be read or written counts as empty; it never fails a request. */
export function createCache(store: KeyValueStore, now: () => number): AnswerCache {
  // Serialized: a delayed note of use must not restore a dropped record.
  const runExclusive = createSerializer();
  const records = createRecords(store);
  let sweptAt = -Infinity;
  const sweep = () => {
    const age = now() - sweptAt;
    if (age >= 0 && age < SWEEP_EVERY_MS) return;
    sweptAt = now();
    ignoreErrors(runExclusive(() => records.removeWhere((key, value) => !isWorthKeeping(key, value, now()))));
  };
  const noteUse = async (key: string) => {
    const [record] = await records.read([key]);
    if (record) await records.write(key, { ...record, usedAt: now() });
  };
  return {
    findAll: async (paths) => (await records.read(paths.map(pathKey))).map((record) => record?.answer ?? null),
    fresh: async (path) => {
      const key = pathKey(path);
      const [record] = await records.read([key]);
      if (!record || !mayServe(record.answer, now())) return null;
      ignoreErrors(runExclusive(() => noteUse(key)));
      return { ...record.answer, meta: { ...record.answer.meta, source: 'cache' } };
    },
    put: async (path, answer, maxEntries) => {
      const key = pathKey(path);
      await runExclusive(async () => {
        const write = () => records.write(key, { answer, usedAt: now() });
        // When the store is full, the older half is evicted; if that is not enough, the answer is not cached.
        await write().catch(async () => {
          await records.evict(Math.floor((await records.count()) / 2));
          await write();
        });
        if ((await records.count()) > maxEntries) await records.evict(maxEntries);
      }).catch(() => undefined);
      sweep();
    },
    drop: (path) =>
      runExclusive(async () => {
        const prefix = pathKey(path);
        return records.removeWhere((key) => key.startsWith(prefix), 'keys');
      }),
    sweep,
  };
}

/** The store's records and their number, which is read once and then tracked. */
function createRecords(store: KeyValueStore) {
  let keys: Set<string> | null = null;
  const remove = async (gone: string[]) => {
    for (const key of gone) keys?.delete(key);
    await Promise.all(gone.map((key) => store.remove(key)));
    return gone.length;
  };
  return {
    count: async () => (keys ??= new Set(await store.keys())).size,
    read: async (wanted: string[]): Promise<(CacheRecord | null)[]> => {
      const values = await store.getMany(wanted).catch(() => []);
      const spoilt = wanted.filter((_, at) => values[at] !== undefined && !isCacheRecord(values[at]));
      await remove(spoilt).catch(() => undefined);
      return wanted.map((_, at) => (isCacheRecord(values[at]) ? values[at] : null));
    },
    write: async (key: string, record: CacheRecord) => {
      await store.set(key, record);
      keys?.add(key);
    },
    /** Keeps the most recently used ones. */
    evict: async (maxEntries: number) => {
      const all = await store.entries();
      const oldestFirst = all
        .map(([key, value]) => ({ key, usedAt: isCacheRecord(value) ? value.usedAt : 0 }))
        .sort((a, b) => a.usedAt - b.usedAt);
      keys = new Set(all.map(([key]) => key));
      await remove(oldestFirst.slice(0, Math.max(0, all.length - maxEntries)).map(({ key }) => key));
    },
    removeWhere: async (isGone: (key: string, value: unknown) => boolean, by: 'keys' | 'entries' = 'entries') => {
      const all: [string, unknown][] =
        by === 'keys' ? (await store.keys()).map((key) => [key, undefined]) : await store.entries();
      keys = new Set(all.map(([key]) => key));
      return remove(all.filter(([key, value]) => isGone(key, value)).map(([key]) => key));
    },
  };
}

/** An answer from the future is stale: the clock has jumped back. */
function mayServe(answer: Answer<unknown>, now: number): boolean {
  return answer.meta.retrievedAt <= now && now < answer.meta.expiresAt;
}

function isWorthKeeping(key: string, value: unknown, now: number): boolean {
  if (!isCacheRecord(value)) return false;
  const age = Math.abs(now - value.answer.meta.retrievedAt);
  return mayServe(value.answer, now) || (key.endsWith('|status|') && age < STATUS_KEPT_MS);
}

/** Each step ends with a bar, so that no id is a prefix of another. */
export function pathKey(path: CachePath): string {
  return path.map((step) => `${step}|`).join('');
}

const epochMs = pipe(number(), finite());
const StoredRecord = object({
  answer: object({ data: unknown(), raw: string(), meta: looseObject({ retrievedAt: epochMs, expiresAt: epochMs }) }),
  usedAt: number(),
});

function isCacheRecord(value: unknown): value is CacheRecord {
  return is(StoredRecord, value);
}
