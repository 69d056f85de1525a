import type { NumberRange } from '../../core/profile/settings.ts';
import { t } from '../../ui/format/i18n.ts';

/**
 * The number that a text spells, or null when it is invalid or out of range. Nothing is rounded or clamped silently.
 */
export function readNumber(text: string, { least, most, whole = false }: NumberRange): number | null {
  const typed = text.trim().replace(',', '.');
  if (!/^\d+(?:\.\d+)?$/.test(typed)) return null;
  const value = Number(typed);
  if (value < least || value > most || (whole && !Number.isInteger(value))) return null;
  return value;
}

/** Why a text is not a number in the range. */
export function faultText({ least, most, whole }: NumberRange): string {
  return t(whole ? 'optionsFaultWhole' : 'optionsFaultNumber', least, most);
}
