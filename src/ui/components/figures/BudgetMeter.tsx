import type { BudgetState } from '../../../protocol/overview.ts';
import { useRef } from 'preact/hooks';
import { useApp, useNow } from '../../model/app.ts';
import { lacksKey } from '../../model/active-profile.ts';
import { t, tn } from '../../format/i18n.ts';
import './BudgetMeter.css';

/** The request budget, while requests wait for it. Neither the demo nor a missing key spends any. */
export function BudgetMeter() {
  const { store } = useApp();
  const overview = store.overview.value;
  const budget = store.budget.value;
  if (!budget || budget.waiting === 0 || !overview || overview.settings.demo || lacksKey(overview)) return null;
  return <Meter budget={budget} />;
}

function Meter({ budget }: { budget: BudgetState }) {
  const now = useNow();
  const received = useRef({ budget, at: now });
  if (received.current.budget !== budget) received.current = { budget, at: now };
  const left = tokensNow(budget, now - received.current.at);
  const share = budget.burst > 0 ? left / budget.burst : 0;
  return (
    <span
      class={left === 0 ? 'budget-meter is-out' : 'budget-meter'}
      title={t('budgetTitle', left, budget.burst, budget.perMinute)}
    >
      <span
        role="meter"
        aria-label={t('budgetLabel')}
        aria-valuemin={0}
        aria-valuemax={budget.burst}
        aria-valuenow={left}
        aria-valuetext={t('budgetTitle', left, budget.burst, budget.perMinute)}
        class="track thin"
      >
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      <span aria-hidden="true">
        {t('budgetText', left, budget.burst)}
        <span class="budget-rate"> · {t('budgetRate', budget.perMinute)}</span>
      </span>
      <span class="budget-waiting">{tn('budgetWaiting', budget.waiting)}</span>
    </span>
  );
}

/** The bucket refills between the worker's events; it stays empty while a request waits for it. */
export function tokensNow(budget: BudgetState, sinceMs: number): number {
  const earned = budget.waiting > 0 ? 0 : (Math.max(0, sinceMs) / 60_000) * budget.perMinute;
  return Math.max(0, Math.min(budget.burst, Math.floor(budget.available + earned)));
}
