import { useState } from 'preact/hooks';
import type { AppError } from '../core/errors.ts';
import { THEMES, type Settings, type Theme } from '../core/profile/settings.ts';
import { useApp } from '../ui/model/app.ts';
import { ErrorNote } from '../ui/components/notices/ErrorNote.tsx';
import { t, tn, type TextKey } from '../ui/format/i18n.ts';
import { Check, Field } from './form/Field.tsx';
import { NumberSetting } from './form/NumberSetting.tsx';
import type { OptionsModel } from './form/options-model.ts';

interface Props {
  model: OptionsModel;
  settings: Settings;
}

const THEME_NAMES: Readonly<Record<Theme, TextKey>> = {
  system: 'optionsThemeSystem',
  light: 'optionsThemeLight',
  dark: 'optionsThemeDark',
};

type Save = (change: Partial<Settings>) => Promise<boolean>;

/** Each of these is saved as soon as it is changed, and says so. */
export function GeneralSection({ model, settings }: Props) {
  const [failed, setFailed] = useState<{ error: AppError; again: () => void } | null>(null);
  const [saved, setSaved] = useState(false);
  const save: Save = async (change) => {
    setSaved(false);
    const outcome = await model.change((now) => ({ ...now, ...change }));
    setFailed(outcome.ok ? null : { error: outcome.error, again: () => void save(change) });
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
      {failed && <ErrorNote error={failed.error} onRetry={failed.again} compact />}
      <div class="card opt-fields">
        <Switches settings={settings} save={save} />
        <CacheSettings settings={settings} save={save} />
        <div class="opt-pair">
          <NumberSetting
            label={t('optionsPrice')}
            hint={t('optionsPriceHint')}
            value={settings.pricePerMillionTokens}
            range={{ least: 0, most: 10_000 }}
            onSave={(pricePerMillionTokens) => save({ pricePerMillionTokens })}
          />
          <Field label={t('optionsTheme')} hint={t('optionsThemeHint')}>
            {(wiring) => (
              <select
                {...wiring}
                class="field"
                value={settings.theme}
                onChange={(event) => void save({ theme: themeOf(event.currentTarget.value) })}
              >
                {THEMES.map((theme) => (
                  <option key={theme} value={theme}>
                    {t(THEME_NAMES[theme])}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      </div>
    </section>
  );
}

function Switches({ settings, save }: { settings: Settings; save: Save }) {
  const { store } = useApp();
  const [error, setError] = useState<AppError | null>(null);
  const setDemo = async (demo: boolean) => {
    const outcome = await store.act('choose-profile', { profileId: settings.activeProfileId, demo });
    setError(outcome.ok ? null : outcome.error);
  };
  return (
    <>
      <Check
        label={t('optionsLookups')}
        hint={t('optionsLookupsHint')}
        checked={settings.automaticLookups}
        onChange={(automaticLookups) => void save({ automaticLookups })}
      />
      <Check
        label={t('optionsPolling')}
        hint={t('optionsPollingHint')}
        checked={settings.backgroundPolling}
        onChange={(backgroundPolling) => void save({ backgroundPolling })}
      />
      <Check
        label={t('optionsNotifications')}
        hint={t('optionsNotificationsHint')}
        checked={settings.notifications}
        onChange={(notifications) => void save({ notifications })}
      />
      <Check
        label={t('optionsSingleKeys')}
        hint={t('optionsSingleKeysHint')}
        checked={settings.singleKeys}
        onChange={(singleKeys) => void save({ singleKeys })}
      />
      <Check
        label={t('optionsDemo')}
        hint={t('optionsDemoHint')}
        checked={settings.demo}
        onChange={(demo) => void setDemo(demo)}
      />
      {error && <ErrorNote error={error} onRetry={() => setError(null)} compact />}
    </>
  );
}

function CacheSettings({ settings, save }: { settings: Settings; save: Save }) {
  const { store } = useApp();
  const [told, setTold] = useState<{ dropped: number } | { error: AppError } | null>(null);
  const clear = async () => {
    setTold(null);
    const outcome = await store.backend.ask('clear-cache', {});
    setTold(outcome.ok ? outcome.value : { error: outcome.error });
  };
  return (
    <>
      <div class="opt-pair">
        <NumberSetting
          label={t('optionsTtl')}
          hint={t('optionsTtlHint')}
          value={settings.ttlSeconds}
          range={{ least: 10, most: 3600, whole: true }}
          onSave={(ttlSeconds) => save({ ttlSeconds })}
        />
        <NumberSetting
          label={t('optionsEntries')}
          hint={t('optionsEntriesHint')}
          value={settings.cacheEntries}
          range={{ least: 10, most: 5000, whole: true }}
          onSave={(cacheEntries) => save({ cacheEntries })}
        />
      </div>
      <div class="row wrap">
        <button class="btn" type="button" onClick={() => void clear()}>
          {t('optionsClearCache')}
        </button>
        <span role="status" class="mut">
          {told && 'dropped' in told ? tn('optionsCleared', told.dropped) : ''}
        </span>
      </div>
      {told && 'error' in told && <ErrorNote error={told.error} onRetry={() => void clear()} compact />}
    </>
  );
}

function themeOf(value: string): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system';
}
