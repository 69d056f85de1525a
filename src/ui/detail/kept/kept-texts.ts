import type { Count, Fate, KeptReport, Verdict } from '../../../core/tracing/report/kept-report.ts';
import type { SpecificKind } from '../../../core/specifics/specific.ts';
import { formatNumber, t, tn, type TextKey } from '../../format/i18n.ts';

/** In its row, and with a count in the legend and filters. */
export const FATE_WORDS = {
  kept: { word: 'fateKept', count: 'fateKeptCount', filter: 'fateKeptCount' },
  partly: { word: 'fatePartly', count: 'fatePartlyCount', filter: 'keptFilterPartly' },
  lost: { word: 'fateLost', count: 'fateLostCount', filter: 'keptFilterLost' },
  nothing: { word: 'fateNothing', count: 'fateNothingCount', filter: 'fateNothingCount' },
  recent: { word: 'fateRecent', count: 'fateRecentCount', filter: 'fateRecentCount' },
} as const satisfies Record<Fate, { word: TextKey; count: TextKey; filter: TextKey }>;

export const VERDICTS: Readonly<Record<Verdict, { word: TextKey; why: TextKey; tone: 'ok' | 'warn' | 'bad' }>> = {
  sound: { word: 'verdictSound', why: 'verdictSoundWhy', tone: 'ok' },
  lossy: { word: 'verdictLossy', why: 'verdictLossyWhy', tone: 'bad' },
  unchanged: { word: 'verdictUnchanged', why: 'verdictUnchangedWhy', tone: 'warn' },
  grew: { word: 'verdictGrew', why: 'verdictGrewWhy', tone: 'bad' },
};

/** `Kept 61 of 96 specifics · 3 commitments lost · 2 statements without a source`. */
export function verdictLine(report: KeptReport): string {
  const { specifics, commitments, unsourced, counted, messages } = report;
  if (!isCompared(report)) return t('keptNothingToCompare');
  const parts = [t('keptSpecifics', grouped(specifics.kept), grouped(specifics.said))];
  if (commitments.said > 0) parts.push(tn('keptCommitmentsLost', lostOf(commitments)));
  if (unsourced !== null) parts.push(tn('keptWithoutSource', unsourced.length));
  // Without all messages, the figures are of those that are known.
  else if (counted !== null) parts.push(t('keptOfMessages', grouped(messages.length), grouped(counted)));
  return parts.join(' · ');
}

/** Whether any message that was compacted is known. */
export function isCompared({ messages, fates }: KeptReport): boolean {
  return messages.length > fates.recent;
}

function grouped(count: number): string {
  return formatNumber(count);
}

function lostOf({ said, kept, inPrompt }: Count): number {
  return said - kept - inPrompt;
}

/** The kinds that stand in one line together. */
export const KIND_GROUPS: readonly { label: TextKey; kinds: readonly SpecificKind[] }[] = [
  { label: 'kindAmounts', kinds: ['amount', 'number'] },
  { label: 'kindDates', kinds: ['date', 'time', 'duration'] },
  { label: 'kindNames', kinds: ['name'] },
  { label: 'kindPaths', kinds: ['path', 'command', 'code', 'version'] },
  { label: 'kindLinks', kinds: ['link', 'email', 'id'] },
];
