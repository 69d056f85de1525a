import type { Store } from '../model/store.ts';
import { t } from '../format/i18n.ts';
import { visibleText } from '../../core/visible-text.ts';

/** Why the active profile starts no compactions; null: it may. */
export function useCompactLock(store: Store): string | null {
  const overview = store.overview.value;
  const profile = overview?.settings.profiles.find((entry) => entry.id === overview.activeProfileId);
  return profile?.lockCompact ? t('compactLocked', visibleText(profile.name)) : null;
}
