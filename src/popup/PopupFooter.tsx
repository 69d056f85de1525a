import type { Overview } from '../protocol/overview.ts';
import { useApp } from '../ui/model/app.ts';
import { ProfileDot } from '../ui/components/basics/ProfileDot.tsx';
import { t } from '../ui/format/i18n.ts';

/** Under which key the answers above were given. */
export function PopupFooter({ overview }: { overview: Overview | null }) {
  const { shell } = useApp();
  const profile = overview?.settings.profiles.find((known) => known.id === overview.activeProfileId);
  const demo = overview?.settings.demo;
  return (
    <footer class="popup-foot row">
      <ProfileDot colour={profile?.colour ?? 'grey'} />
      <span class="ellipsis">{demo ? t('popupDemo') : (profile?.name ?? '')}</span>
      <span class="grow" />
      {overview && overview.budget.waiting > 0 && (
        <span class="mut">{t('popupWaitingCount', overview.budget.waiting)}</span>
      )}
      <button class="btn quiet" type="button" onClick={() => shell.openOptions()}>
        {t('popupSettings')}
      </button>
    </footer>
  );
}
