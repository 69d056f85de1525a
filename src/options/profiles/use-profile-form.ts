import { useState } from 'preact/hooks';
import type { AppError, Outcome } from '../../core/errors.ts';
import type { Profile } from '../../core/profile/settings.ts';
import type { Overview } from '../../protocol/overview.ts';
import type { RequestOutput } from '../../protocol/requests.ts';
import { useApp } from '../../ui/model/app.ts';
import type { OptionsModel } from '../form/options-model.ts';
import { isDirty, originToGrant, readDraft } from '../form/profile-draft.ts';

interface ProfileForm {
  model: OptionsModel;
  overview: Overview;
  profile: Profile;
  isNew: boolean;
  /** Saving without a key is a fault. */
  needsKey?: boolean;
}

type Busy = 'save' | 'test' | null;
type Tested = Outcome<RequestOutput<'test-connection'>>;

/** Saving and testing, with their results. */
export function useProfileForm({ model, overview, profile, isNew, needsKey = false }: ProfileForm) {
  const { store, shell } = useApp();
  const [busy, setBusy] = useState<Busy>(null);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [saved, setSaved] = useState(false);
  const [tested, setTested] = useState<{ outcome: Tested; keyId: string | undefined } | null>(null);
  const draft = model.draft(profile);
  const read = readDraft(profile.id, draft, needsKey);
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
  const testKey = async () => {
    setBusy('test');
    const keyId = keyIdOf(store.overview.value, profile);
    setTested({ outcome: await store.backend.ask('test-connection', { profileId: profile.id }), keyId });
  };
  /** A key that was just entered is tested at once: nobody should have to find out later. */
  const save = async () => {
    const hasKey = draft.key !== '';
    if ((await begin('save')) && (await keep()) && hasKey) await testKey();
    setBusy(null);
  };
  const test = async () => {
    if ((await begin('test')) && (!dirty || (await keep()))) await testKey();
    setBusy(null);
  };
  const discard = () => {
    setTried(false);
    setError(null);
    model.discard(profile);
  };
  // Half-typed fields show no fault before the first attempt; afterwards a fault disappears as soon as it is fixed.
  const faults = tried && !read.ok ? read.faults : {};
  // The result of testing another or a removed key says nothing about this one.
  const current = tested?.keyId === keyIdOf(overview, profile) ? (tested?.outcome ?? null) : null;
  return { busy, faults, error, saved: saved && !dirty, tested: current, dirty, missing, save, test, discard };
}

function keyIdOf(overview: Overview | null, { id }: Profile): string | undefined {
  return overview?.profiles.find(({ profileId }) => profileId === id)?.key?.id;
}
