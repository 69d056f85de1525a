/** `storage.local` in memory, in the place of `platform/browser`. */
export const area = new Map<string, unknown>();

const local = {
  get: async (key: string | null) =>
    key === null ? Object.fromEntries(area) : { ...(area.has(key) && { [key]: area.get(key) }) },
  set: async (values: Record<string, unknown>) =>
    Object.entries(values).forEach(([key, value]) => area.set(key, value)),
  remove: async (key: string) => void area.delete(key),
  clear: async () => area.clear(),
};

export const browser = { storage: { local } };
