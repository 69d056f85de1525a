import { isRecord } from '../../core/is-record.ts';
import type { Transcript } from '../../core/transcript/message.ts';
import type { KeyValueStore } from '../storage.ts';

/** Transcripts in a store of limited size. One change at a time: see its caller. */
export interface BoundedStore {
  /** Undecoded; undefined where nothing is kept. */
  load(key: string): Promise<unknown>;
  /** Where it is too long, its last messages. What was not used for longest makes room. */
  save(key: string, transcript: Transcript): Promise<void>;
  remove(key: string): Promise<void>;
}

/** In bytes, of one transcript and of all. */
interface Limits {
  each: number;
  total: number;
}

type Index = Map<string, { bytes: number; usedAt: number }>;

/** Beside the transcripts, whose keys are longer. */
const INDEX = 'messages';

export function createBoundedStore(store: KeyValueStore, limits: Limits, now: () => number): BoundedStore {
  const readIndex = async (): Promise<Index> => {
    const present = new Set(await store.keys());
    return new Map([...decodeIndex(await store.get(INDEX))].filter(([key]) => present.has(key)));
  };
  const writeIndex = (index: Index) => store.set(INDEX, Object.fromEntries(index));
  /** Removes what was not used for longest until `bytes` more have room. */
  const makeRoom = async (index: Index, bytes: number) => {
    const oldestFirst = [...index].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    let total = oldestFirst.reduce((sum, [, entry]) => sum + entry.bytes, 0);
    for (const [key, entry] of oldestFirst) {
      if (total + bytes <= limits.total) return;
      await store.remove(key);
      index.delete(key);
      total -= entry.bytes;
    }
  };
  return {
    load: async (key) => {
      const text = await store.get(key);
      if (typeof text !== 'string') return undefined;
      const index = await readIndex();
      // The index may be lost; the transcript is not.
      index.set(key, { bytes: bytesOf(text), usedAt: now() });
      await writeIndex(index).catch(() => undefined);
      return parsed(text);
    },
    save: async (key, transcript) => {
      const text = JSON.stringify(transcript);
      const fitting = bytesOf(text) <= limits.each ? text : JSON.stringify(lastOf(transcript, limits.each));
      const bytes = bytesOf(fitting);
      const index = await readIndex();
      index.delete(key);
      await makeRoom(index, bytes);
      const write = async () => {
        await store.set(key, fitting);
        await writeIndex(index.set(key, { bytes, usedAt: now() }));
      };
      await write().catch(async () => {
        // The store is fuller than its own transcripts make it.
        index.delete(key);
        await makeRoom(index, limits.total / 2);
        await write();
      });
    },
    remove: (key) => store.remove(key),
  };
}

const encoder = new TextEncoder();

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

/** The last messages that fit. */
function lastOf({ messages, sources }: Transcript, bytes: number): Transcript {
  // Some room for the rest of the JSON.
  let left = bytes - 200;
  let from = messages.length;
  while (from > 0) {
    left -= bytesOf(JSON.stringify(messages[from - 1])) + 1;
    if (left < 0) break;
    from -= 1;
  }
  return { messages: messages.slice(from), sources };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function decodeIndex(value: unknown): Index {
  const index: Index = new Map();
  if (!isRecord(value)) return index;
  for (const [key, entry] of Object.entries(value)) {
    if (!isRecord(entry) || typeof entry['bytes'] !== 'number' || typeof entry['usedAt'] !== 'number') continue;
    index.set(key, { bytes: entry['bytes'], usedAt: entry['usedAt'] });
  }
  return index;
}
