import type { Answer } from '../../core/conversation/conversation.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import { createTurn, type Turn } from '../serialize.ts';

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
  /** Drops all that lies under the path; answers how many. */
  drop(path: CachePath): Promise<number>;
  /** Drops, soon and at most once a minute, what may not be served any more. */
  sweep(): void;
}

/** From general to special: profile, key id, conversation, part. */
export type CachePath = readonly string[];

interface CacheRecord {
  answer: Answer<unknown>;
  usedAt: number;
}

const SWEEP_EVERY_MS = 60_000;
/** What a conversation's last status said tells the next one's news, long after it may not be served. */
const STATUS_KEPT_MS = 24 * 60 * 60_000;

/** A cache that cannot be read or written is a cold cache, never a failed question. */
export function createCache(store: KeyValueStore, now: () => number): AnswerCache {
  // Changes go one after the other: what was dropped must not come back by a use noted a moment later.
  const inTurn = createTurn();
  const sweep = createSweep(store, now, inTurn);
  const read = async (path: CachePath): Promise<CacheRecord | null> => {
    const key = pathKey(path);
    const value = await store.get(key).catch(() => undefined);
    if (value === undefined) return null;
    if (isCacheRecord(value)) return value;
    await store.remove(key).catch(() => undefined);
    return null;
  };
  const noteUse = async (path: CachePath) => {
    const record = await read(path);
    if (record) await store.set(pathKey(path), { ...record, usedAt: now() });
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
      inTurn(() => noteUse(path)).catch(() => undefined);
      return { ...record.answer, meta: { ...record.answer.meta, source: 'cache' } };
    },
    put: async (path, answer, mostEntries) => {
      await inTurn(async () => {
        const write = () => store.set(pathKey(path), { answer, usedAt: now() } satisfies CacheRecord);
        // No room: the older half makes way; when that is not enough, this answer is not kept.
        await write().catch(async () => {
          await evict(Math.floor((await store.keys()).length / 2));
          await write();
        });
        await evict(mostEntries);
      }).catch(() => undefined);
      sweep();
    },
    drop: (path) =>
      inTurn(async () => {
        const prefix = pathKey(path);
        const under = (await store.keys()).filter((key) => key.startsWith(prefix));
        await Promise.all(under.map((key) => store.remove(key)));
        return under.length;
      }),
    sweep,
  };
}

function createSweep(store: KeyValueStore, now: () => number, inTurn: Turn): () => void {
  let sweptAt = -Infinity;
  return () => {
    const age = now() - sweptAt;
    if (age >= 0 && age < SWEEP_EVERY_MS) return;
    sweptAt = now();
    inTurn(async () => {
      const gone = (await store.entries()).filter(([key, value]) => !isWorthKeeping(key, value, now()));
      await Promise.all(gone.map(([key]) => store.remove(key)));
    }).catch(() => undefined);
  };
}

/** A record from the future (the clock jumped back) is stale, whatever it says. */
function mayServe(answer: Answer<unknown>, now: number): boolean {
  return answer.meta.retrievedAt <= now && now < answer.meta.expiresAt;
}

function isWorthKeeping(key: string, value: unknown, now: number): boolean {
  if (!isCacheRecord(value)) return false;
  const age = Math.abs(now - value.answer.meta.retrievedAt);
  return mayServe(value.answer, now) || (key.endsWith('|status|') && age < STATUS_KEPT_MS);
}

/** Each step ends with a bar, so that no id is the beginning of another. */
export function pathKey(path: CachePath): string {
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
