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
  draft(profile: Profile): ProfileDraft;
  edit(profile: Profile, change: Partial<ProfileDraft>): void;
  /** Forgets unsaved input; what is stored stays. */
  discard(profile: Profile): void;
  add(profile: Profile): void;
  /** Changes the current settings; changes are serialized, so that none undoes another. */
  change(how: (settings: Settings) => Settings): Promise<Outcome<Overview>>;
  /** Saves what was edited, and the key with it. A failure keeps the input. */
  save(read: ReadDraft): Promise<Outcome<void>>;
  remove(profileId: string): Promise<Outcome<void>>;
  /** Discards all unsaved input. */
  forget(): void;
}

export function createOptionsModel(store: Store): OptionsModel {
  const selectedId = signal<string | null>(null);
  const added = signal<readonly Profile[]>([]);
  const { draft, edited, setDraft, clear } = createDrafts(store);
  const change = createChanger(store);
  const dropAdded = (id: string) => {
    added.value = added.value.filter((profile) => profile.id !== id);
  };

  return {
    selectedId,
    added,
    draft,
    change,
    edit: (profile, edits) => setDraft(profile.id, { ...edited(profile.id), ...edits }),
    discard: (profile) => setDraft(profile.id, null),
    add: (profile) => {
      added.value = [...added.value, profile];
      selectedId.value = profile.id;
    },
    save: async (read) => {
      const saved = await saveDraft(store, read);
      if (!saved.ok) return saved;
      batch(() => {
        dropAdded(read.profile.id);
        setDraft(read.profile.id, null);
      });
      return succeed(undefined);
    },
    remove: async (profileId) => {
      const isSaved = store.overview.value?.settings.profiles.some((profile) => profile.id === profileId) ?? false;
      const removed = isSaved ? await store.mutate('remove-profile', { profileId }) : succeed(undefined);
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
        clear();
        selectedId.value = null;
      }),
  };
}

/** Only edited fields are kept: the others follow the saved profile. */
function createDrafts(store: Store) {
  const drafts = signal<ReadonlyMap<string, Partial<ProfileDraft>>>(new Map());
  const edited = (id: string) => drafts.value.get(id) ?? {};
  return {
    edited,
    clear: () => {
      drafts.value = new Map();
    },
    draft: (profile: Profile) => ({ ...draftOf(profile, isRemembered(store, profile.id)), ...edited(profile.id) }),
    setDraft: (id: string, draft: Partial<ProfileDraft> | null) => {
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

/** Sends only what differs from the saved profile: other fields may have been changed by another page meanwhile. */
function saveDraft(store: Store, { profile, key, remember }: ReadDraft): Promise<Outcome<Overview>> {
  const { id: profileId, ...fields } = profile;
  const saved = store.overview.value?.settings.profiles.find((known) => known.id === profileId);
  const changes = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => value !== saved?.[name as keyof Profile]),
  );
  const { baseUrl } = profile;
  if (key !== null && Object.keys(changes).length === 0) {
    return store.mutate('set-key', { profileId, key, remember, baseUrl });
  }
  // A key is only ever stored together with the base URL that stood beside it.
  const withKey = key === null ? { changes, key } : { changes: { ...changes, baseUrl }, key: { key, remember } };
  return store.mutate('save-profile', { profileId, ...withKey });
}

function isRemembered(store: Store, profileId: string): boolean {
  return store.overview.value?.profiles.find((state) => state.profileId === profileId)?.key?.remembered ?? false;
}
