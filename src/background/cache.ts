import type { Answer } from '../core/conversation.ts';
import type { KeyValueStore } from '../platform/storage.ts';

/**
 * Answers kept in IndexedDB. A key names the profile, the key's id (a random word that changes with every key, so
 * another key never sees them), the conversation and the part, in that order: a prefix drops what belongs together.
 */
export interface AnswerCache {
  /** The record as stored, however old; null when there is none or it is spoilt. */
  find(path: CachePath): Promise<Answer<unknown> | null>;
  /** What may be served now. */
  fresh(path: CachePath): Promise<Answer<unknown> | null>;
  put(path: CachePath, answer: Answer<unknown>, mostEntries: number): Promise<void>;
  /** Drops all that lies under the path; answers how many. `keep` is left. */
  drop(path: CachePath, keep?: CachePath): Promise<number>;
}

/** From general to special: profile, key id, conversation, part. */
export type CachePath = readonly string[];

interface CacheRecord {
  answer: Answer<unknown>;
  usedAt: number;
}

export function createCache(store: KeyValueStore, now: () => number): AnswerCache {
  const read = async (path: CachePath): Promise<CacheRecord | null> => {
    const key = cacheKey(path);
    const value = await store.get(key);
    if (value === undefined) return null;
    if (isCacheRecord(value)) return value;
    await store.remove(key);
    return null;
  };
  const evict = async (mostEntries: number) => {
    if ((await store.keys()).length <= mostEntries) return;
    const all = await store.entries();
    const oldestFirst = all
      .map(([key, value]) => ({ key, usedAt: isCacheRecord(value) ? value.usedAt : 0 }))
      .sort((a, b) => a.usedAt - b.usedAt);
    const surplus = oldestFirst.slice(0, all.length - mostEntries);
    await Promise.all(surplus.map(({ key }) => store.remove(key)));
  };
  return {
    find: async (path) => (await read(path))?.answer ?? null,
    fresh: async (path) => {
      const record = await read(path);
      if (!record || !mayServe(record.answer, now())) return null;
      await store.set(cacheKey(path), { ...record, usedAt: now() });
      return { ...record.answer, meta: { ...record.answer.meta, source: 'cache' } };
    },
    put: async (path, answer, mostEntries) => {
      await store.set(cacheKey(path), { answer, usedAt: now() } satisfies CacheRecord);
      await evict(mostEntries);
    },
    drop: async (path, keep) => {
      const prefix = cacheKey(path);
      const kept = keep ? cacheKey(keep) : null;
      const under = (await store.keys()).filter((key) => key.startsWith(prefix) && key !== kept);
      await Promise.all(under.map((key) => store.remove(key)));
      return under.length;
    },
  };
}

/** A record from the future (the clock jumped back) is stale, whatever it says. */
function mayServe(answer: Answer<unknown>, now: number): boolean {
  return answer.meta.retrievedAt <= now && now < answer.meta.expiresAt;
}

/** Each step ends with a bar, so that no id is the beginning of another. */
function cacheKey(path: CachePath): string {
  return path.map((step) => `${step}|`).join('');
}

function isCacheRecord(value: unknown): value is CacheRecord {
  if (typeof value !== 'object' || value === null || !('answer' in value) || !('usedAt' in value)) return false;
  const { answer, usedAt } = value;
  if (typeof usedAt !== 'number' || typeof answer !== 'object' || answer === null) return false;
  if (!('data' in answer) || !('raw' in answer) || !('meta' in answer)) return false;
  const meta = answer.meta;
  if (typeof meta !== 'object' || meta === null || !('retrievedAt' in meta) || !('expiresAt' in meta)) return false;
  return Number.isFinite(meta.retrievedAt) && Number.isFinite(meta.expiresAt);
}
