import { useEffect, useState } from 'preact/hooks';
import type { Profile } from '../../core/profile/settings.ts';
import type { Overview } from '../../protocol/overview.ts';
import { ErrorNote } from '../../ui/components/notices/ErrorNote.tsx';
import { DemoButton } from '../../ui/components/notices/DemoButton.tsx';
import { t } from '../../ui/format/i18n.ts';
import type { OptionsModel } from '../form/options-model.ts';
import { ApiKeyField, focusKeyField } from '../profiles/ApiKeyField.tsx';
import { ConnectionResult } from '../profiles/ConnectionResult.tsx';
import { GrantAccess, keepingFocus } from '../profiles/ProfileEditor.tsx';
import { useProfileForm } from '../profiles/use-profile-form.ts';
import { wordsHere } from '../profiles/words-here.ts';
import './Welcome.css';

interface Props {
  model: OptionsModel;
  overview: Overview;
  profile: Profile;
}

/** Opened once, by the install: a key, or the demo, and where to go then. */
export function Welcome({ model, overview, profile }: Props) {
  const hasKey = overview.profiles.some(({ profileId, key }) => profileId === profile.id && key !== null);
  const form = useProfileForm({ model, overview, profile, isNew: false, needsKey: !hasKey });
  const isDemo = overview.settings.demo;
  useEffect(focusKeyField, []);
  return (
    <section class="welcome" aria-labelledby="welcome-title">
      <h1 id="welcome-title">{t('welcomeTitle')}</h1>
      <p class="mut">{t('welcomeBody')}</p>
      <form class="opt-editor" aria-labelledby="welcome-title" onSubmit={(event) => event.preventDefault()}>
        <ApiKeyField model={model} profile={profile} fault={form.faults.key} />
        <details>
          <summary>{t('welcomeWhere')}</summary>
          <p>{t('welcomeWhereBody')}</p>
        </details>
        {form.missing !== null && <GrantAccess origin={form.missing} />}
        <div class="row wrap opt-actions">
          <button class="btn primary" type="submit" disabled={form.busy !== null} onClick={keepingFocus(form.save)}>
            {t('optionsSave')}
          </button>
          {!isDemo && <DemoButton />}
          <span role="status" class="mut">
            {form.busy === 'test' ? t('optionsTesting') : ''}
          </span>
        </div>
        {form.error && (
          <ErrorNote error={form.error} instead={wordsHere(form.error)} onRetry={() => void form.save()} />
        )}
        {form.tested && <ConnectionResult tested={form.tested} onRetry={() => void form.test()} />}
      </form>
      <p role="status">{isDemo ? t('welcomeDemo') : ''}</p>
      <p class="mut">
        {t('welcomeElsewhere')} <a href="#profiles">{t('welcomeSettings')}</a>
      </p>
    </section>
  );
}

/** The part of the page that its address names; another link on the page changes it. */
export function usePlace(): string {
  const [place, setPlace] = useState(location.hash);
  useEffect(() => {
    const follow = () => setPlace(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return place;
}
