import { ArrowDownWideNarrow, ChevronDown, ChevronUp, type IconNode } from 'lucide';
import { batch } from '@preact/signals';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { t, type TextKey } from '../../ui/format/i18n.ts';
import type { ListModel } from '../list/list-model.ts';
import type { Sort } from '../list/list-order.ts';
import './ListHead.css';

interface Column {
  sort: Sort;
  cell: string;
  /** Without a text it has an icon. */
  text: TextKey | null;
  by: TextKey;
}

const COLUMNS: Column[] = [
  { sort: 'likelihood', cell: 'icon', text: null, by: 'panelByLikelihood' },
  { sort: 'label', cell: 'name', text: 'panelHeadLabel', by: 'panelByLabel' },
  { sort: 'version', cell: 'version', text: 'panelHeadVersion', by: 'panelByVersion' },
  { sort: 'kept', cell: 'kept', text: 'panelHeadKept', by: 'panelByKept' },
  { sort: 'saved', cell: 'saved', text: 'panelHeadSaved', by: 'panelBySaved' },
  { sort: 'freshness', cell: 'freshness', text: 'panelHeadFreshness', by: 'panelByFreshness' },
  { sort: 'newest', cell: 'changed', text: 'panelHeadChanged', by: 'panelByChanged' },
];

/** Sorts that ascend unless reversed. */
const UPWARDS: ReadonlySet<Sort> = new Set<Sort>(['label', 'kept', 'likelihood']);
const USUAL: Sort = 'newest';

/** The column heads; each sorts the list. */
export function ListHead({ list }: { list: ListModel }) {
  return (
    <div class="list-head" role="group" aria-label={t('panelSort')}>
      {COLUMNS.map((column) => (
        <Head key={column.sort} list={list} column={column} />
      ))}
    </div>
  );
}

function Head({ list, column: { sort, cell, text, by } }: { list: ListModel; column: Column }) {
  const isOn = list.sort.value === sort;
  const arrow: IconNode = UPWARDS.has(sort) === list.reversed.value ? ChevronDown : ChevronUp;
  return (
    <button
      type="button"
      class={`list-sort cell-${cell}`}
      aria-pressed={isOn}
      aria-label={t('panelSortBy', t(by))}
      title={t('panelSortHint', t(by))}
      data-sort={sort}
      onClick={() => sortBy(list, sort)}
    >
      {text === null ? <Icon node={ArrowDownWideNarrow} size={12} /> : <span class="ellipsis">{t(text)}</span>}
      {isOn && text !== null && <Icon node={arrow} size={11} />}
    </button>
  );
}

/** A second click reverses the order, a third one resets it. */
function sortBy(list: ListModel, sort: Sort): void {
  const isOn = list.sort.value === sort;
  const ends = isOn && list.reversed.value;
  batch(() => {
    list.sort.value = ends ? USUAL : sort;
    list.reversed.value = isOn && !ends;
  });
}
