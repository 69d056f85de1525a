import type { Overview } from '../protocol/overview.ts';
import { useApp } from '../ui/model/app.ts';
import { ProfileDot } from '../ui/components/basics/ProfileDot.tsx';
import { t } from '../ui/format/i18n.ts';

/** The profile behind the answers above. */
export function PopupFooter({ overview }: { overview: Overview | null }) {
  const { store, shell } = useApp();
  const waiting = store.budget.value?.waiting ?? 0;
  const profile = overview?.settings.profiles.find((known) => known.id === overview.activeProfileId);
  const demo = overview?.settings.demo;
  return (
    <footer class="popup-foot row">
      <ProfileDot colour={profile?.colour ?? 'grey'} />
      <span class="ellipsis">{demo ? t('popupDemo') : (profile?.name ?? '')}</span>
      <span class="grow" />
      {waiting > 0 && <span class="mut">{t('popupWaitingCount', waiting)}</span>}
      <button class="btn quiet" type="button" onClick={() => shell.openOptions()}>
        {t('popupSettings')}
      </button>
    </footer>
  );
}
