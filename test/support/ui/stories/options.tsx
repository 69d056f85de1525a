import { fail, succeed } from '../../../../src/core/errors.ts';
import { defaultSettings, type Profile, type Settings } from '../../../../src/core/profile/settings.ts';
import { Options } from '../../../../src/options/Options.tsx';
import type { Overview, ProfileState } from '../../../../src/protocol/overview.ts';
import { ERRORS } from '../error-fixtures.ts';
import type { Script } from '../fakes/fake-backend.ts';
import { balance, overview } from '../fixtures.ts';
import type { Stories, Story } from '../story.ts';

const plain = defaultSettings();
const [production] = plain.profiles;
const staging: Profile = {
  id: 'staging',
  name: 'Staging',
  baseUrl: 'https://synap.staging.example',
  colour: 'blue',
  requestsPerMinute: 600,
  burst: 50,
  lockCompact: false,
  keepMessages: false,
};
const [state] = overview().profiles;

function stateOf(changes: Partial<ProfileState>): ProfileState[] {
  return state ? [{ ...state, ...changes }] : [];
}

const several: Overview = overview({
  settings: { ...plain, profiles: production ? [{ ...production, lockCompact: true }, staging] : [staging] },
  profiles: [
    ...stateOf({}),
    ...stateOf({ profileId: 'staging', key: null, origin: 'https://synap.staging.example', originGranted: false }),
  ],
});
const empty = overview({ profiles: stateOf({ key: null }) });

/** Keeps settings, and the last four characters of keys; a changed base URL loses its key. */
function worker(start: Overview): Script {
  let now = start;
  const set = (changes: Partial<Overview>) => {
    now = { ...now, ...changes };
    return succeed(now);
  };
  const setKey = (profileId: string, key: ProfileState['key']) =>
    set({ profiles: now.profiles.map((known) => (known.profileId === profileId ? { ...known, key } : known)) });
  const save = (settings: Partial<Settings>) =>
    set({
      settings: { ...now.settings, ...settings },
      profiles: (settings.profiles ?? now.settings.profiles).map((profile) => {
        const known = now.profiles.find((other) => other.profileId === profile.id);
        if (known?.origin === profile.baseUrl) return known;
        const ids = { clientId: null, instanceId: null };
        return { profileId: profile.id, key: null, origin: profile.baseUrl, originGranted: true, ...ids };
      }),
    });
  return {
    overview: () => succeed(now),
    resume: () => set({ profiles: now.profiles.map((known) => ({ ...known, originGranted: true })) }),
    'save-settings': ({ settings }) => save(settings),
    'save-profile': ({ profileId, changes, key }) => {
      const added = { ...staging, id: profileId, ...changes };
      const known = now.settings.profiles.find(({ id }) => id === profileId);
      const profiles = known
        ? now.settings.profiles.map((one) => (one === known ? { ...one, ...changes } : one))
        : [...now.settings.profiles, added];
      save({ profiles });
      return key ? setKey(profileId, { id: 'k2', last4: key.key.slice(-4), remembered: key.remember }) : set({});
    },
    'remove-profile': ({ profileId }) => save({ profiles: now.settings.profiles.filter(({ id }) => id !== profileId) }),
    'set-key': ({ profileId, key, remember }) =>
      setKey(profileId, { id: 'k2', last4: key.slice(-4), remembered: remember }),
    'remove-key': ({ profileId }) => setKey(profileId, null),
    'choose-profile': ({ profileId, demo }) =>
      set({
        settings: { ...now.settings, activeProfileId: profileId, demo },
        activeProfileId: demo ? 'demo' : profileId,
      }),
    'erase-everything': () => set({ ...empty }),
    'clear-cache': succeed({ dropped: 12 }),
    'test-connection': succeed({
      whoami: { clientId: 'cli_00112233445566aa', instanceId: 'inst_5537b6aa00112233' },
      balance: balance({ balanceCredits: 42, warningLow: true }),
      tookMs: 212,
    }),
  };
}

function options(shown: Overview, script: Script = {}): Story {
  return { overview: shown, script: () => ({ ...worker(shown), ...script }), render: () => <Options /> };
}

/** The page as an install opens it. */
function welcome() {
  history.replaceState(null, '', '#welcome');
  return <Options />;
}

export const stories: Stories = {
  empty: options(empty),
  welcome: { ...options(empty), render: welcome },
  keyStored: options(overview()),
  keyRefused: options(overview(), { 'test-connection': fail(ERRORS['key-refused']) }),
  noBalance: options(overview(), {
    'test-connection': succeed({
      whoami: { clientId: null, instanceId: null },
      balance: null,
      tookMs: 1840,
    }),
  }),
  permissionMissing: options(overview({ profiles: stateOf({ key: null, originGranted: false }) })),
  several: options(several),
  demo: options(overview({ settings: { ...plain, demo: true }, activeProfileId: 'demo' })),
  memory: options(overview({ storage: 'memory' })),
  loading: options(overview(), { overview: 'never' }),
  saveFails: options(empty, { 'save-settings': fail(ERRORS.storage), 'save-profile': fail(ERRORS.storage) }),
  keyFails: options(empty, { 'set-key': fail(ERRORS.storage) }),
  eraseFails: options(overview(), { 'erase-everything': fail(ERRORS.storage) }),
};
