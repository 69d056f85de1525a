/** Texts for the facts of a conversation. */
import { wholePercent, type Savings } from '../../core/conversation/savings.ts';
import { t } from '../format/i18n.ts';
import type { CompactionStatus } from '../../core/conversation/conversation.ts';

/** `kept 14% (saved 86%)`, which always add up; null while no ratio is known. */
export function keptText({ keptRatio }: Savings): string | null {
  if (keptRatio === null) return null;
  const kept = wholePercent(keptRatio);
  return kept > 100 ? t('keptMore', kept, kept - 100) : t('keptSaved', kept, 100 - kept);
}

/** `v3`, or `v2 → v3` while a run makes the next one; null while no version is known. */
export function versionText(status: CompactionStatus | null, version: number | null): string | null {
  if (status?.state === 'in_progress') return `${version ? `v${version}` : '–'} → v${(version ?? 0) + 1}`;
  return version === null ? null : `v${version}`;
}
