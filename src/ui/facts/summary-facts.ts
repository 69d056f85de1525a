import type { CompactedSummary, SummaryItem } from '../../core/conversation/conversation.ts';
import { t } from '../format/i18n.ts';
import { formatScore } from '../format/numbers.ts';

export function itemCount(summary: CompactedSummary): number {
  return summary.facts.length + summary.decisions.length + summary.preferences.length;
}

/** `confidence 0.97`, or Synap's own word; null when it sent neither. */
export function confidenceText(item: SummaryItem): string | null {
  if (item.confidence === null) return null;
  if (typeof item.confidence === 'string') return item.confidence;
  return t('summaryConfidence', formatScore(item.confidence));
}

/** Items as lines for the clipboard. */
export function itemsText(items: SummaryItem[]): string {
  return items.map((item) => `- ${item.text}`).join('\n');
}

/** The whole summary as Markdown, for the clipboard. */
export function summaryText(summary: CompactedSummary): string {
  const part = (title: string, items: SummaryItem[]) =>
    items.length === 0 ? [] : [`## ${title}\n${itemsText(items)}`];
  const parts = [
    ...part(t('summaryFacts'), summary.facts),
    ...part(t('summaryDecisions'), summary.decisions),
    ...part(t('summaryPreferences'), summary.preferences),
  ];
  return parts.length === 0 ? summary.context : parts.join('\n\n');
}

/** Most versions offered, newest first; a longer history is cut. */
const MAX_VERSIONS = 200;

export function versionsOf(latest: number | null): number[] {
  if (latest === null || latest < 1) return [];
  return Array.from({ length: Math.min(latest, MAX_VERSIONS) }, (_, index) => latest - index);
}

/** The text of a warning, also when Synap only sent a flag; null without a warning. */
export function warningText(warning: string | boolean): string | null {
  if (typeof warning === 'string') return warning.trim() === '' ? null : warning;
  return warning ? t('qualityFlag') : null;
}
