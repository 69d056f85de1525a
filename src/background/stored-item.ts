import { finite, is, number, pipe, safeParse, type GenericSchema } from 'valibot';
import type { KeyValueStore } from '../platform/storage.ts';

/** An amount, or a time in epoch ms. */
export const time = pipe(number(), finite());

/** One value in a store, under its own name. Every method rejects when the store does. */
interface Stored<T, Missing> {
  get(): Promise<T | Missing>;
  set(value: T): Promise<void>;
  remove(): Promise<void>;
}

/**
 * `schema` decodes the stored value: an older version of the extension, or a broken disk, may have left anything there.
 */
export function storedItem<T>(
  store: KeyValueStore,
  key: string,
  schema: GenericSchema<unknown, T>,
): Stored<T, undefined> {
  return {
    get: async () => {
      const parsed = safeParse(schema, await store.get(key));
      return parsed.success ? parsed.output : undefined;
    },
    set: (value) => store.set(key, value),
    remove: () => store.remove(key),
  };
}

/** A list; corrupt items are left out one by one. */
export function storedList<T>(
  store: KeyValueStore,
  key: string,
  schema: GenericSchema<unknown, T>,
): Stored<T[], never> {
  return {
    get: async () => {
      const value = await store.get(key);
      return Array.isArray(value) ? value.filter((item): item is T => is(schema, item)) : [];
    },
    set: (value) => store.set(key, value),
    remove: () => store.remove(key),
  };
}
