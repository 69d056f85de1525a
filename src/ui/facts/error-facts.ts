/** Short texts for failures, besides the notes that explain them. */
import type { AppError, ErrorKind } from '../../core/errors.ts';
import { t, type TextKey } from '../format/i18n.ts';
import { agoText } from '../format/times.ts';
import { refreshFailed, type Slot } from '../model/slots/slot.ts';

const ERROR_FACT: Partial<Record<ErrorKind, TextKey>> = {
  'no-key': 'panelFactNoKey',
  'key-refused': 'panelFactKeyRefused',
  'bad-key': 'panelFactBadKey',
  'bad-base-url': 'panelFactBadUrl',
  'permission-missing': 'panelFactNoAccess',
  'no-credits': 'panelFactNoCredits',
  'unknown-conversation': 'panelFactUnknownToSynap',
  'no-messages': 'panelFactNoMessages',
  'rate-limited': 'panelFactRateLimited',
  'queue-full': 'panelFactQueueFull',
  timeout: 'panelFactTimeout',
  offline: 'panelFactOffline',
  unreachable: 'panelFactUnreachable',
  redirected: 'panelFactBadResponse',
  'not-synap': 'panelFactBadResponse',
  'unexpected-shape': 'panelFactBadResponse',
  'too-large': 'panelFactTooLarge',
};

/** Names the failure in a word or two, and never claims that there was no response when there was one. */
export function errorInShort(error: AppError): string {
  const key = ERROR_FACT[error.kind];
  if (key) return t(key);
  return 'status' in error ? t('panelFactHttp', error.status) : t('panelFactError');
}

/** `Refresh failed 10 s ago: offline`, while an older answer is still shown; null if none failed. */
export function refreshFailedText(slot: Slot<unknown>, now: number): string | null {
  const failed = refreshFailed(slot);
  return failed && t('refreshFailedAgo', agoText(failed.at, now), errorInShort(failed.error));
}

/** Keeps one error of each kind (the parts often fail alike), without cancelled requests. */
export function distinctErrors(errors: (AppError | null | undefined)[]): AppError[] {
  const byKind = new Map<string, AppError>();
  for (const error of errors) {
    if (!error || error.kind === 'cancelled' || byKind.has(error.kind)) continue;
    byKind.set(error.kind, error);
  }
  return [...byKind.values()];
}
