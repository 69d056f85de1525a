import { cleanApiKey } from '../../core/profile/api-key.ts';
import { parseBaseUrl } from '../../core/profile/base-url.ts';
import { fail, succeed, type Outcome } from '../../core/errors.ts';
import { decodeProfile, decodeSettings } from '../../core/profile/settings-decode.ts';
import { MAX_PROFILES, type Profile, type Settings } from '../../core/profile/settings.ts';
import type { RequestInput } from '../../protocol/requests.ts';
import type { KeyVault, StoredKey } from './key-vault.ts';
import type { SettingsStore } from './settings-store.ts';

/**
 * Changes of settings, profiles and keys. Settings and keys are in two stores that must agree: each change is one turn,
 * and either both stores have it or neither.
 */
export interface ProfileChanges {
  saveSettings(changes: Partial<Settings>): Promise<Outcome<void>>;
  saveProfile(edit: RequestInput<'save-profile'>): Promise<Outcome<void>>;
  removeProfile(profileId: string): Promise<Outcome<void>>;
  setKey(input: RequestInput<'set-key'>): Promise<Outcome<void>>;
  removeKey(profileId: string): Promise<void>;
  /** Deletes the keys that no profile has: the worker may have stopped between the two stores. */
  prune(): Promise<void>;
}

interface Deps {
  settings: SettingsStore;
  vault: KeyVault;
  /** Cancels the requests that were begun with the profile's key. */
  abort(profileId: string): void;
  newId(): string;
  /** Drops everything else that was known under the old key. */
  forget(profileId: string, isGone: boolean): Promise<void>;
  /** Deletes the messages that are on this device. */
  forgetKept(profileId: string): Promise<void>;
}

/** The keys that a change replaces; null deletes one. */
type NewKeys = ReadonlyMap<string, StoredKey | null>;

/** The settings after a change, and the keys that it replaces. */
type Made = Outcome<{ after: Settings; keys?: NewKeys }>;

export function createProfileChanges(deps: Deps): ProfileChanges {
  const { settings, vault, abort, newId } = deps;
  const change = (how: (before: Settings) => Made) =>
    settings.exclusive(async (before, store): Promise<Outcome<void>> => {
      const made = how(before);
      if (!made.ok) return made;
      const { after, keys = new Map() } = made.value;
      await apply(deps, before, after, new Map([...lostKeys(before, after), ...keys]), store);
      return succeed(undefined);
    });
  return {
    saveSettings: (changes) =>
      change(
        (before) => faultOf(changes.profiles ?? []) ?? succeed({ after: decodeSettings({ ...before, ...changes }) }),
      ),
    saveProfile: (edit) => change((before) => profileSaved(before, edit, newId())),
    removeProfile: (profileId) => change((before) => succeed({ after: withoutProfile(before, profileId) })),
    setKey: (input) => change((before) => keySet(before, input, newId())),
    removeKey: (profileId) => {
      // At once: nothing more is sent with it while another change has its turn.
      abort(profileId);
      return settings.exclusive((before, store) => apply(deps, before, before, new Map([[profileId, null]]), store));
    },
    prune: () =>
      settings.exclusive(async (now) => {
        // Settings that were emptied or spoilt say nothing about the keys: an import may bring the profiles back.
        if (!(await settings.areStored())) return;
        await vault.prune((profileId, baseUrl) =>
          now.profiles.some((profile) => profile.id === profileId && profile.baseUrl === baseUrl),
        );
      }),
  };
}

function profileSaved(
  before: Settings,
  { profileId, changes, key }: RequestInput<'save-profile'>,
  keyId: string,
): Made {
  const edited = editProfile(before, profileId, changes);
  if (!edited.ok) return edited;
  const profile = edited.value;
  const profiles = before.profiles.map((known) => (known.id === profileId ? profile : known));
  const after = { ...before, profiles: profiles.includes(profile) ? profiles : [...profiles, profile] };
  return key ? withKey(after, profile, key, keyId) : succeed({ after });
}

function keySet(before: Settings, input: RequestInput<'set-key'>, keyId: string): Made {
  const { profileId, baseUrl } = input;
  const profile = before.profiles.find(({ id }) => id === profileId);
  if (!profile) return fail({ kind: 'no-key', profileId });
  // The key was entered for another base URL, and no other may ever receive it.
  if (baseUrl !== undefined && baseUrl !== profile.baseUrl) return fail({ kind: 'cancelled' });
  return withKey(before, profile, input, keyId);
}

function withKey(
  after: Settings,
  { id, baseUrl }: Profile,
  { key, remember }: { key: string; remember: boolean },
  keyId: string,
): Made {
  const clean = cleanApiKey(key);
  if (!clean.ok) return clean;
  const ids = { clientId: null, instanceId: null };
  return succeed({ after, keys: new Map([[id, { key: clean.value, baseUrl, keyId, remembered: remember, ...ids }]]) });
}

/**
 * Stores the settings first: a full store refuses them, and then nothing was touched. Should the keys fail, both
 * stores get back what they had.
 */
async function apply(
  { vault, abort, forget, forgetKept }: Deps,
  before: Settings,
  after: Settings,
  keys: NewKeys,
  store: (settings: Settings) => Promise<void>,
): Promise<void> {
  const urlOf = new Map(before.profiles.map((profile) => [profile.id, profile.baseUrl]));
  const keptBefore = new Set(before.profiles.flatMap(({ id, keepMessages }) => (keepMessages ? [id] : [])));
  const put = (profileId: string, key: StoredKey | null) => (key ? vault.put(profileId, key) : vault.remove(profileId));
  if (after !== before) await store(after);
  const replaced = new Map<string, StoredKey | null>();
  try {
    for (const [profileId, key] of keys) {
      abort(profileId);
      replaced.set(profileId, await vault.get(profileId, urlOf.get(profileId) ?? ''));
      await put(profileId, key);
      // Again, for requests that began while the key was still there.
      abort(profileId);
    }
  } catch (error) {
    for (const [profileId, key] of replaced) await put(profileId, key).catch(() => undefined);
    if (after !== before) await store(before).catch(() => undefined);
    throw error;
  }
  // The settings come first: a view that writes meanwhile reads them, and takes its messages back.
  for (const { id, keepMessages } of after.profiles) if (!keepMessages && keptBefore.has(id)) await forgetKept(id);
  const isGone = (profileId: string) => !after.profiles.some(({ id }) => id === profileId);
  for (const profileId of keys.keys()) await forget(profileId, isGone(profileId));
}

/** A key belongs to the base URL it was entered for: profiles that lost it or got another lose the key. */
function lostKeys(before: Settings, after: Settings): NewKeys {
  const urlOf = new Map(after.profiles.map((profile) => [profile.id, profile.baseUrl]));
  return new Map(before.profiles.filter(({ id, baseUrl }) => urlOf.get(id) !== baseUrl).map(({ id }) => [id, null]));
}

function faultOf(profiles: readonly { baseUrl: string }[]): ReturnType<typeof fail> | null {
  if (profiles.length > MAX_PROFILES) return fail({ kind: 'too-many-profiles', most: MAX_PROFILES });
  for (const profile of profiles) {
    const baseUrl = parseBaseUrl(profile.baseUrl);
    if (!baseUrl.ok) return baseUrl;
  }
  return null;
}

/** The profile with these changes; one that is unknown is new, and needs all of its own. */
function editProfile(before: Settings, profileId: string, changes: Partial<Profile>): Outcome<Profile> {
  const known = before.profiles.find(({ id }) => id === profileId);
  const merged = { ...known, ...changes, id: profileId };
  // Edited here while another page removed it.
  if (merged.baseUrl === undefined || merged.name === undefined) return fail({ kind: 'cancelled' });
  const fault = faultOf([...(known ? [] : before.profiles), { baseUrl: merged.baseUrl }]);
  if (fault) return fault;
  const profile = decodeProfile(merged);
  return profile ? succeed(profile) : fail({ kind: 'refused', why: 'malformed' });
}

/** Keeps the last profile; another one becomes active when the active one is removed. */
function withoutProfile(settings: Settings, profileId: string): Settings {
  const profiles = settings.profiles.filter((profile) => profile.id !== profileId);
  const [first] = profiles;
  if (!first || profiles.length === settings.profiles.length) return settings;
  const activeProfileId = settings.activeProfileId === profileId ? first.id : settings.activeProfileId;
  return { ...settings, profiles, activeProfileId };
}
