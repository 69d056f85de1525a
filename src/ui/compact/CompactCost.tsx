import { useEffect, useState } from 'preact/hooks';
import type { CreditBalance } from '../../core/conversation/conversation.ts';
import type { AppError, Outcome } from '../../core/errors.ts';
import { httpsUrl } from '../format/error-messages.ts';
import { useApp } from '../model/app.ts';
import { ErrorNote } from '../components/notices/ErrorNote.tsx';
import { t } from '../format/i18n.ts';

export interface Balance {
  /** Null while it is loading. */
  outcome: Outcome<CreditBalance> | null;
  /** Nothing is left to pay with. */
  isEmpty: boolean;
  load: () => Promise<void>;
}

export function useBalance(): Balance {
  const { store } = useApp();
  const [outcome, setOutcome] = useState<Outcome<CreditBalance> | null>(null);
  const load = async () => {
    setOutcome(null);
    const answer = await store.backend.ask('balance', {});
    setOutcome(answer.ok ? { ok: true, value: answer.value.data } : answer);
  };
  useEffect(() => void load(), []);
  return { outcome, isEmpty: outcome?.ok === true && outcome.value.balanceCredits <= 0, load };
}

/** The warning that a compaction costs credits, and the current balance. */
export function Cost({ balance: { outcome, isEmpty, load } }: { balance: Balance }) {
  const low = outcome?.ok && (outcome.value.warningLow || isEmpty);
  return (
    <div class={`note ${low ? 'tone-warn' : 'tone-mute'} compact-cost`}>
      <div class="grow">
        <strong>{t('compactCosts')}</strong>{' '}
        <span role="status">
          {outcome === null ? t('balanceAsking') : null}
          {outcome?.ok ? t('balanceIs', outcome.value.balanceCredits.toLocaleString('en')) : null}
          {isEmpty ? ` ${t('balanceNone')}` : low ? ` ${t('balanceLow')}` : null}
        </span>
        {outcome && !outcome.ok ? (
          <>
            <p>{t('balanceUnknown')}</p>
            <ErrorNote error={outcome.error} onRetry={() => void load()} compact />
          </>
        ) : null}
      </div>
    </div>
  );
}

/** The link to buy credits that came with a refusal; null while there is none. */
export function useCreditsUrl(error: AppError | null): string | null {
  const { store } = useApp();
  const told = [error, store.overview.value?.pause?.error ?? null].find((one) => one?.kind === 'no-credits');
  return told?.kind === 'no-credits' ? (httpsUrl(told.recoveryUrl) ?? httpsUrl(told.redeemUrl)) : null;
}
