import type { ConversationModel } from '../model/conversation-model.ts';
import { t, type TextKey } from '../format/i18n.ts';
import { itemCount } from '../facts/summary-facts.ts';

export const TABS = ['status', 'summary', 'prompt', 'requests', 'raw'] as const;
export type TabName = (typeof TABS)[number];

const LABELS: Readonly<Record<TabName, TextKey>> = {
  status: 'detailTabStatus',
  summary: 'detailTabSummary',
  prompt: 'detailTabPrompt',
  requests: 'detailTabRequests',
  raw: 'detailTabRaw',
};

export const tabId = (id: string, tab: TabName) => `tab-${tab}-${id}`;
export const tabPanelId = (id: string) => `tabpanel-${id}`;

interface DetailTabsProps {
  model: ConversationModel;
  chosen: TabName;
  onChoose: (tab: TabName) => void;
}

export function DetailTabs({ model, chosen, onChoose }: DetailTabsProps) {
  const summary = model.summary('structured', null).value.answer?.data ?? null;
  const counts: Partial<Record<TabName, number>> = { requests: model.requests.value.length };
  if (summary) counts.summary = itemCount(summary);
  const onKey = (event: KeyboardEvent) => {
    const next = tabByKey(chosen, event.key);
    if (!next) return;
    event.preventDefault();
    onChoose(next);
    document.getElementById(tabId(model.id, next))?.focus();
  };
  return (
    <div class="detail-tabs" role="tablist" aria-label={t('detailTabs')} onKeyDown={onKey}>
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={tabId(model.id, tab)}
          class="detail-tab"
          aria-selected={tab === chosen}
          aria-controls={tabPanelId(model.id)}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onChoose(tab)}
        >
          {t(LABELS[tab])}
          {counts[tab] ? <span class="detail-tab-count">{counts[tab]?.toLocaleString('en')}</span> : null}
        </button>
      ))}
    </div>
  );
}

/** Where an arrow, Home or End leads; null for any other key. */
export function tabByKey(from: TabName, key: string): TabName | null {
  const at = TABS.indexOf(from);
  const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 };
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  if (step === undefined) return null;
  return TABS[(step + TABS.length) % TABS.length] ?? null;
}
