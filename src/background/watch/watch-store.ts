import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import { createSerializer } from '../serialize.ts';
import { decodeWatch } from './stored-watch.ts';
import type { WatchRecord } from './watch-record.ts';

/**
 * The watches, which survive the worker and the browser: one stored record each, so that a change costs the same however
 * many there are. They are read once per wake, because only this worker writes them. What cannot be stored is held in
 * memory, and stored with the next change that can be.
 */
export interface WatchStore {
  all(): Promise<WatchRecord[]>;
  find(profileId: string, conversationId: ConversationId): Promise<WatchRecord | null>;
  /**
   * Replaces one record by the result of `change`; null removes it. Resolves with the record before and after: the same
   * object when nothing changed and nothing was written.
   */
  change(profileId: string, conversationId: ConversationId, change: Change): Promise<Changed>;
  /** Like `change`, but what cannot be stored is undone, and rejected with the store's error. */
  changeStored(profileId: string, conversationId: ConversationId, change: Change): Promise<Changed>;
  /** Applies `change` to every record. Resolves with true when any changed. */
  changeAll(change: (record: WatchRecord) => WatchRecord | null): Promise<boolean>;
  /** Forgets what was held after the store has been emptied. */
  reset(): void;
}

/** `all` are the records held now, `before` among them. */
type Change = (before: WatchRecord | null, all: Iterable<WatchRecord>) => WatchRecord | null;

interface Changed {
  before: WatchRecord | null;
  after: WatchRecord | null;
}

const PREFIX = 'watch:';
/** Where an earlier version kept all of them, in one record. */
const OLD_KEY = 'watches';

type Watches = Map<string, WatchRecord>;

export function createWatchStore(local: KeyValueStore): WatchStore {
  const writer = createWriter(local);
  let loading: Promise<Watches> | null = null;
  const load = (): Promise<Watches> => {
    loading ??= readAll(local, writer).catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const put = (held: Watches, key: string, record: WatchRecord | null) => {
    if (record) held.set(key, record);
    else held.delete(key);
    return writer.write(held, [key]);
  };
  const change = async (profileId: string, conversationId: ConversationId, make: Change) => {
    const held = await load();
    const key = keyOf({ profileId, conversationId });
    const before = held.get(key) ?? null;
    const after = make(before, held.values());
    const writing = after === before ? null : put(held, key, after);
    const undo = () => (held.get(key) === (after ?? undefined) ? put(held, key, before) : undefined);
    return { changed: { before, after }, error: await writing, undo };
  };
  return {
    all: async () => [...(await load()).values()],
    find: async (profileId, conversationId) => (await load()).get(keyOf({ profileId, conversationId })) ?? null,
    change: async (...args) => (await change(...args)).changed,
    changeStored: async (...args) => {
      const { changed, error, undo } = await change(...args);
      if (error === null) return changed;
      await undo();
      throw error;
    },
    changeAll: async (make) => {
      const held = await load();
      const keys: string[] = [];
      for (const [key, before] of held) {
        const after = make(before);
        if (after === before) continue;
        keys.push(key);
        if (after) held.set(key, after);
        else held.delete(key);
      }
      await writer.write(held, keys);
      return keys.length > 0;
    },
    reset: () => {
      loading = null;
      writer.reset();
    },
  };
}

function keyOf({ profileId, conversationId }: Pick<WatchRecord, 'profileId' | 'conversationId'>): string {
  return `${PREFIX}${profileId}|${conversationId}`;
}

type Writer = ReturnType<typeof createWriter>;

/** Writes records as they are held when their turn comes. */
function createWriter(local: KeyValueStore) {
  const runExclusive = createSerializer();
  let unsaved = new Set<string>();
  /** An old record goes once everything in it has been stored anew. */
  let hasOld = false;
  const writeOne = async (held: Watches, key: string) => {
    const record = held.get(key);
    // Before the write: a change that comes during it marks the record again.
    unsaved.delete(key);
    const written = record ? local.set(key, record) : local.remove(key);
    await written.catch((reason: unknown) => {
      unsaved.add(key);
      throw reason;
    });
  };
  return {
    /** Resolves with the error of the first of these records that could not be stored, or null. */
    write: (held: Watches, keys: readonly string[], fromOld = false): Promise<unknown> => {
      for (const key of keys) unsaved.add(key);
      hasOld ||= fromOld;
      return runExclusive(async () => {
        if (unsaved.size === 0 && !hasOld) return null;
        try {
          for (const key of [...keys, ...unsaved]) if (unsaved.has(key)) await writeOne(held, key);
          if (hasOld) await local.remove(OLD_KEY);
          hasOld = false;
        } catch (error) {
          if (keys.some((key) => unsaved.has(key))) return error;
        }
        return null;
      });
    },
    reset: () => {
      unsaved = new Set();
      hasOld = false;
    },
  };
}

/** Corrupt records are left out one by one, and removed with the next write. */
async function readAll(local: KeyValueStore, writer: Writer): Promise<Watches> {
  const held: Watches = new Map();
  const unsaved: string[] = [];
  const keys = (await local.keys()).filter((key) => key.startsWith(PREFIX));
  const [old, ...values] = await local.getMany([OLD_KEY, ...keys]);
  for (const [at, key] of keys.entries()) {
    const record = decodeWatch(values[at]);
    if (record && keyOf(record) === key) held.set(key, record);
    else unsaved.push(key);
  }
  for (const item of Array.isArray(old) ? old : []) {
    const record = decodeWatch(item);
    if (!record || held.has(keyOf(record))) continue;
    held.set(keyOf(record), record);
    unsaved.push(keyOf(record));
  }
  if (unsaved.length > 0 || old !== undefined) await writer.write(held, unsaved, old !== undefined);
  return held;
}
