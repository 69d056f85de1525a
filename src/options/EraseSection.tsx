import { useRef, useState } from 'preact/hooks';
import type { AppError } from '../core/errors.ts';
import { useApp } from '../ui/model/app.ts';
import { ErrorNote } from '../ui/components/notices/ErrorNote.tsx';
import { t } from '../ui/format/i18n.ts';
import type { OptionsModel } from './form/options-model.ts';
import { focusIt } from './profiles/RemoveProfile.tsx';

type Step = 'rest' | 'asking' | 'erasing' | 'done';

/** Erases in two steps, and first says what will be lost. */
export function EraseSection({ model }: { model: OptionsModel }) {
  const { store } = useApp();
  const [step, setStep] = useState<Step>('rest');
  const [error, setError] = useState<AppError | null>(null);
  const erase = async () => {
    setStep('erasing');
    const outcome = await store.mutate('erase-everything', {});
    setError(outcome.ok ? null : outcome.error);
    if (outcome.ok) model.forget();
    setStep(outcome.ok ? 'done' : 'asking');
  };
  const asking = step === 'asking' || step === 'erasing';
  const asked = useRef(false);
  asked.current ||= asking;
  return (
    <section id="erase" aria-labelledby="erase-title">
      <h2 id="erase-title">{t('optionsErase')}</h2>
      <div class="card opt-fields">
        <p>{t('optionsEraseWhat')}</p>
        {asking ? (
          <div class="opt-confirm" role="group" aria-label={t('optionsErase')}>
            <p role="alert">
              <strong>{t('optionsEraseAsk')}</strong>
            </p>
            <div class="row wrap">
              <button class="btn danger" type="button" disabled={step === 'erasing'} onClick={() => void erase()}>
                {t('optionsEraseYes')}
              </button>
              <button class="btn" type="button" ref={focusIt} onClick={() => setStep('rest')}>
                {t('optionsCancel')}
              </button>
            </div>
          </div>
        ) : (
          <div class="row wrap">
            <button
              class="btn danger"
              type="button"
              ref={asked.current ? focusIt : null}
              onClick={() => setStep('asking')}
            >
              {t('optionsEraseStart')}
            </button>
          </div>
        )}
        <p role="status">{step === 'done' ? t('optionsErased') : ''}</p>
        {error && <ErrorNote error={error} onRetry={() => void erase()} compact />}
      </div>
    </section>
  );
}
