import { useRef, useState } from 'preact/hooks';
import type { AppError } from '../../core/errors.ts';
import type { Settings } from '../../core/profile/settings.ts';
import {
  exportSettings,
  importSettings,
  MAX_FILE_BYTES,
  settingChanges,
  type Imported,
} from '../../core/profile/settings-transfer.ts';
import { useApp } from '../../ui/model/app.ts';
import { ErrorNote } from '../../ui/components/notices/ErrorNote.tsx';
import { SafeText } from '../../ui/components/basics/SafeText.tsx';
import { t, tn } from '../../ui/format/i18n.ts';
import type { OptionsModel } from '../form/options-model.ts';
import { changeText, faultText } from './transfer-messages.ts';

const FILE_NAME = 'synap-inspector-settings.json';

const TOO_LARGE: Imported = { ok: false, fault: 'too-large' };

type Step =
  | { at: 'rest'; word: string; fault?: string }
  | { at: 'preview'; next: Settings; leftOut: number; surplus: number };

/** Exports and imports settings as a file, without keys. An import shows its changes before it applies them. */
export function TransferSection({ model, settings }: { model: OptionsModel; settings: Settings }) {
  const { shell } = useApp();
  const [step, setStep] = useState<Step>({ at: 'rest', word: '' });
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File | undefined) => {
    if (!file) return;
    try {
      const imported = file.size > MAX_FILE_BYTES ? TOO_LARGE : importSettings(await file.text());
      if (imported.ok) setStep({ ...imported, at: 'preview', next: imported.settings });
      else setStep({ at: 'rest', word: '', fault: faultText(imported.fault) });
    } catch {
      setStep({ at: 'rest', word: '', fault: t('optionsImportUnreadable') });
    } finally {
      // Allows choosing the same file again after fixing it.
      if (input.current) input.current.value = '';
    }
  };
  return (
    <section id="transfer" aria-labelledby="transfer-title">
      <h2 id="transfer-title">{t('optionsTransfer')}</h2>
      <div class="card opt-fields">
        <p>{t('optionsTransferWhat')}</p>
        <div class="row wrap">
          <button
            class="btn"
            type="button"
            onClick={() => shell.download(FILE_NAME, exportSettings(settings), 'application/json')}
          >
            {t('optionsExport')}
          </button>
          <button class="btn" type="button" onClick={() => input.current?.click()}>
            {t('optionsImport')}
          </button>
          <input
            ref={input}
            class="visually-hidden"
            type="file"
            accept="application/json,.json"
            aria-label={t('optionsImportFile')}
            tabIndex={-1}
            onChange={(event) => void read(event.currentTarget.files?.[0])}
          />
        </div>
        {step.at === 'preview' ? (
          <Preview model={model} before={settings} step={step} onEnd={(word) => setStep({ at: 'rest', word })} />
        ) : (
          <>
            <p role="status">{step.word}</p>
            {step.fault !== undefined && (
              <p class="opt-fault" role="alert">
                {step.fault}
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}

interface PreviewProps {
  model: OptionsModel;
  before: Settings;
  step: Extract<Step, { at: 'preview' }>;
  onEnd(word: string): void;
}

function Preview({ model, before, step, onEnd }: PreviewProps) {
  const { store } = useApp();
  const [error, setError] = useState<AppError | null>(null);
  const withKey = (store.overview.value?.profiles ?? []).filter(({ key }) => key !== null);
  const changes = settingChanges(before, step.next, new Set(withKey.map(({ profileId }) => profileId)));
  const apply = async () => {
    const saved = await model.change(() => step.next);
    setError(saved.ok ? null : saved.error);
    if (!saved.ok) return;
    model.forget();
    onEnd(t('optionsImported'));
  };
  return (
    <div class="opt-confirm" role="group" aria-label={t('optionsImportPreview')}>
      <p role="alert">
        <strong>{changes.length === 0 ? t('optionsImportSame') : tn('optionsImportChanges', changes.length)}</strong>
      </p>
      {step.leftOut > 0 && <p class="opt-fault">{tn('optionsImportLeftOut', step.leftOut)}</p>}
      {step.surplus > 0 && <p class="opt-fault">{tn('optionsImportSurplus', step.surplus)}</p>}
      <ul class="opt-changes">
        {changes.map((change) => (
          <li key={`${change.profile ?? ''}|${change.field}|${change.after ?? ''}`}>
            <SafeText text={changeText(change)} />
          </li>
        ))}
      </ul>
      <div class="row wrap">
        <button class="btn primary" type="button" disabled={changes.length === 0} onClick={() => void apply()}>
          {t('optionsImportApply')}
        </button>
        <button class="btn" type="button" onClick={() => onEnd('')}>
          {t('optionsCancel')}
        </button>
      </div>
      {error && <ErrorNote error={error} onRetry={() => void apply()} compact />}
    </div>
  );
}
