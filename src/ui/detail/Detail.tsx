import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp, usePart } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { shownStatus, type ShownStatus } from '../model/slot.ts';
import { stateLook } from '../format/status-appearance.ts';
import { t } from '../format/i18n.ts';
import { toggleWatch } from '../components/controls/WatchButton.tsx';
import { CompactDialog } from '../compact/CompactDialog.tsx';
import { DetailFoot } from './DetailFoot.tsx';
import { DetailHead } from './DetailHead.tsx';
import { DetailTabs, type TabName, tabId, tabPanelId } from './DetailTabs.tsx';
import { KeepParts } from './reading/Prefetch.tsx';
import { plainView, type DetailView } from './reading/detail-view.ts';
import { PromptTab } from './prompt/PromptTab.tsx';
import { RawTab } from './raw/RawTab.tsx';
import { RequestsTab } from './requests/RequestsTab.tsx';
import { StatusTab } from './status/StatusTab.tsx';
import { SummaryTab } from './summary/SummaryTab.tsx';
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
  const [tab, setTab] = useState<TabName>('status');
  const [view, setView] = useState<DetailView>(plainView);
  const [compacting, setCompacting] = useState(false);
  usePart(model, { kind: 'status' });
  useRequests(model);
  const slot = model.status.value;
  const status = shownStatus(slot) ?? 'loading';
  const profileId = store.overview.value?.activeProfileId;
  const change = (next: Partial<DetailView>) => setView((held) => ({ ...held, ...next }));
  const find = () => {
    if (tab === 'status' || tab === 'requests') setTab('summary');
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
      <KeepParts model={model} />
      <DetailHead model={model} label={label} status={status} onCompact={() => setCompacting(true)} />
      <StateRegion status={status} />
      <DetailTabs model={model} chosen={tab} onChoose={setTab} />
      <div
        class="detail-body"
        role="tabpanel"
        id={tabPanelId(model.id)}
        aria-labelledby={tabId(model.id, tab)}
        tabIndex={0}
      >
        {tab === 'status' ? <StatusTab model={model} onCompact={() => setCompacting(true)} onTab={setTab} /> : null}
        {tab === 'summary' ? <SummaryTab model={model} view={view} onChange={change} /> : null}
        {tab === 'prompt' ? <PromptTab model={model} view={view} onChange={change} /> : null}
        {tab === 'requests' ? <RequestsTab model={model} /> : null}
        {tab === 'raw' ? <RawTab model={model} view={view} onChange={change} /> : null}
      </div>
      <DetailFoot model={model} />
      {compacting && profileId !== undefined ? (
        <CompactDialog model={model} profileId={profileId} onClose={() => setCompacting(false)} />
      ) : null}
    </section>
  );
}

/** Tells a change of the state to who cannot see it; an error tells itself, as an alert. */
function StateRegion({ status }: { status: ShownStatus }) {
  const last = useRef(status);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (last.current === status || status === 'loading') return;
    last.current = status;
    setSaid(status === 'error' ? '' : t('detailStateNow', stateLook(status).label));
  }, [status]);
  return (
    <p role="status" class="visually-hidden detail-state">
      {said}
    </p>
  );
}
