import type { TargetedMouseEvent } from 'preact';
import type { Profile } from '../../core/profile/settings.ts';
import type { Overview } from '../../protocol/overview.ts';
import { useApp } from '../../ui/model/app.ts';
import { ErrorNote } from '../../ui/components/notices/ErrorNote.tsx';
import { t } from '../../ui/format/i18n.ts';
import { ApiKeyField } from './ApiKeyField.tsx';
import { ConnectionResult } from './ConnectionResult.tsx';
import type { OptionsModel } from '../form/options-model.ts';
import { ProfileFields } from './ProfileFields.tsx';
import { RemoveProfile } from './RemoveProfile.tsx';
import { useProfileForm } from './use-profile-form.ts';
import { wordsHere } from './words-here.ts';

interface Props {
  model: OptionsModel;
  overview: Overview;
  profile: Profile;
  isNew: boolean;
  /** The last profile cannot be removed. */
  removable: boolean;
}

/** All fields of one profile. Input is kept in the model, so that looking at another profile loses nothing. */
export function ProfileEditor(props: Props) {
  const { model, overview, profile, isNew, removable } = props;
  const { busy, faults, error, saved, tested, dirty, missing, save, test, discard } = useProfileForm(props);
  const message = busy === 'test' ? 'optionsTesting' : saved ? 'optionsSaved' : dirty ? 'optionsUnsaved' : null;
  return (
    <form class="opt-editor" aria-label={t('optionsEdit', profile.name)} onSubmit={(event) => event.preventDefault()}>
      <ApiKeyField model={model} profile={profile} fault={faults.key} />
      <ProfileFields model={model} overview={overview} profile={profile} faults={faults} />
      {missing !== null && <GrantAccess origin={missing} />}
      <div class="row wrap opt-actions">
        <button class="btn primary" type="submit" disabled={busy !== null} onClick={keepingFocus(save)}>
          {t('optionsSave')}
        </button>
        <button class="btn" type="button" disabled={busy !== null} onClick={keepingFocus(test)}>
          {t('optionsTest')}
        </button>
        <span role="status" class="mut">
          {message ? t(message) : ''}
        </span>
        <span class="grow" />
        {dirty && !isNew && (
          <button class="btn quiet" type="button" onClick={discard}>
            {t('optionsDiscardChanges')}
          </button>
        )}
        {(removable || isNew) && <RemoveProfile model={model} profile={profile} isNew={isNew} />}
      </div>
      {error && <ErrorNote error={error} instead={wordsHere(error)} onRetry={() => void save()} />}
      {tested && (
        <div ref={bringIntoView}>
          <ConnectionResult tested={tested} onRetry={() => void test()} />
        </div>
      )}
    </form>
  );
}

/** A button that is disabled during its action loses the focus: it is restored, unless the user moved it elsewhere. */
export function keepingFocus(run: () => Promise<void>): (event: TargetedMouseEvent<HTMLButtonElement>) => void {
  return (event) => {
    const button = event.currentTarget;
    void run().then(() => requestAnimationFrame(() => document.activeElement === document.body && button.focus()));
  };
}

/** A page opened because the permission is missing starts at its button. */
export function focusGrant(): void {
  document.querySelector<HTMLElement>('.opt-grant button')?.focus();
}

/** The result appears below its button, which is often at the bottom of the window. */
function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** Without the browser's permission no request reaches the origin, whatever the key. */
export function GrantAccess({ origin }: { origin: string }) {
  const { store, shell } = useApp();
  const grant = async () => {
    if (await shell.requestOrigin(origin)) await store.mutate('resume', {});
  };
  return (
    <div class="note tone-warn opt-grant">
      <span class="grow">{t('optionsGrantWhy', origin)}</span>
      <button class="btn" type="button" onClick={() => void grant()}>
        {t('optionsGrant', origin)}
      </button>
    </div>
  );
}
