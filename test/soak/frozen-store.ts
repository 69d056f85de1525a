import type { KeyValueStore } from '../../src/platform/worker/storage.ts';

/**
 * What is held can be changed by nobody, so it need not be copied: an emulated day makes millions of copies of the
 * table of watches otherwise. Whoever tries to change it throws.
 */
export function frozenStore(): KeyValueStore & { held: Map<string, unknown> } {
  const held = new Map<string, unknown>();
  return {
    held,
    get: async (key) => held.get(key),
    getMany: async (keys) => keys.map((key) => held.get(key)),
    set: async (key, value) => void held.set(key, frozen(value)),
    remove: async (key) => void held.delete(key),
    keys: async () => [...held.keys()],
    entries: async () => [...held.entries()],
    clear: async () => held.clear(),
  };
}

/** What is frozen already was stored before, with all that is in it. */
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Array.isArray(value) ? value : Object.values(value)) frozen(part);
  return Object.freeze(value);
}
