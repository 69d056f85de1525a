import { FlaskConical } from 'lucide';
import { useApp } from '../../model/app.ts';
import { Icon } from '../basics/Icon.tsx';
import { t } from '../../format/i18n.ts';
import './DemoBanner.css';

/** Marks the view as showing recordings while demo mode is on. */
export function DemoBanner() {
  const { store } = useApp();
  const settings = store.overview.value?.settings;
  if (!settings?.demo) return null;
  const leave = () => void store.mutate('choose-profile', { profileId: settings.activeProfileId, demo: false });
  return (
    <div class="demo-banner tone-warn" role="note">
      <Icon node={FlaskConical} />
      <span class="grow">
        <strong>{t('demoTitle')}</strong> {t('demoBody')}
      </span>
      <button type="button" class="btn" onClick={leave}>
        {t('demoLeave')}
      </button>
    </div>
  );
}
