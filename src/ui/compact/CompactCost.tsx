import { useEffect, useState } from 'preact/hooks';
import type { CreditBalance } from '../../core/conversation/conversation.ts';
import type { Outcome } from '../../core/errors.ts';
import { useApp } from '../model/app.ts';
import { ErrorNote } from '../components/notices/ErrorNote.tsx';
import { t } from '../format/i18n.ts';

/** The warning that a compaction costs credits, and the current balance. */
export function Cost() {
  const { store } = useApp();
  const [balance, setBalance] = useState<Outcome<CreditBalance> | null>(null);
  const load = async () => {
    setBalance(null);
    const outcome = await store.backend.ask('balance', {});
    setBalance(outcome.ok ? { ok: true, value: outcome.value.data } : outcome);
  };
  useEffect(() => void load(), []);
  const low = balance?.ok && (balance.value.warningLow || balance.value.balanceCredits <= 0);
  return (
    <div class={`note ${low ? 'tone-warn' : 'tone-mute'} compact-cost`}>
      <div class="grow">
        <strong>{t('compactCosts')}</strong>{' '}
        <span role="status">
          {balance === null ? t('balanceAsking') : null}
          {balance?.ok ? t('balanceIs', balance.value.balanceCredits.toLocaleString('en')) : null}
          {low ? ` ${t('balanceLow')}` : null}
        </span>
        {balance && !balance.ok ? (
          <>
            <p>{t('balanceUnknown')}</p>
            <ErrorNote error={balance.error} onRetry={() => void load()} compact />
          </>
        ) : null}
      </div>
    </div>
  );
}
