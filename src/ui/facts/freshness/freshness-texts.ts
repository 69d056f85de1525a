/** Texts for the freshness of a summary. */
import { joined, t, tn } from '../../format/i18n.ts';
import { agoText, durationText, unbroken } from '../../format/times.ts';
import type { SummaryFreshness } from './freshness-facts.ts';

export const FRESHNESS_TONES = { stale: 'warn', fresh: 'ok', unknown: 'mute' } as const;

const WORDS = { stale: 'freshStale', fresh: 'freshFresh', unknown: 'freshUnknown' } as const;

/** `Stale`, `Fresh` or `Freshness unknown`; null without a summary. */
export function freshnessWord({ kind }: Pick<SummaryFreshness, 'kind'>): string | null {
  return kind === 'none' ? null : t(WORDS[kind]);
}

/** For a chip and the one line: `Stale · 86 newer`, `Fresh`, `Freshness unknown`; null without a summary. */
export function freshnessText(fact: Pick<SummaryFreshness, 'kind' | 'newer'>): string | null {
  const newer = fact.newer ?? 0;
  return fact.kind === 'stale' && newer > 0 ? t('freshStaleNewer', newer) : freshnessWord(fact);
}

/** Everything that is known, as sentences. `now` is our clock's, in epoch milliseconds. */
export function freshnessSentences(fact: SummaryFreshness, now: number): string[] {
  const { said, newer, ageMs } = fact;
  return [
    ...(said === null ? [] : [t(said ? 'freshSaidStale' : 'freshSaidFresh')]),
    ...(newer === null ? [] : [newer === 0 ? t('freshNoNewer') : newerText(fact, newer, now)]),
    ...(ageMs === null ? [] : [t('freshAge', unbroken(durationText(ageMs)))]),
  ];
}

/** The most informative reason; null when nothing is known. */
export function freshnessReason({ kind, newer, ageMs }: SummaryFreshness): string | null {
  if (newer !== null && newer > 0) return tn('newerMessages', newer);
  if (kind === 'stale') return t('popupStaleSaid');
  const parts = [
    ...(newer === 0 ? [t('popupNoNewer')] : []),
    ...(ageMs === null ? [] : [t('popupOld', durationText(ageMs))]),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}

function newerText({ newerSince, newerTokens }: SummaryFreshness, newer: number, now: number): string {
  const details = [
    ...(newerTokens === null ? [] : [tn('tokensAbout', newerTokens)]),
    ...(newerSince === null ? [] : [t('freshFirst', unbroken(agoText(newerSince, now)))]),
  ];
  return details.length === 0 ? tn('freshNewer', newer) : tn('freshNewerNoted', newer, joined('inTurn', details));
}
