import { IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, vi } from 'vitest';
import { openDatabase, storageArea, type KeyValueStore, type StorageKind } from '../../../src/platform/storage.ts';
import { area } from '../../support/local-area.ts';
import { it } from '../../support/worker/database.ts';

vi.mock('../../../src/platform/browser.ts', () => import('../../support/local-area.ts'));

beforeEach(() => area.clear());

function harness(name: string) {
  const kinds: StorageKind[] = [];
  return { kinds, store: openDatabase(name, (kind) => kinds.push(kind)) };
}

async function entriesOf(store: KeyValueStore): Promise<[string, unknown][]> {
  const keys = await store.keys();
  const values = await store.getMany(keys);
  return keys.map((key, at) => [key, values[at]]);
}

describe('openDatabase', () => {
  it('keeps what it is given, for the next worker too', async () => {
    const { store, kinds } = harness('a');
    await store.set('x', { n: 1 });
    await store.set('y', 2);
    expect(await harness('a').store.get('x')).toEqual({ n: 1 });
    expect(await store.keys()).toEqual(['x', 'y']);
    expect(await entriesOf(store)).toEqual([
      ['x', { n: 1 }],
      ['y', 2],
    ]);
    await store.remove('x');
    expect(await store.get('x')).toBeUndefined();
    expect(await harness('b').store.keys()).toEqual([]);
    await store.clear();
    expect(await store.keys()).toEqual([]);
    expect(kinds).toEqual([]);
  });

  it.for(['told', 'thrown'] as const)(
    'goes on in memory when it cannot be opened, and says so once: %s [F16]',
    async (how, { database, onTestFinished }) => {
      // An open that throws at once does not wait for its time limit.
      vi.useFakeTimers();
      onTestFinished(() => void vi.useRealTimers());
      database.break(how);
      const { store, kinds } = harness('c');
      await store.set('x', 1);
      expect(await store.get('x')).toBe(1);
      expect(await entriesOf(store)).toEqual([['x', 1]]);
      await store.clear();
      expect(await store.keys()).toEqual([]);
      expect(kinds).toEqual(['memory']);
    },
  );

  it('goes on in memory when it can be opened but not read [F16]', async ({ onTestFinished }) => {
    const read = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
      throw new DOMException('Failed to read large IndexedDB value', 'UnknownError');
    });
    onTestFinished(() => read.mockRestore());
    const { store, kinds } = harness('unreadable');
    await store.set('x', 1);
    expect(await store.get('x')).toBe(1);
    expect(kinds).toEqual(['memory']);
  });

  it('goes on in another store when one is named for that case', async ({ database }) => {
    database.break();
    const kinds: StorageKind[] = [];
    const stored = () => openDatabase('c', (kind) => kinds.push(kind), storageArea('local'));
    await stored().set('x', 1);
    expect(await stored().get('x')).toBe(1);
    await stored().remove('x');
    expect(kinds).toEqual(['memory', 'memory', 'memory']);
  });

  it('is emptied when it can be opened again, if anything was changed meanwhile [F16] [F88]', async ({ database }) => {
    await harness('e').store.set('key', 'removed');
    await harness('f').store.set('key', 'kept');
    database.break();
    await harness('e').store.remove('key');
    expect(await harness('f').store.get('key')).toBeUndefined();
    database.mend();
    expect(await harness('e').store.keys()).toEqual([]);
    expect(await harness('f').store.get('key')).toBe('kept');
    // Once only.
    await harness('e').store.set('key', 'new');
    expect(await harness('e').store.get('key')).toBe('new');
  });

  it('goes on in memory when the open is never answered, after 3 s [F18]', async ({ database, onTestFinished }) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    database.silence();
    const { store, kinds } = harness('d');
    const read = store.set('x', 1).then(() => store.get('x'));
    await vi.advanceTimersByTimeAsync(2_999);
    expect(kinds).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await read).toBe(1);
    expect(kinds).toEqual(['memory']);
  });

  it('opens again when the browser closed the connection under it [F20]', async () => {
    const connections: IDBDatabase[] = [];
    const open = indexedDB.open.bind(indexedDB);
    indexedDB.open = (...args) => {
      const request = open(...args);
      request.addEventListener('success', () => connections.push(request.result));
      return request;
    };
    const { store, kinds } = harness('e');
    await store.set('x', 1);
    for (const connection of connections) {
      connection.close();
      connection.onclose?.(new Event('close'));
    }
    expect(await store.get('x')).toBe(1);
    for (const connection of connections) connection.close();
    expect(await store.get('x')).toBe(1);
    expect(kinds).toEqual([]);
  });
});

/** Somebody else deletes the database: the developer tools, the browser, another page of ours. */
function deleteDatabase(name: string): Promise<'deleted' | 'blocked'> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', () => resolve('deleted'));
    request.addEventListener('blocked', () => resolve('blocked'));
    request.addEventListener('error', () => reject(request.error));
  });
}

describe('a delete [F19]', () => {
  it('by whoever is not blocked by our own connection, which then begins with nothing', async () => {
    const { store, kinds } = harness('f');
    await store.set('x', 1);
    expect(await deleteDatabase('f')).toBe('deleted');
    expect(await store.get('x')).toBeUndefined();
    await store.set('x', 2);
    expect(await entriesOf(store)).toEqual([['x', 2]]);
    // Once more: the second connection gives way as the first did.
    expect(await deleteDatabase('f')).toBe('deleted');
    expect(await store.keys()).toEqual([]);
    expect(kinds).toEqual([]);
  });

  it('in the middle of our work lets it end first', async () => {
    const { store } = harness('g');
    await store.set('x', 1);
    const work = [store.set('y', 2), store.get('x'), store.set('z', 3)];
    const [deleted, , read] = await Promise.all([deleteDatabase('g'), ...work]);
    expect([deleted, read]).toEqual(['deleted', 1]);
    expect(await store.keys()).toEqual([]);
  });

  it('of our own is none: what we erase is emptied, whoever else has it open', async () => {
    const { store } = harness('h');
    const next = harness('h').store;
    await Promise.all([store.set('x', 1), next.set('y', 2)]);
    // It gives way to nobody: a delete would wait for it for ever.
    const stubborn = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('h');
      request.addEventListener('success', () => resolve(request.result));
    });
    await store.clear();
    expect(await next.keys()).toEqual([]);
    stubborn.close();
  });
});

describe('storageArea', () => {
  it('that refuses is named, for that is all a reader can be told [F22]', async () => {
    const { set } = area;
    area.set = () => {
      throw new Error('Session storage quota bytes exceeded. Values were not stored.');
    };
    const refused = await storageArea('local')
      .set('x', 1)
      .catch((error: unknown) => error);
    area.set = set;
    expect(refused).toMatchObject({ name: 'storage.local' });
  });

  it('is the browser’s, key by key', async () => {
    const store = storageArea('local');
    await store.set('x', 1);
    await store.set('__proto__x', 2);
    expect(await store.get('x')).toBe(1);
    expect(await store.get('missing')).toBeUndefined();
    expect(await store.keys()).toEqual(['x', '__proto__x']);
    await store.remove('x');
    expect(await entriesOf(store)).toEqual([['__proto__x', 2]]);
    await store.clear();
    expect(await store.keys()).toEqual([]);
  });
});
