import { wholePercent } from '../../core/conversation/savings.ts';

/** `24,582`. */
export function formatTokens(count: number): string {
  return Math.round(count).toLocaleString('en');
}

/** `14%`; 0 or 100 only when exact. */
export function percent(ratio: number): string {
  return `${wholePercent(ratio).toLocaleString('en')}%`;
}

/** `0.91`. */
export function formatScore(score: number): string {
  return score.toFixed(2);
}

/** `1.2 KB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** `$0.063`, `$12.40`: two significant digits below one dollar, cents above. */
export function formatDollars(amount: number): string {
  if (amount === 0) return '$0';
  const sign = amount < 0 ? '−' : '';
  const size = Math.abs(amount);
  if (size < 0.0001) return `${sign}<$0.0001`;
  if (size >= 1) return `${sign}$${size.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  return `${sign}$${Number(size.toPrecision(2))}`;
}
