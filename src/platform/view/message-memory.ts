/** Messages that outlive a view: in the browser's memory, or in a database where the profile's setting says so. */
import { addMessages } from '../../core/transcript/merge.ts';
import { decodeTranscript } from '../../core/transcript/stored.ts';
import type { Transcript } from '../../core/transcript/message.ts';
import { isRecord } from '../../core/is-record.ts';
import type { MessageMemory } from '../../protocol/backend.ts';
import { messagesGoneKey, messagesPrefix } from '../../protocol/message-keys.ts';
import { openDatabase, storageArea, type KeyValueStore } from '../storage.ts';
import { systemClock } from '../clock.ts';
import { createBoundedStore, type BoundedStore } from './bounded-store.ts';

const MB = 1_000_000;
/** The browser's memory holds 10 MiB for the whole extension: keys, the request log and more need the rest. */
const IN_SESSION = { each: 3 * MB, total: 6 * MB };
const ON_DEVICE = { each: 8 * MB, total: 60 * MB };

interface Places {
  session: KeyValueStore;
  /** Opened when it is first needed. */
  device(): KeyValueStore;
  local: KeyValueStore;
  now(): number;
  /** Runs one change at a time, among all views. */
  exclusive<T>(change: () => Promise<T>): Promise<T>;
}

export function createMessageMemory({ session, device, local, now, exclusive }: Places): MessageMemory {
  const inSession = createBoundedStore(session, IN_SESSION, now);
  let opened: BoundedStore | null = null;
  const onDevice = () => (opened ??= createBoundedStore(device(), ON_DEVICE, now));
  const isKeptOnDevice = async (profileId: string) => keepsMessages(await local.get('settings'), profileId);
  const goneAt = async (profileId: string) => Number((await session.get(messagesGoneKey(profileId))) ?? -Infinity);
  const read = async (store: BoundedStore, key: string) => decodeTranscript(await store.load(key));
  /** The worker deletes with the key, the profile or the setting: what it may have deleted meanwhile is taken back. */
  const put = async (profileId: string, id: string, more: Transcript, knownAt: number, isOnDevice: boolean) => {
    const gone = await goneAt(profileId);
    if (knownAt <= gone) return;
    const [store, key] = [isOnDevice ? onDevice() : inSession, messagesPrefix(profileId) + id];
    const stored = await read(store, key);
    const merged = addMessages(stored, more.messages, more.sources);
    if (merged !== stored) await store.save(key, merged);
    const isGone = (await goneAt(profileId)) !== gone || (isOnDevice && !(await isKeptOnDevice(profileId)));
    if (isGone) await store.remove(key);
  };
  return {
    load: (profileId, id) => {
      const askedAt = now();
      return exclusive(async () => {
        const key = messagesPrefix(profileId) + id;
        const kept = await read(inSession, key);
        if (!(await isKeptOnDevice(profileId))) return kept;
        // What was known of it before it was opened.
        await put(profileId, id, kept, askedAt, true);
        return read(onDevice(), key);
      }).catch(() => undefined);
    },
    save: (profileId, id, transcript, { isOpened, knownAt }) =>
      exclusive(async () => {
        await put(profileId, id, transcript, knownAt, isOpened && (await isKeptOnDevice(profileId)));
      }).catch(() => undefined),
  };
}

/** Read from the store at each use: what a view knows of the settings may be of before a change. */
function keepsMessages(settings: unknown, profileId: string): boolean {
  const profiles = isRecord(settings) ? settings['profiles'] : null;
  const isIt = (profile: unknown) =>
    isRecord(profile) && profile['id'] === profileId && profile['keepMessages'] === true;
  return Array.isArray(profiles) && profiles.some(isIt);
}

export const messageMemory: MessageMemory = createMessageMemory({
  session: storageArea('session'),
  device: () => openDatabase('synap-messages', () => undefined),
  local: storageArea('local'),
  now: systemClock.now,
  exclusive: (change) => navigator.locks.request('synap-messages', change),
});
