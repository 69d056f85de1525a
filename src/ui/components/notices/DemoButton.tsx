import { useState } from 'preact/hooks';
import type { AppError } from '../../../core/errors.ts';
import { useApp } from '../../model/app.ts';
import { t } from '../../format/i18n.ts';
import { ErrorNote } from './ErrorNote.tsx';

/** Switches to the demo, which needs no key. */
export function DemoButton() {
  const { store } = useApp();
  const [error, setError] = useState<AppError | null>(null);
  const start = async () => {
    const profileId = store.overview.value?.settings.activeProfileId;
    if (profileId === undefined) return;
    const outcome = await store.mutate('choose-profile', { profileId, demo: true });
    setError(outcome.ok ? null : outcome.error);
  };
  return (
    <>
      <button class="btn" type="button" onClick={() => void start()}>
        {t('keyPromptDemo')}
      </button>
      {error && <ErrorNote error={error} onRetry={() => void start()} compact />}
    </>
  );
}
