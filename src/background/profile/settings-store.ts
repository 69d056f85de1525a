import { isRecord } from '../../core/is-record.ts';
import { decodeSettings, decodeStoredSettings, encodeSettings } from '../../core/profile/settings-decode.ts';
import type { Settings } from '../../core/profile/settings.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import { createSerializer } from '../serialize.ts';

const SETTINGS = 'settings';

export interface SettingsStore {
  /** Reads the store each time: another context may have emptied it. */
  get(): Promise<Settings>;
  /** False when nothing is stored, or nothing readable: `get` then returns the defaults. */
  areStored(): Promise<boolean>;
  /** Stores the result of `how`, decoded as on reading. Changes are serialized. */
  change(how: (before: Settings) => Settings): Promise<void>;
  /** For changes that also concern other stores: no other change begins before `work` has ended. */
  exclusive<T>(work: (before: Settings, store: (after: Settings) => Promise<void>) => Promise<T>): Promise<T>;
}

export function createSettingsStore(local: KeyValueStore, onChange?: () => void): SettingsStore {
  const runExclusive = createSerializer();
  const get = async () => decodeStoredSettings(await local.get(SETTINGS));
  // Told once they are stored, or not: what was read meanwhile may be of before.
  const store = (after: Settings) => local.set(SETTINGS, encodeSettings(decodeSettings(after))).finally(onChange);
  return {
    get,
    areStored: async () => {
      const stored = await local.get(SETTINGS);
      return isRecord(stored) && Array.isArray(stored['profiles']);
    },
    change: (how) => runExclusive(async () => store(how(await get()))),
    exclusive: (work) => runExclusive(async () => work(await get(), store)),
  };
}
