import { isRecord } from '../../core/is-record.ts';
import type { Transcript } from '../../core/transcript/message.ts';
import { MESSAGES_INDEX } from '../../protocol/message-keys.ts';
import type { KeyValueStore } from '../storage.ts';

/** Transcripts in a store of limited size. One change at a time: see its caller. */
export interface BoundedStore {
  /** Undecoded; undefined where nothing is kept. */
  load(key: string): Promise<unknown>;
  /** Where it is too long, its last messages. What was not used for longest makes room. */
  save(key: string, transcript: Transcript): Promise<void>;
  remove(key: string): Promise<void>;
}

/** In bytes: of the messages of one transcript, and of all with what keeping each takes. */
interface Limits {
  each: number;
  total: number;
}

type Index = Map<string, { bytes: number; usedAt: number }>;

const PREFIX = `${MESSAGES_INDEX}:`;
/** For a transcript's key, its place in the index, and what the browser adds. */
const BYTES_BESIDE = 1_000;
/** A page may name as many conversations as it likes, and each change writes the index. */
const MAX_TRANSCRIPTS = 500;

export function createBoundedStore(store: KeyValueStore, limits: Limits, now: () => number): BoundedStore {
  const readIndex = async (): Promise<Index> => {
    const known = decodeIndex(await store.get(MESSAGES_INDEX));
    const index: Index = new Map();
    for (const key of await store.keys()) {
      if (!key.startsWith(PREFIX)) continue;
      // What the index lacks, because it was lost, goes first.
      const sizeOf = async () => ({ bytes: bytesOf(String(await store.get(key))), usedAt: 0 });
      index.set(key, known.get(key) ?? (await sizeOf()));
    }
    return index;
  };
  const writeIndex = (index: Index) => store.set(MESSAGES_INDEX, Object.fromEntries(index));
  /** Removes what was not used for longest until `bytes` more have room. */
  const makeRoom = async (index: Index, bytes: number) => {
    const oldestFirst = [...index].sort(([, a], [, b]) => a.usedAt - b.usedAt);
    let total = oldestFirst.reduce((sum, [, entry]) => sum + entry.bytes + BYTES_BESIDE, 0);
    for (const [key, entry] of oldestFirst) {
      if (total + bytes + BYTES_BESIDE <= limits.total && index.size < MAX_TRANSCRIPTS) return;
      await store.remove(key);
      index.delete(key);
      total -= entry.bytes + BYTES_BESIDE;
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
      const { text, bytes } = await encoded(transcript, limits.each);
      const index = await readIndex();
      index.delete(key);
      await makeRoom(index, bytes);
      const write = async () => {
        await store.set(key, text);
        await writeIndex(index.set(key, { bytes, usedAt: now() }));
      };
      await write().catch(async () => {
        // The store is fuller than its own transcripts make it.
        index.delete(key);
        await makeRoom(index, limits.total / 2);
        await write();
      });
    },
    remove: async (key) => {
      await store.remove(key);
      await writeIndex(await readIndex());
    },
  };
}

const encoder = new TextEncoder();

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

const CHARS_PER_TURN = 500_000;

/** As JSON: all of it, or the last messages that fit. In turns, because it may be megabytes. */
async function encoded({ messages, sources }: Transcript, limit: number): Promise<{ text: string; bytes: number }> {
  const pieces: string[] = [];
  const [head, tail] = ['{"messages":[', `],"sources":${JSON.stringify(sources)}}`];
  let bytes = head.length + tail.length;
  let turn = 0;
  for (const message of messages.toReversed()) {
    const piece = JSON.stringify(message);
    const more = bytesOf(piece) + 1;
    if (bytes + more > limit) break;
    bytes += more;
    pieces.push(piece);
    turn += piece.length;
    if (turn < CHARS_PER_TURN) continue;
    turn = 0;
    await nextTurn();
  }
  const text = `${head}${pieces.reverse().join(',')}${tail}`;
  return { text, bytes };
}

/** A macrotask: the view draws and answers in between. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
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
