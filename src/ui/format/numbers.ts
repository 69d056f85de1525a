import { wholePercent } from '../../core/conversation/savings.ts';
import { formatNumber, perLanguage } from './i18n.ts';

/** `24,582`. */
export function formatTokens(count: number): string {
  return formatNumber(Math.round(count));
}

const percents = perLanguage((locale) => new Intl.NumberFormat(locale, { style: 'percent' }));

/** `14%`; 0 or 100 only when exact. */
export function percent(ratio: number): string {
  return percents().format(wholePercent(ratio) / 100);
}

/** `0.91`. */
export function formatScore(score: number): string {
  return formatNumber(score, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
