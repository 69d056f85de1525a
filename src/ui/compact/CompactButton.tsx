import { Layers } from 'lucide';
import { visibleText } from '../../core/visible-text.ts';
import { Icon } from '../components/basics/Icon.tsx';
import { t } from '../format/i18n.ts';
import { useApp } from '../model/app.ts';
import type { Store } from '../model/store.ts';

/** Opens the dialog; disabled, with the reason, while the profile locks compactions. */
export function CompactButton({
  onCompact,
  primary = false,
}: {
  onCompact: () => void;
  primary?: boolean | undefined;
}) {
  const { store } = useApp();
  const locked = useCompactLock(store);
  return (
    <button
      type="button"
      class={primary ? 'btn primary' : 'btn'}
      disabled={locked !== null}
      title={locked ?? t('compactHint')}
      onClick={onCompact}
    >
      <Icon node={Layers} />
      <span class="btn-word">{t('compactOpen')}</span>
      {locked ? <span class="visually-hidden">{locked}</span> : null}
    </button>
  );
}

/** Why the active profile cannot start compactions; null if it can. */
function useCompactLock(store: Store): string | null {
  const overview = store.overview.value;
  const profile = overview?.settings.profiles.find((entry) => entry.id === overview.activeProfileId);
  return profile?.lockCompact ? t('compactLocked', visibleText(profile.name)) : null;
}
