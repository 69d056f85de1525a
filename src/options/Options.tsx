import { useEffect, useMemo } from 'preact/hooks';
import type { Profile } from '../core/profile/settings.ts';
import type { Overview } from '../protocol/overview.ts';
import { useApp } from '../ui/model/app.ts';
import { ConnectionNotice } from '../ui/components/notices/ConnectionNotice.tsx';
import { DemoBanner } from '../ui/components/notices/DemoBanner.tsx';
import { t } from '../ui/format/i18n.ts';
import { applyTheme } from '../ui/format/theme.ts';
import '../ui/components/theme.css';
import { EraseSection } from './EraseSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { createOptionsModel } from './form/options-model.ts';
import './Options.css';
import { ProfilesSection } from './profiles/ProfilesSection.tsx';
import { StorageTable } from './StorageTable.tsx';
import { TransferSection } from './transfer/TransferSection.tsx';
import { usePlace, Welcome } from './welcome/Welcome.tsx';

export function Options() {
  const { store } = useApp();
  const model = useMemo(() => createOptionsModel(store), [store]);
  const overview = store.overview.value;
  const theme = overview?.settings.theme;
  useEffect(() => (theme ? applyTheme(theme) : undefined), [theme]);
  const welcomed = usePlace() === '#welcome' ? activeProfileOf(overview) : undefined;
  return (
    <div class="options">
      {welcomed ? null : <OptionsHead version={overview?.version ?? null} />}
      <main class="opt-width opt-main">
        <ConnectionNotice />
        <DemoBanner />
        {overview && welcomed ? (
          <Welcome key={welcomed.id} model={model} overview={overview} profile={welcomed} />
        ) : overview ? (
          <>
            <ProfilesSection model={model} overview={overview} />
            <GeneralSection model={model} settings={overview.settings} />
            <TransferSection model={model} settings={overview.settings} />
            <StorageTable />
            <EraseSection model={model} />
          </>
        ) : (
          <p class="mut" role="status">
            {t('optionsLoading')}
          </p>
        )}
      </main>
    </div>
  );
}

function OptionsHead({ version }: { version: string | null }) {
  return (
    <header class="opt-head">
      <div class="opt-width row wrap">
        <h1>{t('optionsTitle')}</h1>
        <nav class="row wrap" aria-label={t('optionsSections')}>
          <a href="#profiles">{t('optionsProfiles')}</a>
          <a href="#general">{t('optionsGeneral')}</a>
          <a href="#transfer">{t('optionsTransfer')}</a>
          <a href="#stored">{t('optionsStoredShort')}</a>
          <a href="#erase">{t('optionsErase')}</a>
        </nav>
        <span class="grow" />
        <span class="mut">{version === null ? '' : t('optionsVersion', version)}</span>
      </div>
    </header>
  );
}

function activeProfileOf(overview: Overview | null): Profile | undefined {
  return overview?.settings.profiles.find(({ id }) => id === overview.settings.activeProfileId);
}
