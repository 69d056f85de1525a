import type { KeyValueStore } from '../../platform/worker/storage.ts';
import { createTurn } from '../serialize.ts';

/** A key and what it is bound to. Only the worker ever holds one. */
export interface StoredKey {
  key: string;
  /** The base URL it was entered for: another one never sees it. */
  baseUrl: string;
  /** A random word, new with every key: names the key in the cache without telling anything of it. */
  keyId: string;
  remembered: boolean;
  /** From whoami; null while unknown. */
  clientId: string | null;
  instanceId: string | null;
}

export interface KeyVault {
  get(profileId: string, baseUrl: string): Promise<StoredKey | null>;
  put(profileId: string, key: StoredKey): Promise<void>;
  /** Adds what whoami told of this very key; nothing when it was removed or replaced since. */
  identify(profileId: string, keyId: string, ids: Pick<StoredKey, 'clientId' | 'instanceId'>): Promise<void>;
  remove(profileId: string): Promise<void>;
  clear(): Promise<void>;
}

interface Place {
  store: KeyValueStore;
  name: string;
}

const IN_SESSION = 'session-key:';

/**
 * Remembered keys lie in a database of their own on the extension's origin, which no content script can reach; the
 * others in the session store, which is memory only. Neither protects from who holds the profile directory.
 */
export function createKeyVault(disk: KeyValueStore, session: KeyValueStore): KeyVault {
  // Changes go one after the other: a removal must not be undone by a change that began before it.
  const inTurn = createTurn();
  // The session's names are others: it may stand in for the disk, under the disk's names.
  const placesOf = (profileId: string): [Place, Place] => [
    { store: session, name: `${IN_SESSION}${profileId}` },
    { store: disk, name: `key:${profileId}` },
  ];
  const remove = async (profileId: string) => {
    await Promise.all(placesOf(profileId).map(({ store, name }) => store.remove(name)));
  };
  const held = async (profileId: string) => {
    const found: { key: StoredKey; place: Place }[] = [];
    for (const place of placesOf(profileId)) {
      const key = await place.store.get(place.name);
      if (isStoredKey(key)) found.push({ key, place });
    }
    return found;
  };
  return {
    get: async (profileId, baseUrl) => (await held(profileId)).find(({ key }) => key.baseUrl === baseUrl)?.key ?? null,
    put: (profileId, key) =>
      inTurn(async () => {
        // The one before goes only when the new one is there: a store may be full.
        const [inSession, onDisk] = placesOf(profileId);
        const [to, from] = key.remembered ? [onDisk, inSession] : [inSession, onDisk];
        await to.store.set(to.name, key);
        // Whether one is seen there or not: a disk that cannot be opened now may hold one.
        await from.store.remove(from.name);
      }),
    identify: (profileId, keyId, ids) =>
      inTurn(async () => {
        const one = (await held(profileId)).find(({ key }) => key.keyId === keyId);
        if (one) await one.place.store.set(one.place.name, { ...one.key, ...ids });
      }),
    remove: (profileId) => inTurn(() => remove(profileId)),
    clear: () =>
      inTurn(async () => {
        const sessionKeys = (await session.keys()).filter((key) => key.startsWith(IN_SESSION));
        await Promise.all([disk.clear(), ...sessionKeys.map((key) => session.remove(key))]);
      }),
  };
}

function isStoredKey(value: unknown): value is StoredKey {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Record<string, unknown>;
  return (
    ['key', 'baseUrl', 'keyId'].every((field) => typeof record[field] === 'string') &&
    typeof record['remembered'] === 'boolean' &&
    ['clientId', 'instanceId'].every((field) => record[field] === null || typeof record[field] === 'string')
  );
}
