/** What tokens cost, in US dollars. */
import { formatNumber, t } from './i18n.ts';

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
