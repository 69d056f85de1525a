import { batch, signal, type Signal } from '@preact/signals';
import { succeed, type Outcome } from '../../core/errors.ts';
import type { Profile, Settings } from '../../core/profile/settings.ts';
import type { Overview } from '../../protocol/overview.ts';
import type { Store } from '../../ui/model/store.ts';
import { draftOf, type ProfileDraft, type ReadDraft } from './profile-draft.ts';

/** The options page's own state beside the worker's: the profile on show and input that is not saved yet. */
export interface OptionsModel {
  readonly selectedId: Signal<string | null>;
  /** Profiles that were added here but never saved. */
  readonly added: Signal<readonly Profile[]>;
  readonly drafts: Signal<ReadonlyMap<string, ProfileDraft>>;
  draft(profile: Profile): ProfileDraft;
  edit(profile: Profile, change: Partial<ProfileDraft>): void;
  add(profile: Profile): void;
  /** Changes the current settings; changes are serialized, so that none undoes another. */
  change(how: (settings: Settings) => Settings): Promise<Outcome<Overview>>;
  /** Saves the settings, then the key. A failure keeps the input. */
  save(read: ReadDraft): Promise<Outcome<void>>;
  remove(profileId: string): Promise<Outcome<void>>;
  /** Discards all unsaved input. */
  forget(): void;
}

export function createOptionsModel(store: Store): OptionsModel {
  const selectedId = signal<string | null>(null);
  const added = signal<readonly Profile[]>([]);
  const { drafts, draft, setDraft } = createDrafts(store);
  const change = createChanger(store);
  const dropAdded = (id: string) => {
    added.value = added.value.filter((profile) => profile.id !== id);
  };

  return {
    selectedId,
    added,
    drafts,
    draft,
    change,
    edit: (profile, edits) => setDraft(profile.id, { ...draft(profile), ...edits }),
    add: (profile) => {
      added.value = [...added.value, profile];
      selectedId.value = profile.id;
    },
    save: async ({ profile, key, remember }) => {
      const saved = await change((settings) => withProfile(settings, profile));
      if (!saved.ok) return saved;
      dropAdded(profile.id);
      const stored = key === null ? saved : await store.mutate('set-key', { profileId: profile.id, key, remember });
      if (!stored.ok) return stored;
      setDraft(profile.id, null);
      return succeed(undefined);
    },
    remove: async (profileId) => {
      const isSaved = store.overview.value?.settings.profiles.some((profile) => profile.id === profileId) ?? false;
      const removed = isSaved ? await removeSaved(store, change, profileId) : succeed(undefined);
      if (!removed.ok) return removed;
      batch(() => {
        dropAdded(profileId);
        setDraft(profileId, null);
        selectedId.value = null;
      });
      return succeed(undefined);
    },
    forget: () =>
      batch(() => {
        added.value = [];
        drafts.value = new Map();
        selectedId.value = null;
      }),
  };
}

function createDrafts(store: Store) {
  const drafts = signal<ReadonlyMap<string, ProfileDraft>>(new Map());
  return {
    drafts,
    draft: (profile: Profile) => drafts.value.get(profile.id) ?? draftOf(profile, isRemembered(store, profile.id)),
    setDraft: (id: string, draft: ProfileDraft | null) => {
      const next = new Map(drafts.value);
      if (draft) next.set(id, draft);
      else next.delete(id);
      drafts.value = next;
    },
  };
}

function createChanger(store: Store): OptionsModel['change'] {
  let last: Promise<unknown> = Promise.resolve();
  return (how) => {
    const next = last.then(() => saveSettings(store, how));
    last = next;
    return next;
  };
}

async function saveSettings(store: Store, how: (settings: Settings) => Settings): Promise<Outcome<Overview>> {
  const settings = store.overview.value?.settings;
  if (!settings) return { ok: false, error: { kind: 'worker-gone' } };
  // Sends only the changes: a profile chosen meanwhile, or settings saved by another options page, stay.
  const changes = Object.entries(how(settings)).filter(([name, value]) => value !== settings[name as keyof Settings]);
  return store.mutate('save-settings', { settings: Object.fromEntries(changes) });
}

/** Removes the key first: no key may remain without a profile. */
async function removeSaved(
  store: Store,
  change: OptionsModel['change'],
  profileId: string,
): Promise<Outcome<Overview>> {
  const state = store.overview.value?.profiles.find((profile) => profile.profileId === profileId);
  if (state?.key) {
    const forgotten = await store.mutate('remove-key', { profileId });
    if (!forgotten.ok) return forgotten;
  }
  return change((settings) => withoutProfile(settings, profileId));
}

export function withProfile(settings: Settings, profile: Profile): Settings {
  const known = settings.profiles.some((other) => other.id === profile.id);
  const profiles = known
    ? settings.profiles.map((other) => (other.id === profile.id ? profile : other))
    : [...settings.profiles, profile];
  return { ...settings, profiles };
}

/** Keeps the last profile; another one becomes active when the active one is removed. */
export function withoutProfile(settings: Settings, profileId: string): Settings {
  const profiles = settings.profiles.filter((profile) => profile.id !== profileId);
  const [first] = profiles;
  if (!first) return settings;
  const activeProfileId = settings.activeProfileId === profileId ? first.id : settings.activeProfileId;
  return { ...settings, profiles, activeProfileId };
}

function isRemembered(store: Store, profileId: string): boolean {
  return store.overview.value?.profiles.find((state) => state.profileId === profileId)?.key?.remembered ?? false;
}
