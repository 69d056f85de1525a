import { t } from '../format/i18n.ts';

/** The text of a warning, also when Synap only sent a flag; null without a warning. */
export function warningText(warning: string | boolean): string | null {
  if (typeof warning === 'string') return warning.trim() === '' ? null : warning;
  return warning ? t('qualityFlag') : null;
}
