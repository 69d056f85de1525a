/**
 * The browser's stores behind one small interface, and the only import of idb-keyval. Stored values are `unknown`: the
 * caller decodes them.
 */
import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import { within } from '../core/clock.ts';
import { browser } from './browser.ts';
import { systemClock } from './clock.ts';

export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  /** The values of these keys, in one operation; undefined for missing ones. */
  getMany(keys: string[]): Promise<unknown[]>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<string[]>;
  clear(): Promise<void>;
}

/** An open that never completes (a blocked upgrade, a broken profile) must not hold up the worker. */
const OPEN_DEADLINE_MS = 3_000;

export type StorageKind = 'disk' | 'memory';

/**
 * A separate database on the extension's origin. When the browser cannot open it in time, `spare` is used instead (or
 * memory, until the worker ends), and `onKind('memory')` reports it. Keys changed there are outdated in the database:
 * once it opens again, it takes them over from `spare`, or is emptied if there is none. Nothing else may use its key
 * names in `spare`.
 */
export function openDatabase(name: string, onKind: (kind: StorageKind) => void, spare?: KeyValueStore): KeyValueStore {
  const fallback = spare ?? memoryStore();
  const disk = onDisk(name);
  let chosen: Promise<KeyValueStore> | undefined;
  const store = () => {
    chosen ??= openCurrent(name, disk, fallback).catch(() => {
      onKind('memory');
      return noting(fallback, name, spare !== undefined);
    });
    return chosen;
  };
  /** Asks the database while it is still being found out whether it can be read, and then what stands in for it. */
  const read = async <T>(ask: (from: KeyValueStore) => Promise<T>): Promise<T> => {
    const answer = ask(disk);
    answer.catch(() => undefined);
    const found = await store();
    return found === disk ? answer : ask(found);
  };
  return {
    get: (key) => read((from) => from.get(key)),
    getMany: (wanted) => read((from) => from.getMany(wanted)),
    set: async (key, value) => (await store()).set(key, value),
    remove: async (key) => (await store()).remove(key),
    keys: () => read((from) => from.keys()),
    clear: async () => (await store()).clear(),
  };
}

const noteName = (name: string) => `outdated:${name}`;
/** Marks every key as changed. */
const ALL = '';

async function readNote(name: string): Promise<string[]> {
  const note = await storageArea('local').get(noteName(name));
  if (Array.isArray(note)) return note.map(String);
  return note ? [ALL] : [];
}

async function openCurrent(name: string, store: KeyValueStore, fallback: KeyValueStore): Promise<KeyValueStore> {
  // Reading a key opens the database; createStore alone shows neither whether that works nor whether it can be read.
  const opened = within(systemClock, OPEN_DEADLINE_MS, store.get(''), null);
  const [found, changed] = await Promise.all([opened, readNote(name)]);
  if (found === null) throw new Error();
  if (changed.length === 0) return store;
  if (changed.includes(ALL)) await store.clear();
  for (const key of changed) {
    const value = await fallback.get(key);
    await (value === undefined ? store.remove(key) : store.set(key, value));
  }
  // In this order: a worker stopped in between must not find the note but nothing to take over.
  await storageArea('local').remove(noteName(name));
  await Promise.all(changed.map(fallback.remove));
  // Another object: what was read meanwhile is read again.
  return { ...store };
}

/** Before each change, notes the key (or `ALL`, without a spare store). */
function noting(store: KeyValueStore, name: string, byName: boolean): KeyValueStore {
  const changed = new Set<string>();
  const note = async (key: string) => {
    for (const known of await readNote(name)) changed.add(known);
    changed.add(byName ? key : ALL);
    await storageArea('local').set(noteName(name), [...changed]);
  };
  return {
    ...store,
    set: async (key, value) => {
      const known = await readNote(name);
      await note(key);
      await store.set(key, value).catch(async (error: unknown) => {
        // The value on disk is still current.
        changed.clear();
        await storageArea('local').set(noteName(name), known);
        throw error;
      });
    },
    remove: (key) => note(key).then(() => store.remove(key)),
    clear: () => note(ALL).then(() => store.clear()),
  };
}

/** Closes the connection when the database is deleted; otherwise the deletion would wait as long as the worker runs. */
function connect(name: string): UseStore {
  const use = createStore(name, 'entries');
  return (mode, callback) =>
    use(mode, (store) => {
      const { db } = store.transaction;
      db.onversionchange = () => db.close();
      return callback(store);
    });
}

function onDisk(name: string): KeyValueStore {
  let use = connect(name);
  // The browser may close the connection (storage cleared, process gone): each operation reopens it at most once.
  const transact = async <T>(mode: IDBTransactionMode, work: (all: IDBObjectStore) => Promise<T>): Promise<T> => {
    try {
      return await use(mode, work);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
      use = connect(name);
      return use(mode, work);
    }
  };
  const write = (change: (all: IDBObjectStore) => void) =>
    transact('readwrite', (all) => {
      change(all);
      return promisifyRequest(all.transaction);
    });
  const find = (key: string) => transact('readonly', (all) => promisifyRequest(all.get(key)));
  // The package's own operations bring a default database, and cursors for browsers without `getAllKeys`.
  return {
    get: find,
    getMany: (wanted) =>
      transact('readonly', (all) => Promise.all(wanted.map((key) => promisifyRequest(all.get(key))))),
    set: (key, value) => write((all) => all.put(value, key)),
    remove: (key) => write((all) => all.delete(key)),
    keys: async () => (await transact('readonly', (all) => promisifyRequest(all.getAllKeys()))).map(String),
    clear: () => write((all) => all.clear()),
  };
}

export function memoryStore(): KeyValueStore {
  const held = new Map<string, unknown>();
  return {
    get: async (key) => held.get(key),
    getMany: async (wanted) => wanted.map((key) => held.get(key)),
    set: async (key, value) => void held.set(key, value),
    remove: async (key) => void held.delete(key),
    keys: async () => [...held.keys()],
    clear: async () => held.clear(),
  };
}

/** The polyfill's types are of before `getKeys`. */
type StorageArea = (typeof browser.storage)['local' | 'session'] & { getKeys?(): Promise<string[]> };

/** `local` outlives the browser; `session` lives in memory until it closes, and survives the worker. */
export function storageArea(name: 'local' | 'session'): KeyValueStore {
  const area: StorageArea = browser.storage[name];
  return {
    get: async (key) => (await area.get(key))[key] as unknown,
    getMany: async (wanted) => {
      const found = await area.get(wanted);
      return wanted.map((key) => found[key] as unknown);
    },
    set: (key, value) =>
      area.set({ [key]: value }).catch(() => {
        // Only the error's message tells a full store from other failures, so only the store's name is passed on.
        throw Object.assign(new Error(), { name: `storage.${name}` });
      }),
    remove: (key) => area.remove(key),
    // Chromium before 130 and Firefox before 143 give keys only together with the values.
    keys: async () => area.getKeys?.() ?? Object.keys(await area.get(null)),
    clear: () => area.clear(),
  };
}
