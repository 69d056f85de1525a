/** Texts for the facts of a conversation. */
import { wholePercent, type Savings } from '../../core/conversation/savings.ts';
import { t } from '../format/i18n.ts';
import { formatTokens, percent } from '../format/numbers.ts';
import type { CompactionStatus } from '../../core/conversation/conversation.ts';

/** `kept 14% (saved 86%)`, which always add up; null while no ratio is known. */
export function keptText({ keptRatio }: Savings): string | null {
  if (keptRatio === null) return null;
  const other = Math.abs(100 - wholePercent(keptRatio)) / 100;
  return t(keptRatio > 1 ? 'keptMore' : 'keptSaved', percent(keptRatio), percent(other));
}

/** `v3`, or `v2 → v3` while a run makes the next one; null while no version is known. */
export function versionText(status: CompactionStatus | null, version: number | null): string | null {
  if (status?.state === 'in_progress')
    return t('fromTo', versionName(version || null), versionName((version ?? 0) + 1));
  return version === null ? null : versionName(version);
}

/** `v3`; a dash for none. */
export function versionName(version: number | null): string {
  return version === null ? '–' : t('versionName', version);
}

/** `24,582 → 3,441 (14%)`; null while the counts are unknown. */
export function countsText({ original, compacted, keptRatio }: Savings): string | null {
  if (original === null || compacted === null) return null;
  const counts = t('fromTo', formatTokens(original), formatTokens(compacted));
  return keptRatio === null ? counts : t('noted', counts, percent(keptRatio));
}
