import { wholePercent } from '../../core/conversation/savings.ts';
import { formatNumber, perLanguage, t } from './i18n.ts';

/** `24,582`. */
export function formatTokens(count: number): string {
  return formatNumber(Math.round(count));
}

const percents = perLanguage((locale) => new Intl.NumberFormat(locale, { style: 'percent' }));

/** `14%`; 0 or 100 only when exact. */
export function percent(ratio: number): string {
  return percents().format(wholePercent(ratio) / 100);
}

const roughly = perLanguage((locale) => new Intl.NumberFormat(locale, { notation: 'compact' }));

/** `25K`, where there is room for little. */
export function roughTokens(count: number): string {
  return roughly().format(count);
}

/** `0.91`. */
export function formatScore(score: number): string {
  return formatNumber(score, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** `1.2 KB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return t('bytesB', bytes);
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  if (bytes < 1024 * 1024) return t('bytesKb', formatNumber(bytes / 1024, digits));
  return t('bytesMb', formatNumber(bytes / 1024 / 1024, digits));
}

/** `$0.063`, `$12.40`: two significant digits below one dollar, cents above. */
export function formatDollars(amount: number): string {
  if (isTiny(amount)) return t('lessThan', dollars(0.0001));
  return dollars(amount, Math.abs(amount) >= 1 ? {} : { maximumSignificantDigits: 2 });
}

/** `≈ $0.031`; `<$0.0001` is vague enough. */
export function aboutDollars(amount: number): string {
  const dollars = formatDollars(amount);
  return isTiny(amount) ? dollars : t('about', dollars);
}

const isTiny = (amount: number): boolean => amount !== 0 && Math.abs(amount) < 0.0001;

/** A price as it was given: `$3`, `$0.15`. */
export function formatPrice(price: number): string {
  return dollars(price, { minimumFractionDigits: 0, maximumFractionDigits: 10 });
}

function dollars(amount: number, digits: Intl.NumberFormatOptions = { maximumSignificantDigits: 1 }): string {
  const style = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  return formatNumber(amount, { ...style, ...digits }).replace('-', '−');
}
