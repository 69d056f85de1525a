/** Messages that outlive a view: in the browser's memory, or in a database where the profile's setting says so. */
import { addMessages } from '../../core/transcript/merge.ts';
import { decodeTranscript } from '../../core/transcript/stored.ts';
import type { Transcript } from '../../core/transcript/message.ts';
import { isRecord } from '../../core/is-record.ts';
import type { MessageMemory } from '../../protocol/backend.ts';
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
  const read = async (store: BoundedStore, key: string) => decodeTranscript(await store.load(key));
  const put = async (store: BoundedStore, key: string, more: Transcript) => {
    const stored = await read(store, key);
    const merged = addMessages(stored, more.messages, more.sources);
    if (merged !== stored) await store.save(key, merged);
  };
  return {
    load: (profileId, id) =>
      exclusive(async () => {
        const key = keyOf(profileId, id);
        const kept = await read(inSession, key);
        if (!(await isKeptOnDevice(profileId))) return kept;
        // What was known of it before it was opened.
        await put(onDevice(), key, kept);
        return read(onDevice(), key);
      }).catch(() => undefined),
    save: (profileId, id, transcript, isOpened) =>
      exclusive(async () => {
        const key = keyOf(profileId, id);
        if (!isOpened || !(await isKeptOnDevice(profileId))) return put(inSession, key, transcript);
        await put(onDevice(), key, transcript);
        // The worker deletes what is there when the setting goes off: it may have done so just before.
        if (!(await isKeptOnDevice(profileId))) await onDevice().remove(key);
      }).catch(() => undefined),
  };
}

/** The worker deletes by the part before the bar. */
function keyOf(profileId: string, id: string): string {
  return `messages:${profileId}|${id}`;
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
