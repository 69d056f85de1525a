/** The detail's tabs. To add one, write its component and its entry here. */
import type { ComponentType } from 'preact';
import { heldAnswers } from '../facts/conversation-facts.ts';
import { versionName } from '../facts/fact-texts.ts';
import { itemCount } from '../facts/content/summary-facts.ts';
import { formatNumber, type TextKey } from '../format/i18n.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import type { DetailView, TabProps } from './reading/detail-view.ts';
import { onDemand } from './reading/on-demand.tsx';
import { StatusTab } from './status/StatusTab.tsx';

interface Tab {
  id: string;
  label: TextKey;
  component: ComponentType<TabProps>;
  /** Loads the component's code, if it is loaded on demand. */
  prepare?: () => Promise<void>;
  /** Whether it has a find field. */
  hasFind?: boolean;
  /** The text beside its label; null for none. */
  badge?: (model: ConversationModel, view: DetailView) => string | null;
}

export const TABS = [
  { id: 'status', label: 'detailTabStatus', component: StatusTab },
  {
    id: 'summary',
    label: 'detailTabSummary',
    ...onDemand(() => import('./summary/SummaryTab.tsx').then((module) => module.SummaryTab)),
    hasFind: true,
    badge: (model, { parts: { summary: part } }) => {
      // A pinned version is the one that the tab shows.
      const { answer } = part.version === null ? { answer: heldAnswers(model).summary } : model.slot(part).value;
      const count = answer?.data ? number(itemCount(answer.data)) : null;
      return part.version === null ? count : [versionName(part.version), ...(count ? [count] : [])].join(' · ');
    },
  },
  {
    id: 'kept',
    label: 'detailTabKept',
    ...onDemand(() => import('./kept/KeptTab.tsx').then((module) => module.KeptTab)),
    // Known once the tab was opened.
    badge: (model) => number(model.lostCount.value ?? 0),
  },
  {
    id: 'versions',
    label: 'detailTabVersions',
    ...onDemand(() => import('./versions/VersionsTab.tsx').then((module) => module.VersionsTab)),
    hasFind: true,
  },
  {
    id: 'prompt',
    label: 'detailTabPrompt',
    ...onDemand(() => import('./prompt/PromptTab.tsx').then((module) => module.PromptTab)),
    hasFind: true,
  },
  {
    id: 'requests',
    label: 'detailTabRequests',
    ...onDemand(() => import('./requests/RequestsTab.tsx').then((module) => module.RequestsTab)),
    // Reads of the cache are no calls.
    badge: (model) => number(model.requests.value.filter(({ source }) => source === 'cloud').length),
  },
  {
    id: 'raw',
    label: 'detailTabRaw',
    ...onDemand(() => import('./raw/RawTab.tsx').then((module) => module.RawTab)),
    hasFind: true,
  },
] as const satisfies readonly Tab[];

function number(count: number): string | null {
  return count === 0 ? null : formatNumber(count);
}

export type TabName = (typeof TABS)[number]['id'];

export function tabOf(name: TabName): Tab {
  return TABS.find((tab) => tab.id === name) ?? TABS[0];
}

/** The tab that an arrow, Home or End leads to; null for any other key. */
export function tabByKey(from: TabName, key: string): TabName | null {
  const at = TABS.findIndex((tab) => tab.id === from);
  const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 };
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (step === undefined) return null;
  return TABS[(step + TABS.length) % TABS.length]?.id ?? null;
}
