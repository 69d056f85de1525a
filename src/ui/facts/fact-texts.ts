/** Texts for the facts of a conversation. */
import { wholePercent, type Savings } from '../../core/conversation/savings.ts';
import { t, tn } from '../format/i18n.ts';
import { durationText } from '../format/times.ts';
import type { SummaryFreshness } from './conversation-facts.ts';
import type { CompactionStatus } from '../../core/conversation/conversation.ts';

/** `kept 14 % (saved 86 %)`, which always add up; null while no ratio is known. */
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

/** All reasons, plus the age if no reason mentions it. */
export function freshnessSentences({ reasons, ageMs }: Pick<SummaryFreshness, 'reasons' | 'ageMs'>): string[] {
  const sentences = reasons.map((reason) => {
    switch (reason.kind) {
      case 'newer-messages':
        return `${tn('newerMessages', reason.count)}.`;
      case 'said':
        return reason.stale ? t('freshSaidStale') : t('freshSaidFresh');
      case 'old':
        return t('freshOld', durationText(reason.ageMs));
    }
  });
  if (ageMs !== null && !reasons.some((reason) => reason.kind === 'old')) {
    sentences.push(t('freshAge', durationText(ageMs)));
  }
  return sentences;
}

/** The most informative reason; null when nothing is known. */
export function freshnessReason({ state, reasons, newerMessages, ageMs }: SummaryFreshness): string | null {
  for (const reason of reasons) {
    if (reason.kind === 'newer-messages') return tn('newerMessages', reason.count);
    if (reason.kind === 'old') return t('popupOld', durationText(reason.ageMs));
  }
  if (state === 'stale') return t('popupStaleSaid');
  if (newerMessages === 0) return t('popupNoNewer');
  return ageMs === null ? null : t('popupOld', durationText(ageMs));
}
