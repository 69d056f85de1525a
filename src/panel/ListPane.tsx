import type { RefObject } from 'preact';
import { lacksKey } from '../ui/model/active-profile.ts';
import { useApp, useNow } from '../ui/model/app.ts';
import { ErrorNote } from '../ui/components/notices/ErrorNote.tsx';
import { errorMessage } from '../ui/format/error-messages.ts';
import { t } from '../ui/format/i18n.ts';
import { NothingFound } from './EmptyPanel.tsx';
import { ConversationList } from './list/ConversationList.tsx';
import type { ListModel } from './list/list-model.ts';
import type { PanelModel } from './panel-model.ts';
import { ListFoot } from './tools/ListFoot.tsx';
import { ListHead } from './tools/ListHead.tsx';
import { ListTools } from './tools/ListTools.tsx';

interface Props {
  panel: PanelModel;
  filterBox: RefObject<HTMLInputElement | null>;
  listBox: RefObject<HTMLDivElement | null>;
  onEnter: () => void;
}

/** The found conversations. */
export function ListPane({ panel, filterBox, listBox, onEnter }: Props) {
  const { discovery, list } = panel;
  const { store } = useApp();
  const overview = store.overview.value;
  // Nothing can be looked up: statuses and their counts would only repeat that.
  const isKeyless = overview !== null && lacksKey(overview);
  const isEmpty = list.count.value === 0;
  const actionError = list.error.value;
  return (
    <section
      class={isKeyless ? 'panel-list is-keyless' : 'panel-list'}
      aria-label={t('panelFound')}
      data-sort={list.sort.value}
    >
      {!isEmpty && <ListTools list={list} filterBox={filterBox} isKeyless={isKeyless} />}
      {!isEmpty && <ListHead list={list} />}
      <ConversationList list={list} box={listBox} onOpen={panel.open} onEnter={onEnter} />
      {isEmpty ? <NothingFound discovery={discovery} /> : <NoMatch list={list} />}
      <ScanError panel={panel} />
      {actionError && <ErrorNote error={actionError} onRetry={() => void (list.error.value = null)} compact />}
      <ListFoot discovery={discovery} list={list} />
    </section>
  );
}

/** Below the rows that are listed nevertheless, so that they keep their places. */
function ScanError({ panel: { discovery, list } }: { panel: PanelModel }) {
  const error = discovery.error.value;
  const now = useNow();
  if (!error || list.count.value === 0) return null;
  // A compact note has room for one sentence: mostly the reason, which tells one such page from another.
  const isSilent = error.kind === 'not-scannable' && error.reason === 'no-answer';
  const instead = isSilent ? {} : { title: errorMessage(error, now).why };
  return <ErrorNote error={error} instead={instead} onRetry={discovery.rescan} compact />;
}

function NoMatch({ list }: { list: ListModel }) {
  if (list.shownCount.value > 0) return null;
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
