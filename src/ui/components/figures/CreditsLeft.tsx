import { Coins } from 'lucide';
import { useEffect } from 'preact/hooks';
import type { Overview, RequestLogEntry } from '../../../protocol/overview.ts';
import { t, tn } from '../../format/i18n.ts';
import { exactTime } from '../../format/times.ts';
import { lacksKey } from '../../model/active-profile.ts';
import { useApp } from '../../model/app.ts';
import { creditsOf } from '../../model/money/credits.ts';
import type { Store } from '../../model/store.ts';
import { Icon } from '../basics/Icon.tsx';
import './CreditsLeft.css';

/** The credits left at Synap; nothing while they are unknown. Neither the demo nor a missing key has any. */
export function CreditsLeft() {
  const { store } = useApp();
  const overview = store.overview.value;
  const has = overview !== null && !overview.settings.demo && !lacksKey(overview);
  useBalance(store, has && overview.settings.automaticLookups);
  const held = creditsOf(store).held.value;
  if (!has || held === null) return null;
  const { balanceCredits, warningLow } = held.balance;
  const isLow = warningLow || balanceCredits <= 0;
  return (
    <span class={isLow ? 'credits-left is-low' : 'credits-left'} title={t('creditsHint', exactTime(held.retrievedAt))}>
      <Icon node={Coins} />
      <span class="credits-count">{tn('creditsLeft', balanceCredits)}</span>
      {isLow ? (
        <span>
          <span class="credits-count">· </span>
          {t('creditsLow')}
        </span>
      ) : null}
    </span>
  );
}

/**
 * Loads the balance once a first look-up has succeeded, so that it never comes before what the user wants to see, and
 * again when a run was paid for. One that fails is not tried again until then.
 */
function useBalance(store: Store, isWanted: boolean): void {
  const epoch = store.epoch.value;
  useEffect(() => {
    if (!isWanted) return undefined;
    const { held, load } = creditsOf(store);
    let isTried = held.peek() !== null;
    let isLoading = false;
    const refresh = async () => {
      if (isLoading) return;
      [isTried, isLoading] = [true, true];
      await load('automatic');
      isLoading = false;
    };
    const own = (entries: readonly RequestLogEntry[]) =>
      entries.filter((entry) => isAnswered(entry, store.overview.peek()));
    void store.backend.ask('requests', { conversationId: null }).then((outcome) => {
      if (outcome.ok && !isTried && own(outcome.value).length > 0) void refresh();
    });
    return store.backend.onEvent((event) => {
      const calls = event.type === 'logged' ? own(event.entries) : [];
      if (calls.some(({ call }) => call === 'compact') || (!isTried && calls.length > 0)) void refresh();
      // A run that ended has been paid for, whoever started it.
      if (event.type === 'invalidated' && event.conversationId !== null && held.peek() !== null) void refresh();
    });
  }, [store, isWanted, epoch]);
}

/** A look-up or a compaction that succeeded, under the profile that is shown. */
function isAnswered(
  { source, status, profileId, conversationId }: RequestLogEntry,
  overview: Overview | null,
): boolean {
  const isOk = source === 'cloud' && status !== null && status < 300;
  return isOk && conversationId !== null && profileId === overview?.activeProfileId;
}
