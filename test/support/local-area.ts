import { memoryStore } from './memory-store.ts';

/** What `browser.storage.local` holds, for tests that mock `platform/browser` with this file. */
export const area = memoryStore();

const local = {
  get: async (key: string | null) => {
    if (key === null) return Object.fromEntries(area.held);
    return area.held.has(key) ? { [key]: await area.get(key) } : {};
  },
  set: async (values: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(values)) await area.set(key, value);
  },
  remove: area.remove,
  clear: area.clear,
};

export const browser = { storage: { local } };
