import type { Evaluator } from './workers.ts';

/** One record of one store, by name: `storage.local settings`, `indexedDB synap-vault/keyval key:default`. */
export interface StoredRecord {
  place: string;
  text: string;
}

/** Everything that the extension has stored where its own code can read it. On a page its web storage too, which a worker has not. */
export function storedRecords(context: Evaluator): Promise<StoredRecord[]> {
  return context.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    const records: StoredRecord[] = [];
    const add = (place: string, value: unknown) => records.push({ place, text: JSON.stringify(value) });
    for (const area of ['local', 'session', 'sync', 'managed'] as const) {
      const held = await chrome.storage[area].get(null).catch(() => ({}));
      for (const [key, value] of Object.entries(held)) add(`storage.${area} ${key}`, [key, value]);
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const inside = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(inside.getAllKeys()), done(inside.getAll())]);
        keys.forEach((key, at) => add(`indexedDB ${name}/${store} ${String(key)}`, [key, values[at]]));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        add(`caches ${name} ${request.url}`, [request.url, [...request.headers], await response?.text()]);
      }
    }
    for (const area of ['localStorage', 'sessionStorage']) {
      const held: unknown = Reflect.get(globalThis, area);
      for (const [key, value] of Object.entries(held ?? {})) add(`${area} ${key}`, [key, value]);
    }
    return records;
  });
}
