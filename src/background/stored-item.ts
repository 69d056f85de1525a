import type { Guard } from '../core/shape.ts';
import type { KeyValueStore } from '../platform/storage.ts';

/** One value in a store, under its own name. Every method rejects when the store does. */
interface Stored<T, Missing> {
  get(): Promise<T | Missing>;
  set(value: T): Promise<void>;
  remove(): Promise<void>;
}

/**
 * `is` checks the stored value: an older version of the extension, or a broken disk, may have left anything there.
 */
export function storedItem<T>(store: KeyValueStore, key: string, is: Guard<T>): Stored<T, undefined> {
  return {
    get: async () => {
      const value = await store.get(key);
      return is(value) ? value : undefined;
    },
    set: (value) => store.set(key, value),
    remove: () => store.remove(key),
  };
}

/** A list; corrupt items are left out one by one. */
export function storedList<T>(store: KeyValueStore, key: string, is: Guard<T>): Stored<T[], never> {
  return {
    get: async () => {
      const value = await store.get(key);
      return Array.isArray(value) ? value.filter(is) : [];
    },
    set: (value) => store.set(key, value),
    remove: () => store.remove(key),
  };
}
