import { Plus } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { AppError } from '../../core/errors.ts';
import { MAX_PROFILES, type Profile } from '../../core/profile/settings.ts';
import type { Overview } from '../../protocol/overview.ts';
import { useApp } from '../../ui/model/app.ts';
import { ErrorNote } from '../../ui/components/notices/ErrorNote.tsx';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { ProfileDot } from '../../ui/components/basics/ProfileDot.tsx';
import { t } from '../../ui/format/i18n.ts';
import type { OptionsModel } from '../form/options-model.ts';
import { isDirty, newProfile } from '../form/profile-draft.ts';
import { focusKeyField } from './ApiKeyField.tsx';
import { focusGrant, ProfileEditor } from './ProfileEditor.tsx';

interface Props {
  model: OptionsModel;
  overview: Overview;
}

/** All profiles on one side, the selected one's form on the other: one Save and one Test connection at a time. */
export function ProfilesSection({ model, overview }: Props) {
  const { store } = useApp();
  const [error, setError] = useState<AppError | null>(null);
  const saved = overview.settings.profiles;
  const profiles = [...saved, ...model.added.value.filter((added) => !saved.some((other) => other.id === added.id))];
  const selected =
    profiles.find((profile) => profile.id === model.selectedId.value) ??
    profiles.find((profile) => profile.id === overview.settings.activeProfileId) ??
    profiles[0];
  useFocusOnMissing(overview, selected);
  const activate = async (profileId: string) => {
    const outcome = await store.mutate('choose-profile', { profileId, demo: false });
    setError(outcome.ok ? null : outcome.error);
  };
  return (
    <section id="profiles" aria-labelledby="profiles-title">
      <h2 id="profiles-title">{t('optionsProfiles')}</h2>
      <p class="mut">{t('optionsProfilesHint')}</p>
      {error && <ErrorNote error={error} onRetry={() => setError(null)} compact />}
      <div class="opt-profiles">
        <div class="opt-list">
          <ul>
            {profiles.map((profile) => (
              <ProfileRow
                key={profile.id}
                model={model}
                profile={profile}
                isNew={!saved.includes(profile)}
                active={profile.id === overview.settings.activeProfileId}
                current={profile === selected}
                onActivate={() => void activate(profile.id)}
              />
            ))}
          </ul>
          <button
            class="btn"
            type="button"
            disabled={profiles.length >= MAX_PROFILES}
            onClick={() => model.add(newProfile(crypto.randomUUID(), profiles))}
          >
            <Icon node={Plus} />
            {t('optionsAddProfile')}
          </button>
        </div>
        {selected && (
          <ProfileEditor
            key={selected.id}
            model={model}
            overview={overview}
            profile={selected}
            isNew={!saved.includes(selected)}
            removable={saved.length > 1}
          />
        )}
      </div>
    </section>
  );
}

/** A page opened because the key is missing starts at its field, else at what else is missing. */
function useFocusOnMissing(overview: Overview, selected: Profile | undefined): void {
  useEffect(() => {
    if (document.activeElement !== document.body || location.hash !== '') return;
    const hasKey = overview.profiles.some(({ profileId, key }) => profileId === selected?.id && key !== null);
    if (hasKey) focusGrant();
    else focusKeyField();
  }, []);
}

interface RowProps {
  model: OptionsModel;
  profile: Profile;
  isNew: boolean;
  active: boolean;
  current: boolean;
  onActivate: () => void;
}

function ProfileRow({ model, profile, isNew, active, current, onActivate }: RowProps) {
  const draft = model.draft(profile);
  const unsaved = isNew || isDirty(draft, profile);
  return (
    <li class="opt-profile" data-current={current}>
      <input
        type="radio"
        name="active-profile"
        aria-label={t('optionsUse', draft.name)}
        title={t('optionsUse', draft.name)}
        checked={active}
        disabled={isNew}
        onChange={onActivate}
      />
      <button
        type="button"
        class="opt-profile-name"
        aria-current={current ? 'true' : undefined}
        onClick={() => {
          model.selectedId.value = profile.id;
        }}
      >
        <ProfileDot colour={draft.colour} />
        <span class="ellipsis">
          <bdi>{draft.name}</bdi>
        </span>
        {/* Only one chip: the radio button also shows which profile is active, and the name needs the room. */}
        {unsaved ? (
          <span class="chip tone-warn">{t('optionsUnsavedChip')}</span>
        ) : (
          active && <span class="chip">{t('optionsActive')}</span>
        )}
      </button>
    </li>
  );
}
