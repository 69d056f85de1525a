import { useState } from 'preact/hooks';
import { visibleText } from '../../../core/visible-text.ts';
import type { AppError } from '../../../core/errors.ts';
import { DEMO_PROFILE_ID } from '../../../core/profile/profile-names.ts';
import { useApp } from '../../model/app.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { ProfileDot } from '../basics/ProfileDot.tsx';
import { t } from '../../format/i18n.ts';
import './ProfilePicker.css';

/** Chooses the profile whose key and server are used; the demo is one of the choices. */
export function ProfilePicker() {
  const { store } = useApp();
  const [error, setError] = useState<AppError | null>(null);
  const settings = store.overview.value?.settings;
  if (!settings) return null;
  const active = settings.profiles.find((profile) => profile.id === settings.activeProfileId);
  const choose = async (value: string) => {
    const demo = value === DEMO_PROFILE_ID;
    const profileId = demo ? settings.activeProfileId : value;
    const outcome = await store.mutate('choose-profile', { profileId, demo });
    setError(outcome.ok ? null : outcome.error);
  };
  return (
    <>
      <span class="profile-picker">
        <span aria-hidden="true">
          <ProfileDot colour={active && !settings.demo ? active.colour : 'grey'} />
        </span>
        <select
          aria-label={t('profilePicker')}
          title={active && !settings.demo ? active.baseUrl : undefined}
          value={settings.demo ? DEMO_PROFILE_ID : settings.activeProfileId}
          onChange={(event) => void choose(event.currentTarget.value)}
        >
          {settings.profiles.map((profile) => (
            <option key={profile.id} value={profile.id}>
              {visibleText(profile.name)}
            </option>
          ))}
          <option value={DEMO_PROFILE_ID}>{t('profileDemo')}</option>
        </select>
      </span>
      {error && <ErrorNote error={error} onRetry={() => setError(null)} compact />}
    </>
  );
}
