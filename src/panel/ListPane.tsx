import type { RefObject } from 'preact';
import { MAX_FOUND_IDS } from '../core/discovery/add-evidence.ts';
import { useApp } from '../ui/model/app.ts';
import { EmptyState } from '../ui/components/basics/EmptyState.tsx';
import { ErrorNote } from '../ui/components/notices/ErrorNote.tsx';
import { t, tn } from '../ui/format/i18n.ts';
import { ConversationList } from './list/ConversationList.tsx';
import { listCsv } from './list/list-csv.ts';
import { ListTools } from './list/ListTools.tsx';
import type { PanelModel } from './panel-model.ts';

interface Props {
  panel: PanelModel;
  filterBox: RefObject<HTMLInputElement | null>;
  listBox: RefObject<HTMLDivElement | null>;
  onEnter: () => void;
}

/** The found conversations, or why there are none. */
export function ListPane({ panel, filterBox, listBox, onEnter }: Props) {
  const { discovery, list } = panel;
  const any = discovery.found.value.length > 0;
  const scanError = discovery.error.value;
  const actionError = list.error.value;
  return (
    <section class="panel-list" aria-label={t('panelFound')}>
      {any && <ListTools list={list} filterBox={filterBox} />}
      {scanError && <ErrorNote error={scanError} onRetry={discovery.rescan} compact={any} />}
      {actionError && <ErrorNote error={actionError} onRetry={() => void (list.error.value = null)} compact />}
      <ConversationList list={list} box={listBox} onOpen={panel.open} onEnter={onEnter} />
      {any && list.shown.value.length === 0 && <NoMatch panel={panel} />}
      {!any && <NothingFound panel={panel} />}
      <ListFoot panel={panel} />
    </section>
  );
}

function NoMatch({ panel }: { panel: PanelModel }) {
  const { list } = panel;
  const showAll = () => {
    list.filter.value = '';
    list.category.value = 'all';
    list.hideUnknown.value = false;
  };
  return (
    <div class="list-none">
      <p>{t('panelNoMatch')}</p>
      <button type="button" class="btn" onClick={showAll}>
        {t('panelShowAll')}
      </button>
    </div>
  );
}

function NothingFound({ panel }: { panel: PanelModel }) {
  const { discovery } = panel;
  if (discovery.error.value) return <p class="list-none">{t('panelPasteInstead')}</p>;
  if (!discovery.facts.value) return <p class="list-none">{t('panelScanning')}</p>;
  const network = discovery.network.value;
  return (
    <EmptyState
      title={t('panelEmptyTitle')}
      body={t(network ? 'panelEmptyBody' : 'panelEmptyBodyNoNetwork')}
      actions={
        <>
          <button type="button" class="btn" onClick={discovery.rescan}>
            {t('panelRescanNow')}
          </button>
          {!network && (
            <button type="button" class="btn primary" onClick={() => void (discovery.network.value = true)}>
              {t('panelTurnNetworkOn')}
            </button>
          )}
        </>
      }
    />
  );
}

/** The number of ids shown, what could not be scanned, and the result of the last action. */
function ListFoot({ panel }: { panel: PanelModel }) {
  const { shell } = useApp();
  const { discovery, list } = panel;
  const facts = discovery.facts.value;
  const all = list.all.value.length;
  const shown = list.shown.value.length;
  return (
    <footer class="list-foot">
      <span class="row">
        <span class="grow ellipsis" aria-live="polite">
          {all > 0 &&
            (shown === all
              ? tn('panelFootAll', all)
              : t('panelFootSome', shown.toLocaleString('en'), all.toLocaleString('en')))}
        </span>
        <span role="status" class="ellipsis">
          {list.told.value}
        </span>
        {shown > 0 && (
          <button
            type="button"
            class="btn quiet list-csv"
            title={t('panelCsvHint')}
            onClick={() =>
              shell.download('synap-conversations.csv', listCsv(list.shown.value), 'text/csv;charset=utf-8')
            }
          >
            {t('panelCsv')}
          </button>
        )}
      </span>
      {facts?.truncated && <span>{t('panelTruncated')}</span>}
      {discovery.isCut.value && !facts?.truncated && (
        <span>{t('panelManyIds', MAX_FOUND_IDS.toLocaleString('en'))}</span>
      )}
      {facts && facts.unreadableFrames > 0 && <span>{tn('panelFrames', facts.unreadableFrames)}</span>}
    </footer>
  );
}
