import type { CompactedSummary, SummaryItem } from '../../../core/conversation/conversation.ts';
import { t, tn } from '../../format/i18n.ts';

const ITEM_LISTS = ['facts', 'decisions', 'preferences'] as const;
type ItemList = (typeof ITEM_LISTS)[number];

export function itemCount(summary: CompactedSummary): number {
  return ITEM_LISTS.reduce((sum, list) => sum + totalItems(summary, list), 0);
}

/** The items that Synap sent: more than are held, where the list was cut. */
export function totalItems(summary: CompactedSummary, list: ItemList): number {
  const cut = summary.cut.find(({ field, unit }) => field === list && unit === 'items');
  return cut?.total ?? summary[list].length;
}

/** Items as lines for the clipboard; the last line says how many of `total` are missing. */
export function itemsText(items: SummaryItem[], total: number): string {
  const rest = total - items.length;
  return [...items.map((item) => `- ${item.text}`), ...(rest > 0 ? [tn('itemsMissing', rest)] : [])].join('\n');
}

/** The whole summary as Markdown, for the clipboard. */
export function summaryText(summary: CompactedSummary): string {
  const part = (title: string, list: ItemList) =>
    summary[list].length === 0 ? [] : [`## ${title}\n${itemsText(summary[list], totalItems(summary, list))}`];
  const parts = [
    ...part(t('summaryFacts'), 'facts'),
    ...part(t('summaryDecisions'), 'decisions'),
    ...part(t('summaryPreferences'), 'preferences'),
  ];
  return parts.length === 0 ? summary.context : parts.join('\n\n');
}

/** Most versions offered, newest first; a longer history is cut. */
const MAX_VERSIONS = 200;

export function versionsOf(latest: number | null): number[] {
  if (latest === null || latest < 1) return [];
  return Array.from({ length: Math.min(latest, MAX_VERSIONS) }, (_, index) => latest - index);
}
