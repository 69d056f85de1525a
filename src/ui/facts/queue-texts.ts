/** Why a request waits: for other requests, or for the budget. */
import type { BudgetState } from '../../protocol/overview.ts';
import { t } from '../format/i18n.ts';
import { countdownText } from '../format/times.ts';

/** Null for a wait that is over before it is read. `until` is its approximate end, `now` our clock's time. */
export function queuedText(until: number | null, budget: BudgetState | null, now: number): string | null {
  if (until === null) return null;
  // With budget left, only the requests in flight are in the way, and nobody knows how long they take.
  if (budget !== null && budget.available >= 1) return t('queuedBehind');
  return until - now < 1000 ? null : t('detailQueued', countdownText(until - now));
}
