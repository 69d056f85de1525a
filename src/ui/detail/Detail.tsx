import { PROMPT, STATUS } from '../../core/conversation/part.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp, usePart } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { dataStatus, shownStatus, type ShownStatus } from '../model/slots/slot.ts';
import { statusAppearance } from '../format/status-appearance.ts';
import { t } from '../format/i18n.ts';
import { useCopy } from '../components/basics/use-copy.ts';
import { toggleWatch } from '../components/controls/WatchButton.tsx';
import { DetailFoot } from './DetailFoot.tsx';
import { DetailHead } from './head/DetailHead.tsx';
import { DetailTabs, tabId, tabPanelId } from './DetailTabs.tsx';
import { tabOf } from './tabs.ts';
import { useChoices } from './use-choices.ts';
import { onDemand } from './reading/on-demand.tsx';
import { Prefetch } from './reading/Prefetch.tsx';
import { useDetailKeys } from './use-detail-keys.ts';
import { useRequests } from './use-requests.ts';
import { useTellLabel } from './use-tell-label.ts';
import './Detail.css';

interface DetailProps {
  model: ConversationModel;
  label: string | null;
}

/** The view of one conversation. Keyed by id, so that another one takes over only what `useChoices` hands on. */
export function Detail({ model, label }: DetailProps) {
  return <OneDetail key={model.id} model={model} label={label} />;
}

/** Where a tab without a find field leads to. */
const FIND_TAB = 'summary';

/** Loaded on its first use, as the tabs are. */
const dialog = onDemand(() => import('../compact/CompactDialog.tsx').then((module) => module.CompactDialog));

function OneDetail({ model, label }: DetailProps) {
  const { store } = useApp();
  const copying = useCopy();
  const root = useRef<HTMLElement>(null);
  const { tab, chooseTab, view, change } = useChoices();
  const [compacting, setCompacting] = useState(false);
  usePart(model, STATUS);
  useEffect(() => {
    // So that a find from any tab has its field at once.
    const idle = requestIdleCallback(() => void tabOf(FIND_TAB).prepare?.());
    return () => cancelIdleCallback(idle);
  }, []);
  useTellLabel(model.id, label);
  useRequests(model);
  const { component: Content, hasFind } = tabOf(tab);
  const slot = model.slot(STATUS).value;
  const prompt = model.slot(PROMPT).value;
  const status = shownStatus(slot, prompt) ?? 'loading';
  const profileId = store.overview.value?.activeProfileId;
  const compact = () => void dialog.prepare().then(() => setCompacting(true));
  const find = () => {
    if (!hasFind) chooseTab(FIND_TAB);
    change({ takesFocus: true });
  };
  useDetailKeys(root, {
    refresh: () => void model.refresh(),
    watch: () => void toggleWatch(store, model, label),
    copy: () => void copying.copy(model.id),
    find,
  });
  return (
    <section
      ref={root}
      class="detail"
      aria-label={t('detailLabel', model.id)}
      data-conversation-id={model.id}
      data-status={dataStatus(slot, prompt) ?? 'loading'}
      data-source={slot.answer?.meta.source}
    >
      <Prefetch model={model} />
      <DetailHead model={model} label={label} status={status} copying={copying} onCompact={compact} />
      <StateRegion status={status} />
      <DetailTabs model={model} view={view} chosen={tab} onChoose={chooseTab} />
      <div
        class="detail-body"
        role="tabpanel"
        id={tabPanelId(model.id)}
        aria-labelledby={tabId(model.id, tab)}
        tabIndex={0}
      >
        <Content model={model} view={view} onChange={change} onCompact={compact} onTab={chooseTab} />
      </div>
      <DetailFoot model={model} />
      {compacting && profileId !== undefined ? (
        <dialog.component model={model} profileId={profileId} onClose={() => setCompacting(false)} />
      ) : null}
    </section>
  );
}

/** Announces a change of state to screen readers; an error announces itself, as an alert. */
function StateRegion({ status }: { status: ShownStatus }) {
  const last = useRef(status);
  const [announced, setAnnounced] = useState('');
  useEffect(() => {
    if (last.current === status || status === 'loading') return;
    last.current = status;
    setAnnounced(status === 'error' ? '' : t('detailStateNow', statusAppearance(status).label));
  }, [status]);
  return (
    <p role="status" class="visually-hidden detail-state">
      {announced}
    </p>
  );
}
