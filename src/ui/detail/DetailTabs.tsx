import type { ConversationModel } from '../model/conversation-model.ts';
import { t, unmirroredKey } from '../format/i18n.ts';
import type { DetailView } from './reading/detail-view.ts';
import { tabByKey, tabOf, TABS, type TabName } from './tabs.ts';

export const tabId = (id: string, tab: TabName) => `tab-${tab}-${id}`;
export const tabPanelId = (id: string) => `tabpanel-${id}`;

interface DetailTabsProps {
  model: ConversationModel;
  view: DetailView;
  chosen: TabName;
  onChoose: (tab: TabName) => void;
}

export function DetailTabs({ model, view, chosen, onChoose }: DetailTabsProps) {
  const onKey = (event: KeyboardEvent) => {
    // From the focused tab: the code of the one that was just chosen may still be loading.
    const focused = TABS.find(({ id }) => tabId(model.id, id) === document.activeElement?.id);
    const next = tabByKey(focused?.id ?? chosen, unmirroredKey(event.key));
    if (!next) return;
    event.preventDefault();
    onChoose(next);
    document.getElementById(tabId(model.id, next))?.focus();
  };
  return (
    <div class="detail-tabs" role="tablist" aria-label={t('detailTabs')} onKeyDown={onKey}>
      {TABS.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabId(model.id, id)}
          class="detail-tab"
          aria-selected={id === chosen}
          aria-controls={tabPanelId(model.id)}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {t(label)}
          <Badge words={tabOf(id).badge?.(model, view) ?? null} />
        </button>
      ))}
    </div>
  );
}

function Badge({ words }: { words: string | null }) {
  return words === null ? null : <span class="detail-tab-count">{words}</span>;
}
