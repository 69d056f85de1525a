import { isText, isNumber, shape } from '../../core/shape.ts';
import type { Answer } from '../../core/conversation/conversation.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import { createSerializer, ignoreErrors } from '../serialize.ts';
import { createCacheIndex, type Dates } from './cache-index.ts';

/**
 * Answers kept in IndexedDB. A path names the profile, the key's id (a random word that changes with every key, so
 * another key never sees them), the conversation and the part, in that order, so that a prefix drops everything below
 * it.
 */
export interface AnswerCache {
  /** The answers as stored, however old; null for missing or corrupt ones. */
  findAll(paths: readonly CachePath[]): Promise<(Answer<unknown> | null)[]>;
  /** The answer if it may be served now. One older than `maxAgeMs` may not: the setting may have been shortened. */
  fresh(path: CachePath, maxAgeMs: number): Promise<Answer<unknown> | null>;
  /** From now on it is found; resolves once it is stored. */
  put(path: CachePath, answer: Answer<unknown>, maxEntries: number): Promise<void>;
  /** Drops everything under the path; resolves with the number of answers dropped. */
  drop(path: CachePath): Promise<number>;
  /** Empties the store, whatever stands in it. */
  clear(): Promise<void>;
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
const USES_SAVED_EVERY_MS = 10_000;
/** The last status is kept after it expires: comparing it with the next one reveals a newer compaction. */
const STATUS_KEPT_MS = 24 * 60 * 60_000;

/** A cache that cannot be read or written counts as empty; it never fails a request. */
export function createCache(store: KeyValueStore, now: () => number): AnswerCache {
  // Serialized: a delayed note of use must not restore a dropped record.
  const runExclusive = createSerializer();
  /** Nobody waits for the disk: what is being written there is found here. */
  const unwritten = new Map<string, CacheRecord>();
  const records = createRecords(store, unwritten);
  let sweptAt = -Infinity;
  const sweep = () => {
    const age = now() - sweptAt;
    if (age >= 0 && age < SWEEP_EVERY_MS) return;
    sweptAt = now();
    ignoreErrors(runExclusive(() => records.removeWhere((key, dates) => !isWorthKeeping(key, dates, now()))));
  };
  return {
    findAll: async (paths) => (await records.read(paths.map(pathKey))).map((record) => record?.answer ?? null),
    fresh: async (path, maxAgeMs) => {
      const key = pathKey(path);
      const [record] = await records.read([key]);
      if (!record) return null;
      const { meta } = record.answer;
      const expiresAt = Math.min(meta.expiresAt, meta.retrievedAt + maxAgeMs);
      if (!mayServe({ ...meta, expiresAt }, now())) return null;
      ignoreErrors(runExclusive(() => records.noteUse(key, now())));
      return { ...record.answer, meta: { ...meta, expiresAt, source: 'cache' } };
    },
    put: async (path, answer, maxEntries) => {
      const key = pathKey(path);
      const record = { answer, usedAt: now() };
      unwritten.set(key, record);
      await runExclusive(() => records.write(key, record, maxEntries)).catch(() => undefined);
      if (unwritten.get(key) === record) unwritten.delete(key);
      sweep();
    },
    drop: (path) =>
      runExclusive(async () => {
        const prefix = pathKey(path);
        return records.removeWhere((key) => key.startsWith(prefix));
      }),
    clear: () =>
      runExclusive(async () => {
        await store.clear();
        records.reset();
      }),
    sweep,
  };
}

/** The store's records, and the index of their dates. */
function createRecords(store: KeyValueStore, unwritten: ReadonlyMap<string, CacheRecord>) {
  const { load, held, mayHold, save, reset } = createCacheIndex(store, (value) =>
    isCacheRecord(value) ? datesOf(value) : null,
  );
  let savedAt = -Infinity;
  const remove = async (index: Map<string, Dates>, gone: string[]) => {
    for (const key of gone) index.delete(key);
    await Promise.all(gone.map((key) => store.remove(key)));
  };
  /** Keeps the most recently used ones. */
  const evict = async (index: Map<string, Dates>, most: number) => {
    const oldestFirst = [...index].sort(([, a], [, b]) => a.usedAt - b.usedAt).map(([key]) => key);
    await remove(index, oldestFirst.slice(0, Math.max(0, index.size - most)));
  };
  return {
    reset,
    read: async (wanted: string[]): Promise<(CacheRecord | null)[]> => {
      const isOnDisk = mayHold(wanted.filter((key) => !unwritten.has(key)));
      const values = await isOnDisk.then((is) => (is ? store.getMany(wanted) : [])).catch((): unknown[] => []);
      const spoilt = wanted.filter((_, at) => values[at] !== undefined && !isCacheRecord(values[at]));
      await Promise.all(spoilt.map((key) => store.remove(key))).catch(() => undefined);
      return wanted.map((key, at) => unwritten.get(key) ?? (isCacheRecord(values[at]) ? values[at] : null));
    },
    write: async (key: string, record: CacheRecord, maxEntries: number) => {
      const index = await held();
      index.delete(key);
      await evict(index, maxEntries - 1);
      const write = async () => {
        index.set(key, datesOf(record));
        savedAt = record.usedAt;
        // The index first: an older one could let the sweep remove a new answer.
        await save();
        await store.set(key, record);
      };
      // When the store is full, the older half is evicted; if that is not enough, the answer is not cached.
      await write()
        .catch(async () => {
          index.delete(key);
          await evict(index, Math.floor(index.size / 2));
          await write();
        })
        .catch(() => remove(index, [key]));
    },
    /** Written with the next change; where none comes, once in a while, or a worker that only reads forgets it. */
    noteUse: async (key: string, usedAt: number) => {
      const dates = (await held()).get(key);
      if (!dates) return;
      dates.usedAt = usedAt;
      if (Math.abs(usedAt - savedAt) < USES_SAVED_EVERY_MS) return;
      savedAt = usedAt;
      await save();
    },
    removeWhere: async (isGone: (key: string, dates: Dates) => boolean) => {
      const index = await load();
      const gone = [...index].filter(([key, dates]) => isGone(key, dates)).map(([key]) => key);
      if (gone.length === 0) return 0;
      await remove(index, gone);
      await save();
      return gone.length;
    },
  };
}

/** An answer from the future is stale: the clock has jumped back. */
function mayServe({ retrievedAt, expiresAt }: Pick<Dates, 'retrievedAt' | 'expiresAt'>, now: number): boolean {
  return retrievedAt <= now && now < expiresAt;
}

function isWorthKeeping(key: string, dates: Dates, now: number): boolean {
  const age = Math.abs(now - dates.retrievedAt);
  return mayServe(dates, now) || (key.endsWith('|status|') && age < STATUS_KEPT_MS);
}

function datesOf({ answer: { meta }, usedAt }: CacheRecord): Dates {
  return { retrievedAt: meta.retrievedAt, expiresAt: meta.expiresAt, usedAt };
}

/** Each step ends with a bar, so that no id is a prefix of another. */
export function pathKey(path: CachePath): string {
  return path.map((step) => `${step}|`).join('');
}

const hasRecordFields = shape({
  answer: shape({ raw: isText, meta: shape({ retrievedAt: isNumber, expiresAt: isNumber }) }),
  usedAt: isNumber,
});

function isCacheRecord(value: unknown): value is CacheRecord {
  return hasRecordFields(value) && 'data' in value.answer;
}
