import { useState } from 'preact/hooks';
import type { AppError } from '../../../core/errors.ts';
import { useApp } from '../../model/app.ts';
import { EmptyState } from '../basics/EmptyState.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { t } from '../../format/i18n.ts';

/** Shown when the active profile has no key: no request can be sent, but the demo is available. */
export function KeyPrompt() {
  const { store, shell } = useApp();
  const [error, setError] = useState<AppError | null>(null);
  const tryDemo = async () => {
    const profileId = store.overview.value?.settings.activeProfileId;
    if (profileId === undefined) return;
    const outcome = await store.mutate('choose-profile', { profileId, demo: true });
    setError(outcome.ok ? null : outcome.error);
  };
  return (
    <div>
      <EmptyState
        title={t('keyPromptTitle')}
        body={t('keyPromptBody')}
        actions={
          <>
            <button class="btn primary" type="button" onClick={() => shell.openOptions()}>
              {t('keyPromptAdd')}
            </button>
            <button class="btn" type="button" onClick={() => void tryDemo()}>
              {t('keyPromptDemo')}
            </button>
          </>
        }
      />
      {error && <ErrorNote error={error} onRetry={() => void tryDemo()} compact />}
    </div>
  );
}
