import type { KeyValueStore } from '../../../src/platform/worker/storage.ts';

export interface MemoryStore extends KeyValueStore {
  held: Map<string, unknown>;
  /** The next so many writes fail, as when the quota is exceeded. */
  refuseWrites(times: number): void;
}

/** What the browser's stores do, copies included: nobody can change what is stored by holding on to it. */
export function memoryStore(): MemoryStore {
  const held = new Map<string, unknown>();
  let refused = 0;
  return {
    held,
    refuseWrites: (times) => {
      refused = times;
    },
    get: async (key) => structuredClone(held.get(key)),
    getMany: async (keys) => keys.map((key) => structuredClone(held.get(key))),
    set: async (key, value) => {
      if (refused > 0) {
        refused -= 1;
        throw new DOMException('no room', 'QuotaExceededError');
      }
      held.set(key, structuredClone(value));
    },
    remove: async (key) => void held.delete(key),
    keys: async () => [...held.keys()],
    entries: async () => structuredClone([...held.entries()]),
    clear: async () => held.clear(),
  };
}
