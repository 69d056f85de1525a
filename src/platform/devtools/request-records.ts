import type { TrafficGaps } from '../../core/discovery/traffic/captured.ts';
import { keyOf } from './har-entry.ts';

/** The progress of one request. */
export interface RequestRecord {
  isHeadRead: boolean;
  body: 'unasked' | 'asked' | 'read' | 'cut' | 'unread' | 'none';
  /** As told when its body was asked for; null before. */
  size: number | null;
  /** How many of its messages were read. */
  messages: number;
  /** Messages were left out. */
  isMessagesCut: boolean;
  /** Its place among all records. */
  serial: number;
}

/** A page that sends more loses the memory of its earliest requests, which then count twice. */
const MAX_RECORDS = 20_000;

/** One record per request, however often the log is read and whether the request is also told live. */
export function createRequestRecords() {
  const records = new Map<string, RequestRecord>();
  const live = new Map<string, number>();
  let serial = 0;
  const at = (key: string): RequestRecord => {
    const known = records.get(key);
    if (known) return known;
    const [oldest] = records.keys();
    if (records.size >= MAX_RECORDS && oldest !== undefined) records.delete(oldest);
    serial += 1;
    const record: RequestRecord = {
      isHeadRead: false,
      body: 'unasked',
      size: null,
      messages: 0,
      isMessagesCut: false,
      serial,
    };
    records.set(key, record);
    return record;
  };
  return {
    /** Returns the next of the requests that the browser reports live. */
    ofLive: (entry: unknown): RequestRecord => {
      const key = keyOf(entry);
      const count = (live.get(key) ?? 0) + 1;
      if (live.size >= MAX_RECORDS) live.clear();
      live.set(key, count);
      return at(`${count} ${key}`);
    },
    /** How many there are; to be read before a log is asked for. */
    serial: () => serial,
    /** Those of a whole log, in its order. Requests that were known when it was asked for, and left it, are forgotten. */
    ofLog: (entries: readonly unknown[], askedAt: number): RequestRecord[] => {
      const counts = new Map<string, number>();
      const keys = entries.map((entry) => {
        const key = keyOf(entry);
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        return `${count} ${key}`;
      });
      const kept = new Set(keys);
      for (const [key, record] of records) {
        if (kept.has(key) || record.serial > askedAt) continue;
        records.delete(key);
        live.delete(key.slice(key.indexOf(' ') + 1));
      }
      return keys.map(at);
    },
    /** Those of requests that began before, in epoch ms: their document is gone. */
    forgetBefore: (time: number): void => {
      for (const key of records.keys()) if (beginOf(key) < time) records.delete(key);
    },
    gaps: (): TrafficGaps => {
      const all = [...records.values()];
      return {
        unread: all.filter(({ body }) => body === 'unread').length,
        cut: all.filter(({ body, isMessagesCut }) => body === 'cut' || isMessagesCut).length,
      };
    },
  };
}

/** A key begins with a count, and goes on as `keyOf` says. */
function beginOf(key: string): number {
  return Date.parse(key.split(' ')[1] ?? '');
}
