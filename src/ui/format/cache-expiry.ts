import type { AnswerMeta } from '../../core/conversation/conversation.ts';
import { t } from './i18n.ts';
import { countdownText } from './times.ts';

/** How much longer the cache may serve an answer. */
export function cacheExpiryText(meta: AnswerMeta, now: number): string {
  if (meta.expiresAt <= meta.retrievedAt) return t('cacheNever');
  // The view's clock ticks once a second, so it may be behind an answer that just arrived.
  const left = meta.expiresAt - Math.max(now, meta.retrievedAt);
  return left > 0 ? t('cacheLeft', countdownText(left)) : t('cacheOver');
}
