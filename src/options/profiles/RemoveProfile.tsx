import { useRef, useState } from 'preact/hooks';
import type { AppError } from '../../core/errors.ts';
import type { Profile } from '../../core/profile/settings.ts';
import { ErrorNote } from '../../ui/components/notices/ErrorNote.tsx';
import { t } from '../../ui/format/i18n.ts';
import type { OptionsModel } from '../form/options-model.ts';

interface Props {
  model: OptionsModel;
  profile: Profile;
  isNew: boolean;
}

/** Asks before removing; an unsaved profile is removed at once. */
export function RemoveProfile({ model, profile, isNew }: Props) {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const asked = useRef(false);
  const remove = async () => {
    const outcome = await model.remove(profile.id);
    setError(outcome.ok ? null : outcome.error);
  };
  if (isNew) {
    return (
      <button class="btn quiet" type="button" onClick={() => void remove()}>
        {t('optionsDiscard')}
      </button>
    );
  }
  if (!asking) {
    return (
      <button
        class="btn quiet danger"
        type="button"
        ref={asked.current ? focusIt : null}
        onClick={() => setAsking(true)}
      >
        {t('optionsRemoveProfile')}
      </button>
    );
  }
  asked.current = true;
  return (
    <div class="opt-confirm" role="group" aria-label={t('optionsRemoveProfile')}>
      <span role="alert">{t('optionsRemoveAsk', profile.name)}</span>
      <div class="row">
        <button class="btn danger" type="button" onClick={() => void remove()}>
          {t('optionsRemoveYes')}
        </button>
        <button class="btn" type="button" ref={focusIt} onClick={() => setAsking(false)}>
          {t('optionsCancel')}
        </button>
      </div>
      {error && <ErrorNote error={error} onRetry={() => void remove()} compact />}
    </div>
  );
}

/** For the safe answer: the confirmation replaced the button that had the focus. */
export function focusIt(button: HTMLButtonElement | null): void {
  button?.focus();
}
