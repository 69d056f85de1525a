import { fail, succeed, type Outcome } from '../../core/errors.ts';
import type { BudgetRule } from '../../core/profile/token-bucket.ts';
import { DEMO_PROFILE_ID, PRODUCTION_BASE_URL } from '../../core/profile/profile-names.ts';
import { decodeProfileSettings, type Profile, type Settings } from '../../core/profile/settings.ts';
import type { KeyVault, StoredKey } from './key-vault.ts';
import type { KeySignals } from './key-signals.ts';
import { ignoreErrors } from '../serialize.ts';
import type { SettingsStore } from './settings-store.ts';

/** Whose budget a request counts for. */
export interface BudgetShare {
  profileId: string;
  rule: BudgetRule;
  /** Equal for profiles that Synap counts together, with one base URL and one key. Contains the key. */
  account: string;
}

/** The profile data of one request, read anew for each. */
export interface ProfileContext {
  profile: Profile;
  key: StoredKey;
  share: BudgetShare;
  settings: Settings;
  demo: boolean;
  /** Aborted when the key is removed or replaced. */
  signal: AbortSignal;
}

/** The demo's profile: it is not stored, and nothing leaves the browser. */
const DEMO_PROFILE: Profile = {
  // Nobody limits it: nothing waits.
  ...decodeProfileSettings({ colour: 'purple', burst: 1_000 }),
  id: DEMO_PROFILE_ID,
  name: 'Demo',
  baseUrl: PRODUCTION_BASE_URL,
};

const DEMO_KEY: StoredKey = {
  key: 'demo',
  baseUrl: PRODUCTION_BASE_URL,
  keyId: 'demo',
  remembered: false,
  clientId: null,
  instanceId: null,
};

export function activeProfileId(settings: Settings): string {
  return settings.demo ? DEMO_PROFILE_ID : settings.activeProfileId;
}

export function ruleOf(profile: Pick<Profile, 'requestsPerMinute' | 'burst'>): BudgetRule {
  return { perMinute: profile.requestsPerMinute, burst: profile.burst };
}

export function shareOf(profile: Profile, key: StoredKey | null): BudgetShare {
  const account = key ? `${profile.baseUrl} ${key.key}` : profile.id;
  return { profileId: profile.id, rule: ruleOf(profile), account };
}

export function profileOf(settings: Settings, profileId: string): Profile | null {
  if (profileId === DEMO_PROFILE_ID) return DEMO_PROFILE;
  return settings.profiles.find((profile) => profile.id === profileId) ?? null;
}

export interface Contexts {
  /** `null` is the active profile. */
  resolve(profileId: string | null): Promise<Outcome<ProfileContext>>;
  /** Reads the active profile's for the requests that the worker woke for, before they come. */
  readAhead(onProfile: (profileId: string) => void): void;
  /** What was read ahead, or is being read for another request, for this profile; else the same as `resolve`. */
  resolveShared(profileId: string | null): Promise<Outcome<ProfileContext>>;
  /** The settings change, or time has passed. */
  dropAhead(): void;
}

export function createContexts(
  settingsStore: SettingsStore,
  vault: KeyVault,
  keySignals: KeySignals,
  hasOrigin: (origin: string) => Promise<boolean>,
): Contexts {
  let ahead: Promise<Outcome<ProfileContext>> | null = null;
  /** What is read as the worker wakes, for requests that are yet to come. */
  let isKept = false;
  const resolve = async (
    profileId: string | null,
    onProfile?: (id: string) => void,
  ): Promise<Outcome<ProfileContext>> => {
    const settings = await settingsStore.get();
    const id = profileId ?? activeProfileId(settings);
    onProfile?.(id);
    const profile = profileOf(settings, id);
    if (!profile) return fail({ kind: 'no-key', profileId: id });
    // Taken before the key is read: removing the key meanwhile aborts this request.
    const signal = keySignals.signalOf(id);
    const found = { profile, settings, signal };
    if (id === DEMO_PROFILE_ID) {
      return succeed({ ...found, key: DEMO_KEY, share: shareOf(profile, null), demo: true });
    }
    const { origin } = new URL(profile.baseUrl);
    const granted = hasOrigin(origin);
    // Awaited only where there is a key.
    ignoreErrors(granted);
    const key = await vault.get(id, profile.baseUrl);
    if (!key) return fail({ kind: 'no-key', profileId: id });
    if (!(await granted)) return fail({ kind: 'permission-missing', origin });
    return succeed({ ...found, key, share: shareOf(profile, key), demo: false });
  };
  return {
    resolve,
    readAhead: (onProfile) => {
      isKept = true;
      ahead = resolve(null, onProfile);
      ignoreErrors(ahead);
    },
    dropAhead: () => {
      isKept = false;
      ahead = null;
    },
    resolveShared: async (profileId) => {
      const shared = (ahead ??= resolve(null));
      const read = await shared.catch(() => null);
      // A view asks about dozens at once; later ones read anew.
      if (!isKept && ahead === shared) ahead = null;
      const holds = read?.ok && !read.value.signal.aborted && [null, read.value.profile.id].includes(profileId);
      return holds ? read : resolve(profileId);
    },
  };
}
