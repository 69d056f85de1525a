import { decodeSettings } from '../../core/profile/settings-decode.ts';
import type { Settings } from '../../core/profile/settings.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import { createTurn } from '../serialize.ts';

const SETTINGS = 'settings';

export interface SettingsStore {
  /** Read anew each time: nothing here outlives the worker but what is stored. */
  get(): Promise<Settings>;
  /** Stores what `how` makes of the settings, cleaned as they will be read back. One change after the other. */
  change(how: (before: Settings) => Settings | Promise<Settings>): Promise<void>;
}

export function createSettingsStore(local: KeyValueStore): SettingsStore {
  const inTurn = createTurn();
  const get = async () => decodeSettings(await local.get(SETTINGS));
  return {
    get,
    change: (how) => inTurn(async () => local.set(SETTINGS, decodeSettings(await how(await get())))),
  };
}
