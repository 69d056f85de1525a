import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import { createSerializer } from '../serialize.ts';
import { storedList } from '../stored-item.ts';
import { StoredWatch, type WatchRecord } from './watch-record.ts';

const MAX_WATCHES = 200;

/** The stored watches, which survive the worker and the browser. Changes are serialized. */
export interface WatchStore {
  all(): Promise<WatchRecord[]>;
  /**
   * Replaces one record by the result of `change`; null removes it. Resolves with the record before and after: the same
   * object when nothing changed and nothing was written.
   */
  change(
    profileId: string,
    conversationId: ConversationId,
    change: (before: WatchRecord | null) => WatchRecord | null,
  ): Promise<{ before: WatchRecord | null; after: WatchRecord | null }>;
  /** Resolves with true when any was removed. */
  removeWhere(test: (record: WatchRecord) => boolean): Promise<boolean>;
}

export function createWatchStore(local: KeyValueStore): WatchStore {
  const runExclusive = createSerializer();
  const stored = storedList(local, 'watches', StoredWatch);
  return {
    all: () => runExclusive(stored.get),
    change: (profileId, conversationId, change) =>
      runExclusive(async () => {
        const records = await stored.get();
        const at = records.findIndex(isOf(profileId, conversationId));
        const before = records[at] ?? null;
        const after = change(before);
        if (after === before) return { before, after };
        if (at >= 0) records.splice(at, 1);
        if (after) records.push(after);
        await stored.set(bounded(records));
        return { before, after };
      }),
    removeWhere: (test) =>
      runExclusive(async () => {
        const records = await stored.get();
        const kept = records.filter((record) => !test(record));
        if (kept.length === records.length) return false;
        await stored.set(kept);
        return true;
      }),
  };
}

function isOf(profileId: string, conversationId: ConversationId) {
  return (record: WatchRecord) => record.profileId === profileId && record.conversationId === conversationId;
}

/** Over the maximum, records without a next poll are dropped first, and older ones before newer. */
function bounded(records: WatchRecord[]): WatchRecord[] {
  if (records.length <= MAX_WATCHES) return records;
  const byWorth = [...records].sort(
    (a, b) => Number(a.nextAt !== null) - Number(b.nextAt !== null) || a.since - b.since,
  );
  const surplus = new Set(byWorth.slice(0, records.length - MAX_WATCHES));
  return records.filter((record) => !surplus.has(record));
}
