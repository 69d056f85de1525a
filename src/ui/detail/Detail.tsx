import { STATUS } from '../../core/conversation/part.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp, usePart } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { shownStatus, type ShownStatus } from '../model/slot.ts';
import { statusAppearance } from '../format/status-appearance.ts';
import { t } from '../format/i18n.ts';
import { toggleWatch } from '../components/controls/WatchButton.tsx';
import { CompactDialog } from '../compact/CompactDialog.tsx';
import { DetailFoot } from './DetailFoot.tsx';
import { DetailHead } from './DetailHead.tsx';
import { DetailTabs, tabId, tabPanelId } from './DetailTabs.tsx';
import { tabOf, type TabName } from './tabs.ts';
import { Prefetch } from './reading/Prefetch.tsx';
import { plainView, type DetailView } from './reading/detail-view.ts';
import { useDetailKeys } from './use-detail-keys.ts';
import { useRequests } from './use-requests.ts';
import './Detail.css';

interface DetailProps {
  model: ConversationModel;
  label: string | null;
}

/** All about one conversation. Another id is another instance: nothing of the last one stays. */
export function Detail({ model, label }: DetailProps) {
  return <OneDetail key={model.id} model={model} label={label} />;
}

function OneDetail({ model, label }: DetailProps) {
  const { store, shell } = useApp();
  const root = useRef<HTMLElement>(null);
  const [tab, choose] = useTab();
  const [view, setView] = useState<DetailView>(plainView);
  const [compacting, setCompacting] = useState(false);
  usePart(model, STATUS);
  useRequests(model);
  const { component: Content, hasFind } = tabOf(tab);
  const slot = model.slot(STATUS).value;
  const status = shownStatus(slot) ?? 'loading';
  const profileId = store.overview.value?.activeProfileId;
  const change = (next: Partial<DetailView>) => setView((held) => ({ ...held, ...next }));
  const find = () => {
    if (!hasFind) choose('summary');
    change({ findFocus: view.findFocus + 1, finding: true });
  };
  useDetailKeys(root, {
    refresh: () => void model.refresh(),
    watch: () => void toggleWatch(store, model, label),
    copy: () => void shell.copy(model.id),
    find,
  });
  return (
    <section
      ref={root}
      class="detail"
      aria-label={t('detailLabel', model.id)}
      data-conversation-id={model.id}
      data-status={status}
      data-source={slot.answer?.meta.source}
    >
      <Prefetch model={model} />
      <DetailHead model={model} label={label} status={status} onCompact={() => setCompacting(true)} />
      <StateRegion status={status} />
      <DetailTabs model={model} chosen={tab} onChoose={choose} />
      <div
        class="detail-body"
        role="tabpanel"
        id={tabPanelId(model.id)}
        aria-labelledby={tabId(model.id, tab)}
        tabIndex={0}
      >
        <Content
          model={model}
          view={view}
          onChange={change}
          onCompact={() => setCompacting(true)}
          onPrompt={() => choose('prompt')}
        />
      </div>
      <DetailFoot model={model} />
      {compacting && profileId !== undefined ? (
        <CompactDialog model={model} profileId={profileId} onClose={() => setCompacting(false)} />
      ) : null}
    </section>
  );
}

/** The chosen tab. It changes once its code is there, so that nothing flickers. */
function useTab(): [TabName, (name: TabName) => void] {
  const [tab, setTab] = useState<TabName>('status');
  const choose = (name: TabName) => {
    const { prepare } = tabOf(name);
    if (prepare) void prepare().then(() => setTab(name));
    else setTab(name);
  };
  return [tab, choose];
}

/** Tells a change of the state to who cannot see it; an error tells itself, as an alert. */
function StateRegion({ status }: { status: ShownStatus }) {
  const last = useRef(status);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (last.current === status || status === 'loading') return;
    last.current = status;
    setSaid(status === 'error' ? '' : t('detailStateNow', statusAppearance(status).label));
  }, [status]);
  return (
    <p role="status" class="visually-hidden detail-state">
      {said}
    </p>
  );
}
