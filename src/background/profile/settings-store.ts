import { decodeSettings } from '../../core/profile/settings-decode.ts';
import type { Settings } from '../../core/profile/settings.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import { createSerializer } from '../serialize.ts';

const SETTINGS = 'settings';

export interface SettingsStore {
  /** Reads the store each time: another context may have emptied it. */
  get(): Promise<Settings>;
  /** Stores the result of `how`, decoded as on reading. Changes are serialized. */
  change(how: (before: Settings) => Settings | Promise<Settings>): Promise<void>;
}

export function createSettingsStore(local: KeyValueStore): SettingsStore {
  const runExclusive = createSerializer();
  const get = async () => decodeSettings(await local.get(SETTINGS));
  return {
    get,
    change: (how) => runExclusive(async () => local.set(SETTINGS, decodeSettings(await how(await get())))),
  };
}
