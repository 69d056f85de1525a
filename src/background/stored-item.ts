import { is, safeParse, type GenericSchema } from 'valibot';
import type { KeyValueStore } from '../platform/worker/storage.ts';

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
  // As text: 200 watches are read for every poll, and only those that changed need another look.
  let known = new Set<string>();
  return {
    get: async () => {
      const value = await store.get(key);
      const valid = new Set<string>();
      const items = (Array.isArray(value) ? value : []).filter((item): item is T => {
        const text = textOf(item);
        const isValid = (text !== null && known.has(text)) || is(schema, item);
        if (isValid && text !== null) valid.add(text);
        return isValid;
      });
      known = valid;
      return items;
    },
    set: (value) => store.set(key, value),
    remove: () => store.remove(key),
  };
}

/**
 * Null for what JSON cannot write. Its text tells a valid record from a spoilt one but for numbers: it writes NaN and
 * the infinities as `null`, so these are written out.
 */
function textOf(item: unknown): string | null {
  try {
    // Marked by type: the text '5' must not pass for the number 5.
    const mark = (_key: string, value: unknown) =>
      typeof value === 'number' ? `#${value}` : typeof value === 'string' ? `'${value}` : value;
    return JSON.stringify(item, mark) ?? null;
  } catch {
    return null;
  }
}
