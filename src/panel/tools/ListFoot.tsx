import { ChevronDown, ChevronRight } from 'lucide';
import { useApp } from '../../ui/model/app.ts';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { t, tn } from '../../ui/format/i18n.ts';
import type { Discovery } from '../discovery/discovery.ts';
import { LIST_ID } from '../list/ConversationList.tsx';
import type { ListModel } from '../list/list-model.ts';
import { gapsOf } from './gaps.ts';
import './ListFoot.css';

interface Props {
  discovery: Discovery;
  list: ListModel;
}

/** Shows what is folded away, the number of ids, what could not be scanned, and the result of the last action. */
export function ListFoot({ discovery, list }: Props) {
  return (
    <footer class="list-foot">
      <span class="row">
        <Fold list={list} />
        <span class="grow ellipsis" aria-live="polite" title={countText(list) ?? undefined}>
          {countText(list)}
        </span>
        <span role="status" class="ellipsis" title={list.told.value ?? undefined}>
          {list.told.value}
        </span>
        <Csv list={list} />
      </span>
      {gapsOf(discovery).map((text) => (
        <span key={text} class="list-gap" title={text}>
          {text}
        </span>
      ))}
    </footer>
  );
}

function countText(list: ListModel): string | null {
  const all = list.count.value;
  const shown = list.shownCount.value;
  if (all === 0) return null;
  return shown === all ? tn('panelFootAll', all) : t('panelFootSome', shown, all);
}

/** Folds and unfolds the ids that are probably not conversations, unless a filter or an empty list shows them anyway. */
function Fold({ list }: { list: ListModel }) {
  const count = list.doubtful.value;
  const isForced = list.isUnfolded.value && !list.unfolded.value;
  if (count === 0 || isForced) return null;
  const isUnfolded = list.isUnfolded.value;
  return (
    <button
      type="button"
      class="btn quiet list-fold"
      aria-expanded={isUnfolded}
      aria-controls={LIST_ID}
      onClick={() => {
        list.unfolded.value = !isUnfolded;
      }}
    >
      <Icon node={isUnfolded ? ChevronDown : ChevronRight} size={12} points={!isUnfolded} />
      <span class="ellipsis">{t('panelDoubtful', count)}</span>
    </button>
  );
}

function Csv({ list }: { list: ListModel }) {
  const { shell } = useApp();
  if (list.shownCount.value === 0) return null;
  // Loaded with the first click: the panel opens without it.
  const download = async () => {
    const { listCsv } = await import('../list/list-csv.ts');
    shell.download('synap-conversations.csv', listCsv(list.shown.peek()), 'text/csv;charset=utf-8');
  };
  return (
    <button type="button" class="btn quiet list-csv" title={t('panelCsvHint')} onClick={() => void download()}>
      {t('panelCsv')}
    </button>
  );
}
