import { decodeSettings } from '../core/settings-decode.ts';
import type { Settings } from '../core/settings.ts';
import type { KeyValueStore } from '../platform/storage.ts';

const SETTINGS = 'settings';

export interface SettingsStore {
  /** Read anew each time: nothing here outlives the worker but what is stored. */
  get(): Promise<Settings>;
  /** Stores and answers the settings as they will be read back: clamped and cleaned. */
  put(settings: unknown): Promise<Settings>;
}

export function createSettingsStore(local: KeyValueStore): SettingsStore {
  return {
    get: async () => decodeSettings(await local.get(SETTINGS)),
    put: async (settings) => {
      const clean = decodeSettings(settings);
      await local.set(SETTINGS, clean);
      return clean;
    },
  };
}
