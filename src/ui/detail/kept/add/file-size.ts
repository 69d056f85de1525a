import { formatNumber, t } from '../../../format/i18n.ts';

/** `1.2 KB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return t('bytesB', bytes);
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  if (bytes < 1024 * 1024) return t('bytesKb', formatNumber(bytes / 1024, digits));
  return t('bytesMb', formatNumber(bytes / 1024 / 1024, digits));
}
