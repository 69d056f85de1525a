import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../ui/app.ts';
import { ConnectionNotice } from '../ui/ConnectionNotice.tsx';
import { DemoBanner } from '../ui/DemoBanner.tsx';
import { t } from '../ui/text.ts';
import { applyTheme } from '../ui/theme.ts';
import '../ui/theme.css';
import { EraseSection } from './EraseSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { createOptionsModel } from './options-model.ts';
import './Options.css';
import { ProfilesSection } from './ProfilesSection.tsx';
import { StorageTable } from './StorageTable.tsx';
import { TransferSection } from './TransferSection.tsx';

export function Options() {
  const { store } = useApp();
  const model = useMemo(() => createOptionsModel(store), [store]);
  const overview = store.overview.value;
  const theme = overview?.settings.theme;
  useEffect(() => (theme ? applyTheme(theme) : undefined), [theme]);
  return (
    <div class="options">
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
          <span class="mut">{overview ? t('optionsVersion', overview.version) : ''}</span>
        </div>
      </header>
      <main class="opt-width opt-main">
        <ConnectionNotice />
        <DemoBanner />
        {overview ? (
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
