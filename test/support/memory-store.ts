import type { KeyValueStore } from '../../src/platform/worker/storage.ts';

export interface MemoryStore extends KeyValueStore {
  held: Map<string, unknown>;
  /** The next so many writes fail, as when the quota is exceeded. */
  refuseWrites(times: number): void;
}

/** What keeps the stored apart from what its users hold. */
interface Border {
  in<T>(value: T): T;
  out<T>(value: T): T;
}

const copied: Border = { in: structuredClone, out: structuredClone };

/** What the browser's stores do, copies included: nobody can change what is stored by holding on to it. */
export function memoryStore(border: Border = copied): MemoryStore {
  const held = new Map<string, unknown>();
  let refused = 0;
  return {
    held,
    refuseWrites: (times) => {
      refused = times;
    },
    get: async (key) => border.out(held.get(key)),
    getMany: async (keys) => keys.map((key) => border.out(held.get(key))),
    set: async (key, value) => {
      if (refused > 0) {
        refused -= 1;
        throw new DOMException('no room', 'QuotaExceededError');
      }
      held.set(key, border.in(value));
    },
    remove: async (key) => void held.delete(key),
    keys: async () => [...held.keys()],
    entries: async () => border.out([...held.entries()]),
    clear: async () => held.clear(),
  };
}

/**
 * Freezes what it is given instead of copying it: an emulated day makes millions of copies of the table of watches
 * otherwise. Whoever tries to change what is stored throws.
 */
export const frozenStore = (): MemoryStore => memoryStore({ in: frozen, out: (value) => value });

/** What is frozen already was stored before, with all that is in it. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Array.isArray(value) ? value : Object.values(value)) frozen(part);
  return Object.freeze(value);
}
