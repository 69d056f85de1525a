import { useApp } from '../../model/app.ts';
import { EmptyState } from '../basics/EmptyState.tsx';
import { t } from '../../format/i18n.ts';
import { DemoButton } from './DemoButton.tsx';

/** Shown when the active profile has no key: no request can be sent, but the demo is available. */
export function KeyPrompt() {
  const { shell } = useApp();
  return (
    <EmptyState
      title={t('keyPromptTitle')}
      body={t('keyPromptBody')}
      actions={
        <>
          <button class="btn primary" type="button" onClick={() => shell.openOptions()}>
            {t('keyPromptAdd')}
          </button>
          <DemoButton />
        </>
      }
    />
  );
}
