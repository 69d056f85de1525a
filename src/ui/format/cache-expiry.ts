import type { AnswerMeta } from '../../core/conversation/conversation.ts';
import { t } from './i18n.ts';
import { countdownText } from './times.ts';

/** How long the cache still holds an answer. */
export function cacheExpiryText(meta: AnswerMeta, now: number): string {
  if (meta.expiresAt <= meta.retrievedAt) return t('cacheNever');
  // The view's clock ticks once a second: it may be behind an answer that has just come.
  const left = meta.expiresAt - Math.max(now, meta.retrievedAt);
  return left > 0 ? t('cacheLeft', countdownText(left)) : t('cacheOver');
}
