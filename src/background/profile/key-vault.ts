import { isText, isFlag, orNull, shape, type Guarded } from '../../core/shape.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import { createSerializer, ignoreErrors } from '../serialize.ts';

const isStoredKey = shape({
  key: isText,
  /** The base URL it was entered for; no other ever receives it. */
  baseUrl: isText,
  /** A random word, new with every key: names the key in the cache without revealing anything about it. */
  keyId: isText,
  remembered: isFlag,
  /** From whoami; null while unknown. */
  clientId: orNull(isText),
  instanceId: orNull(isText),
});

/** A key and what it is bound to. Only the worker ever holds one. */
export type StoredKey = Guarded<typeof isStoredKey>;

export interface KeyVault {
  get(profileId: string, baseUrl: string): Promise<StoredKey | null>;
  put(profileId: string, key: StoredKey): Promise<void>;
  /** Adds the ids from whoami to this key; does nothing if it was removed or replaced since. */
  identify(profileId: string, keyId: string, ids: Pick<StoredKey, 'clientId' | 'instanceId'>): Promise<void>;
  remove(profileId: string): Promise<void>;
  /** Deletes every key that `isKept` rejects, and anything that is not a key. */
  prune(isKept: (profileId: string, baseUrl: string) => boolean): Promise<void>;
  clear(): Promise<void>;
}

interface Place {
  store: KeyValueStore;
  name: string;
}

const IN_SESSION = 'session-key:';
const ON_DISK = 'key:';

/**
 * Remembered keys are in a separate database on the extension's origin, which no content script can reach; the others
 * are in the session store, which is memory only. Neither protects against someone who has the profile directory.
 */
export function createKeyVault(disk: KeyValueStore, session: KeyValueStore): KeyVault {
  // Serialized: a change that began before a removal must not undo it.
  const runExclusive = createSerializer();
  // The names differ because the session store may stand in for the disk, under the disk's names.
  const placesOf = (profileId: string): [Place, Place] => [
    { store: session, name: `${IN_SESSION}${profileId}` },
    { store: disk, name: `${ON_DISK}${profileId}` },
  ];
  const remove = async (profileId: string) => {
    await Promise.all(placesOf(profileId).map(({ store, name }) => store.remove(name)));
  };
  const find = async (profileId: string, isWanted: (key: StoredKey) => boolean) => {
    const reads = placesOf(profileId).map((place) => {
      const read = place.store.get(place.name);
      // The second is awaited only where the first has none.
      ignoreErrors(read);
      return { place, read };
    });
    for (const { place, read } of reads) {
      const key = await read;
      if (isStoredKey(key) && isWanted(key)) return { key, place };
    }
    return null;
  };
  return {
    get: async (profileId, baseUrl) => (await find(profileId, (key) => key.baseUrl === baseUrl))?.key ?? null,
    put: (profileId, key) =>
      runExclusive(async () => {
        // The old key is removed only after the new one is stored: a store may be full.
        const [inSession, onDisk] = placesOf(profileId);
        const [to, from] = key.remembered ? [onDisk, inSession] : [inSession, onDisk];
        await to.store.set(to.name, key);
        // Even when no key is visible there: a disk that cannot be opened now may hold one.
        await from.store.remove(from.name);
      }),
    identify: (profileId, keyId, ids) =>
      runExclusive(async () => {
        const found = await find(profileId, (key) => key.keyId === keyId);
        if (found) await found.place.store.set(found.place.name, { ...found.key, ...ids });
      }),
    remove: (profileId) => runExclusive(() => remove(profileId)),
    prune: (isKept) =>
      runExclusive(async () => {
        for (const [store, prefix] of [
          [session, IN_SESSION],
          [disk, ON_DISK],
        ] as const) {
          for (const name of (await store.keys()).filter((key) => key.startsWith(prefix))) {
            const key = await store.get(name);
            if (!isStoredKey(key) || !isKept(name.slice(prefix.length), key.baseUrl)) await store.remove(name);
          }
        }
      }),
    clear: () =>
      runExclusive(async () => {
        const sessionKeys = (await session.keys()).filter((key) => key.startsWith(IN_SESSION));
        await Promise.all([disk.clear(), ...sessionKeys.map((key) => session.remove(key))]);
      }),
  };
}
