/** `$0.063`, `$12.40`: two digits that say something. */
export function formatDollars(amount: number): string {
  if (amount === 0) return '$0';
  const sign = amount < 0 ? '−' : '';
  const size = Math.abs(amount);
  if (size < 0.0001) return `${sign}<$0.0001`;
  if (size >= 1) return `${sign}$${size.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  return `${sign}$${Number(size.toPrecision(2))}`;
}
