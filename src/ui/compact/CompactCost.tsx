import { useEffect, useState } from 'preact/hooks';
import type { CreditBalance } from '../../core/conversation/conversation.ts';
import type { AppError, Outcome } from '../../core/errors.ts';
import { ErrorNote } from '../components/notices/ErrorNote.tsx';
import { heldAnswers } from '../facts/conversation-facts.ts';
import { dollarsOf, savedByRun, turnsToPayBack, turnTokens, type RunChoice } from '../facts/money/money-facts.ts';
import { httpsUrl } from '../format/error-messages.ts';
import { t, tn } from '../format/i18n.ts';
import { formatDollars } from '../format/dollars.ts';
import { formatTokens } from '../format/numbers.ts';
import { useApp } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { creditsOf } from '../model/money/credits.ts';
import { useRunPrice } from '../model/money/run-price.ts';

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
    setOutcome(await creditsOf(store).load('user'));
  };
  useEffect(() => void load(), []);
  return { outcome, isEmpty: outcome?.ok === true && outcome.value.balanceCredits <= 0, load };
}

interface CostProps {
  model: ConversationModel;
  choice: RunChoice;
  balance: Balance;
}

/** What a compaction costs, the current balance, and what the run would save. */
export function Cost({ model, choice, balance: { outcome, isEmpty, load } }: CostProps) {
  const low = outcome?.ok && (outcome.value.warningLow || isEmpty);
  const turn = turnTokens(heldAnswers(model));
  const credits = useRunPrice(turn?.without ?? null);
  return (
    <div class={`note ${low ? 'tone-warn' : 'tone-mute'} compact-cost`}>
      <div class="grow">
        <strong>
          {turn && credits !== null ? tn('compactPrice', credits, formatTokens(turn.without)) : t('compactCosts')}
        </strong>{' '}
        <span role="status">
          {outcome === null ? t('balanceAsking') : null}
          {outcome?.ok ? tn('balanceIs', outcome.value.balanceCredits) : null}{' '}
          {isEmpty ? t('balanceNone') : low ? t('balanceLow') : null}
        </span>{' '}
        <Saved saved={savedByRun(turn, choice)} credits={credits} />
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

/** `Expected to save 10,195 tokens per turn, ≈ $0.031. Paid back after about 12 turns.` */
function Saved({ saved, credits }: { saved: number | null; credits: number | null }) {
  const settings = useApp().store.overview.value?.settings ?? { pricePerMillionTokens: 0, pricePerCredit: 0 };
  if (saved === null) return null;
  const turns = turnsToPayBack(credits, saved, settings);
  return (
    <span class="compact-saves">
      {savesText(saved, dollarsOf(saved, settings))} {turns === null ? null : tn('compactPaidBack', turns)}
    </span>
  );
}

function savesText(saved: number, dollars: number | null): string {
  const tokens = formatTokens(saved);
  return dollars === null ? t('compactSaves', tokens) : t('compactSavesPrice', tokens, formatDollars(dollars));
}

/** The link to buy credits that came with a refusal; null while there is none. */
export function useCreditsUrl(error: AppError | null): string | null {
  const { store } = useApp();
  const told = [error, store.overview.value?.pause?.error ?? null].find((one) => one?.kind === 'no-credits');
  return told?.kind === 'no-credits' ? (httpsUrl(told.recoveryUrl) ?? httpsUrl(told.redeemUrl)) : null;
}
