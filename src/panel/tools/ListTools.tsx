import {
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleQuestionMark,
  CircleX,
  EyeOff,
  LoaderCircle,
  TriangleAlert,
  type IconNode,
} from 'lucide';
import type { RefObject } from 'preact';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { formatNumber, t } from '../../ui/format/i18n.ts';
import { categoryWord, type ListModel } from '../list/list-model.ts';
import { FILTERS, type Filter } from '../list/list-order.ts';
import './ListTools.css';

interface Props {
  list: ListModel;
  filterBox: RefObject<HTMLInputElement | null>;
  /** Without a key there is no status to filter by. */
  isKeyless: boolean;
}

/** The controls above the list. Where there is little room, a select takes the place of the chips. */
export function ListTools({ list, filterBox, isKeyless }: Props) {
  return (
    <div class="list-tools" role="search" aria-label={t('panelTools')}>
      <div class="list-filter">
        <input
          ref={filterBox}
          class="field"
          type="search"
          aria-label={t('panelFilter')}
          title={t('panelFilterHint')}
          aria-keyshortcuts="/"
          placeholder={t('panelFilterPlaceholder')}
          autocomplete="off"
          spellcheck={false}
          value={list.filter.value}
          onInput={(event) => {
            list.filter.value = event.currentTarget.value;
          }}
        />
        <kbd aria-hidden="true">/</kbd>
      </div>
      {!isKeyless && <StatusSelect list={list} />}
      {!isKeyless && <HideUnknown list={list} />}
      {!isKeyless && <CountChips list={list} />}
    </div>
  );
}

function HideUnknown({ list }: { list: ListModel }) {
  return (
    <label class="list-hide" title={t('panelHideUnknown')}>
      <input
        type="checkbox"
        class="visually-hidden"
        checked={list.hideUnknown.value}
        onChange={(event) => {
          list.hideUnknown.value = event.currentTarget.checked;
        }}
      />
      <Icon node={EyeOff} size={13} />
      <span class="list-hide-word">{t('panelHideUnknown')}</span>
    </label>
  );
}

const CHIP_ICON: Partial<Record<Filter, IconNode>> = {
  in_progress: LoaderCircle,
  completed: CircleCheck,
  none: CircleMinus,
  failed: CircleX,
  unknown: CircleQuestionMark,
  error: TriangleAlert,
  not_looked_up: CircleDashed,
};

/** Returns the chips with something to count; the pressed one stays, so that it can be released. */
function shownFilters(list: ListModel): Filter[] {
  const counts = list.counts.value;
  return FILTERS.filter((filter) => filter === 'all' || counts[filter] > 0 || list.category.value === filter);
}

/** Counts by status; each is also a filter. */
function CountChips({ list }: { list: ListModel }) {
  return (
    <div class="list-chips" role="group" aria-label={t('panelCounts')}>
      {shownFilters(list).map((filter) => {
        const icon = CHIP_ICON[filter];
        const word = filterWord(filter);
        return (
          <button
            key={filter}
            type="button"
            class="list-chip"
            aria-pressed={list.category.value === filter}
            aria-label={countText(list, filter)}
            title={word}
            data-category={filter}
            onClick={() => {
              // A second click removes the filter.
              list.category.value = list.category.value === filter ? 'all' : filter;
            }}
          >
            {icon && <Icon node={icon} size={12} />}
            <span class={icon ? 'list-chip-word' : undefined}>{word}</span>{' '}
            <span>{formatNumber(list.counts.value[filter])}</span>
          </button>
        );
      })}
    </div>
  );
}

function StatusSelect({ list }: { list: ListModel }) {
  return (
    <select
      class="list-status"
      aria-label={t('panelStatus')}
      value={list.category.value}
      onChange={(event) => {
        const { value } = event.currentTarget;
        list.category.value = FILTERS.find((filter) => filter === value) ?? 'all';
      }}
    >
      {shownFilters(list).map((filter) => (
        <option key={filter} value={filter}>
          {countText(list, filter)}
        </option>
      ))}
    </select>
  );
}

function countText(list: ListModel, filter: Filter): string {
  return t('pair', filterWord(filter), list.counts.value[filter]);
}

function filterWord(filter: Filter): string {
  if (filter === 'all') return t('panelCountAll');
  if (filter === 'stale') return t('freshStale');
  return filter === 'none' ? t('panelCountNone') : categoryWord(filter);
}
