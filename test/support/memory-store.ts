import type { KeyValueStore } from '../../src/platform/storage.ts';

export interface MemoryStore extends KeyValueStore {
  held: Map<string, unknown>;
  /** Makes the next writes fail as they do when the quota is exceeded. */
  refuseWrites(times: number): void;
}

/** How a store keeps its values apart from the objects that its users hold. */
interface Border {
  in<T>(value: T): T;
  out<T>(value: T): T;
}

const copied: Border = { in: structuredClone, out: structuredClone };

/** A store in memory that copies on every read and write, as the browser's stores do. */
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
    clear: async () => held.clear(),
  };
}

/** A store that freezes values instead of copying them: the soak would copy its watches millions of times a day. */
export const frozenStore = (): MemoryStore => memoryStore({ in: frozen, out: (value) => value });

/** Freezes `value` deeply; a frozen value was stored before, so all of it is frozen. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Array.isArray(value) ? value : Object.values(value)) frozen(part);
  return Object.freeze(value);
}
