import { memoryStore } from './memory-store.ts';

/** What `browser.storage.local` holds, for tests that mock `platform/browser` with this file. */
export const area = memoryStore();

const local = {
  get: async (wanted: string | string[] | null) => {
    const keys = wanted === null ? [...area.held.keys()] : [wanted].flat();
    return Object.fromEntries(keys.filter((key) => area.held.has(key)).map((key) => [key, area.held.get(key)]));
  },
  set: async (values: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(values)) await area.set(key, value);
  },
  remove: area.remove,
  clear: area.clear,
};

export const browser = { storage: { local } };
