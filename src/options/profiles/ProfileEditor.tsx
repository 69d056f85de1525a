import type { TargetedMouseEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { AppError, Outcome } from '../../core/errors.ts';
import type { Profile } from '../../core/profile/settings.ts';
import type { Overview } from '../../protocol/overview.ts';
import type { RequestOutput } from '../../protocol/requests.ts';
import { useApp } from '../../ui/model/app.ts';
import { ErrorNote } from '../../ui/components/notices/ErrorNote.tsx';
import { t } from '../../ui/format/i18n.ts';
import { ApiKeyField } from './ApiKeyField.tsx';
import { ConnectionResult } from './ConnectionResult.tsx';
import type { OptionsModel } from '../form/options-model.ts';
import { isDirty, originToGrant, readDraft } from '../form/profile-draft.ts';
import { ProfileFields } from './ProfileFields.tsx';
import { RemoveProfile } from './RemoveProfile.tsx';

interface Props {
  model: OptionsModel;
  overview: Overview;
  profile: Profile;
  isNew: boolean;
  /** The last profile cannot be removed. */
  removable: boolean;
}

type Busy = 'save' | 'test' | null;
type Tested = Outcome<RequestOutput<'test-connection'>>;

/** All fields of one profile. Input is kept in the model, so that looking at another profile loses nothing. */
export function ProfileEditor(props: Props) {
  const { model, overview, profile, isNew, removable } = props;
  const { busy, faults, error, saved, tested, dirty, missing, save, test } = useProfileForm(props);
  const message = busy === 'test' ? 'optionsTesting' : saved ? 'optionsSaved' : dirty ? 'optionsUnsaved' : null;
  return (
    <form class="opt-editor" aria-label={t('optionsEdit', profile.name)} onSubmit={(event) => event.preventDefault()}>
      <ProfileFields model={model} overview={overview} profile={profile} faults={faults} />
      <ApiKeyField model={model} profile={profile} fault={faults.key} />
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
        {(removable || isNew) && <RemoveProfile model={model} profile={profile} isNew={isNew} />}
      </div>
      {error && <ErrorNote error={error} onRetry={() => void save()} />}
      {tested && (
        <div ref={bringIntoView}>
          <ConnectionResult tested={tested} onRetry={() => void test()} />
        </div>
      )}
    </form>
  );
}

/** A button that is disabled during its action loses the focus: it is restored, unless the user moved it elsewhere. */
function keepingFocus(run: () => Promise<void>): (event: TargetedMouseEvent<HTMLButtonElement>) => void {
  return (event) => {
    const button = event.currentTarget;
    void run().then(() => requestAnimationFrame(() => document.activeElement === document.body && button.focus()));
  };
}

/** The result appears below its button, which is often at the bottom of the window. */
function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** Saving and testing, with their results. */
function useProfileForm({ model, overview, profile, isNew }: Props) {
  const { store, shell } = useApp();
  const [busy, setBusy] = useState<Busy>(null);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [saved, setSaved] = useState(false);
  const [tested, setTested] = useState<{ outcome: Tested; keyId: string | undefined } | null>(null);
  const draft = model.draft(profile);
  const read = readDraft(profile.id, draft);
  const dirty = isNew || isDirty(draft, profile);
  const missing = originToGrant(draft, overview);

  /** Must come first in a click: the browser asks the user for an origin only then. False: a field is faulty. */
  const begin = async (what: Busy): Promise<boolean> => {
    const granted = read.ok && missing !== null ? shell.requestOrigin(missing) : null;
    setTried(true);
    setSaved(false);
    setError(null);
    setTested(null);
    if (!read.ok) return false;
    setBusy(what);
    // It can be saved without the grant; the page keeps offering to request it.
    if (await granted) await store.mutate('resume', {});
    return true;
  };
  const keep = async (): Promise<boolean> => {
    if (!read.ok) return false;
    const outcome = await model.save(read.value);
    setError(outcome.ok ? null : outcome.error);
    setSaved(outcome.ok);
    if (outcome.ok) setTried(false);
    return outcome.ok;
  };
  const save = async () => {
    if (await begin('save')) await keep();
    setBusy(null);
  };
  const test = async () => {
    if ((await begin('test')) && (!dirty || (await keep()))) {
      const keyId = keyIdOf(store.overview.value, profile);
      setTested({ outcome: await store.backend.ask('test-connection', { profileId: profile.id }), keyId });
    }
    setBusy(null);
  };
  // Half-typed fields show no fault before the first attempt; afterwards a fault disappears as soon as it is fixed.
  const faults = tried && !read.ok ? read.faults : {};
  // The result of testing another or a removed key says nothing about this one.
  const current = tested?.keyId === keyIdOf(overview, profile) ? (tested?.outcome ?? null) : null;
  return { busy, faults, error, saved: saved && !dirty, tested: current, dirty, missing, save, test };
}

function keyIdOf(overview: Overview | null, { id }: Profile): string | undefined {
  return overview?.profiles.find(({ profileId }) => profileId === id)?.key?.id;
}

/** Without the browser's permission no request reaches the origin, whatever the key. */
function GrantAccess({ origin }: { origin: string }) {
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
