import { useState } from 'preact/hooks';
import type { AppError } from '../core/errors.ts';
import { RANGES, type GeneralSettings, type Settings } from '../core/profile/settings.ts';
import { useApp } from '../ui/model/app.ts';
import { ErrorNote } from '../ui/components/notices/ErrorNote.tsx';
import { t, tn } from '../ui/format/i18n.ts';
import { Check, Field } from './form/Field.tsx';
import { NumberSetting } from './form/NumberSetting.tsx';
import type { OptionsModel } from './form/options-model.ts';
import { CHOICES, namesOf, NUMBERS, SWITCHES } from './form/setting-controls.ts';

interface Props {
  model: OptionsModel;
  settings: Settings;
}

type Save = (change: Partial<GeneralSettings>) => Promise<boolean>;

/** Each setting is saved as soon as it is changed, and a message confirms it. */
export function GeneralSection({ model, settings }: Props) {
  const [failed, setFailed] = useState<{ error: AppError; retry: () => void } | null>(null);
  const [saved, setSaved] = useState(false);
  const save: Save = async (change) => {
    setSaved(false);
    const outcome = await model.change((now) => ({ ...now, ...change }));
    setFailed(outcome.ok ? null : { error: outcome.error, retry: () => void save(change) });
    setSaved(outcome.ok);
    return outcome.ok;
  };
  return (
    <section id="general" aria-labelledby="general-title">
      <div class="opt-title">
        <h2 id="general-title">{t('optionsGeneral')}</h2>
        <span role="status" class="opt-saved">
          {saved ? t('optionsSaved') : ''}
        </span>
      </div>
      <p class="mut">{t('optionsGeneralHint')}</p>
      {failed && <ErrorNote error={failed.error} onRetry={failed.retry} compact />}
      <div class="card opt-fields">
        <Switches settings={settings} save={save} />
        <div class="opt-pair">
          {namesOf(NUMBERS).map((name) => (
            <NumberSetting
              key={name}
              label={t(NUMBERS[name].label)}
              hint={t(NUMBERS[name].hint)}
              value={settings[name]}
              range={RANGES[name]}
              onSave={(value) => save({ [name]: value })}
            />
          ))}
          {namesOf(CHOICES).map((name) => (
            <Choice key={name} name={name} settings={settings} save={save} />
          ))}
        </div>
        <ClearCache />
      </div>
    </section>
  );
}

function Switches({ settings, save }: { settings: Settings; save: Save }) {
  const { store } = useApp();
  const [error, setError] = useState<AppError | null>(null);
  /** For the worker the demo is a profile: choosing it returns the demo's state. */
  const setDemo = async (demo: boolean) => {
    const outcome = await store.mutate('choose-profile', { profileId: settings.activeProfileId, demo });
    setError(outcome.ok ? null : outcome.error);
  };
  return (
    <>
      {namesOf(SWITCHES).map((name) => (
        <Check
          key={name}
          label={t(SWITCHES[name].label)}
          hint={t(SWITCHES[name].hint)}
          checked={settings[name]}
          onChange={(on) => void (name === 'demo' ? setDemo(on) : save({ [name]: on }))}
        />
      ))}
      {error && <ErrorNote error={error} onRetry={() => setError(null)} compact />}
    </>
  );
}

function Choice({ name, settings, save }: { name: keyof typeof CHOICES; settings: Settings; save: Save }) {
  const { label, hint, names } = CHOICES[name];
  const values = namesOf(names);
  const choose = (text: string) => {
    const value = values.find((known) => known === text);
    if (value) void save({ [name]: value });
  };
  return (
    <Field label={t(label)} hint={t(hint)}>
      {(wiring) => (
        <select
          {...wiring}
          class="field"
          value={settings[name]}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {values.map((value) => (
            <option key={value} value={value}>
              {t(names[value])}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function ClearCache() {
  const { store } = useApp();
  const [result, setResult] = useState<{ dropped: number } | { error: AppError } | null>(null);
  const clear = async () => {
    setResult(null);
    const outcome = await store.backend.ask('clear-cache', {});
    setResult(outcome.ok ? outcome.value : { error: outcome.error });
  };
  return (
    <>
      <div class="row wrap">
        <button class="btn" type="button" onClick={() => void clear()}>
          {t('optionsClearCache')}
        </button>
        <span role="status" class="mut">
          {result && 'dropped' in result ? tn('optionsCleared', result.dropped) : ''}
        </span>
      </div>
      {result && 'error' in result && <ErrorNote error={result.error} onRetry={() => void clear()} compact />}
    </>
  );
}
