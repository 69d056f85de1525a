import { shortText } from '../../../core/cut-text.ts';
import { visibleText } from '../../../core/visible-text.ts';
import type { Pin } from '../../../protocol/history.ts';
import { t, type TextKey } from '../../format/i18n.ts';
import { lastKept, type PinCheck, type PinFate } from './pin-fates.ts';

/** How what a version does with a pinned text is told: never by colour alone. */
export const PIN_LOOKS: Readonly<
  Record<PinCheck['state'], { sign: string; word: TextKey; tone: 'ok' | 'warn' | 'bad' }>
> = {
  kept: { sign: '✓', word: 'pinKept', tone: 'ok' },
  reworded: { sign: '≈', word: 'pinReworded', tone: 'warn' },
  lost: { sign: '✕', word: 'pinLost', tone: 'bad' },
};

/** Most pinned texts in a hint, and most characters of one. */
const MAX_NAMED = 8;
const NAME_CHARS = 80;

/** The pinned texts, one in a line. */
export function pinNames(pins: readonly Pin[]): string {
  const named = pins.slice(0, MAX_NAMED).map(({ text }) => `• ${visibleText(shortText(text, NAME_CHARS))}`);
  return [...named, ...(pins.length > MAX_NAMED ? [t('pinsMore', pins.length - MAX_NAMED)] : [])].join('\n');
}

/** `last kept in v2`; null for a text that the newest version did not lose. */
export function lastKeptText(fate: Pick<PinFate, 'checks'>): string | null {
  const last = lastKept(fate);
  if (last === null) return null;
  if (last.version === null) return last.isSure ? t('pinNeverKept') : t('pinNotSeenKept');
  return last.isSure ? t('pinLastKept', last.version) : t('pinLastSeenKept', last.version);
}
