import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import { createTurn } from '../serialize.ts';
import { isWatchRecord, type WatchRecord } from './watch-record.ts';

const TABLE = 'watches';
const MOST_WATCHES = 200;

/** The watches, stored: they survive the worker and the browser. Changes are made one after the other. */
export interface WatchTable {
  all(): Promise<WatchRecord[]>;
  find(profileId: string, conversationId: ConversationId): Promise<WatchRecord | null>;
  /** Replaces one record by what `change` makes of it; null removes it. Answers the record as stored. */
  change(
    profileId: string,
    conversationId: ConversationId,
    change: (before: WatchRecord | null) => WatchRecord | null,
  ): Promise<WatchRecord | null>;
  removeWhere(test: (record: WatchRecord) => boolean): Promise<void>;
}

export function createWatchTable(local: KeyValueStore): WatchTable {
  const inTurn = createTurn();
  const load = async (): Promise<WatchRecord[]> => {
    const value = await local.get(TABLE);
    return Array.isArray(value) ? value.filter(isWatchRecord) : [];
  };
  return {
    all: () => inTurn(load),
    find: (profileId, conversationId) =>
      inTurn(async () => (await load()).find(isOf(profileId, conversationId)) ?? null),
    change: (profileId, conversationId, change) =>
      inTurn(async () => {
        const records = await load();
        const at = records.findIndex(isOf(profileId, conversationId));
        const before = records[at] ?? null;
        const next = change(before);
        if (next === before) return next;
        if (at >= 0) records.splice(at, 1);
        if (next) records.push(next);
        await local.set(TABLE, bounded(records));
        return next;
      }),
    removeWhere: (test) =>
      inTurn(async () => {
        const records = await load();
        const kept = records.filter((record) => !test(record));
        if (kept.length !== records.length) await local.set(TABLE, kept);
      }),
  };
}

function isOf(profileId: string, conversationId: ConversationId) {
  return (record: WatchRecord) => record.profileId === profileId && record.conversationId === conversationId;
}

/** Too many: those that no longer ask for anything go first, the oldest of them before the others. */
function bounded(records: WatchRecord[]): WatchRecord[] {
  if (records.length <= MOST_WATCHES) return records;
  const byWorth = [...records].sort(
    (a, b) => Number(a.nextAt !== null) - Number(b.nextAt !== null) || a.since - b.since,
  );
  const surplus = new Set(byWorth.slice(0, records.length - MOST_WATCHES));
  return records.filter((record) => !surplus.has(record));
}
