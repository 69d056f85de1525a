import { CircleCheck, CircleX, LoaderCircle, type IconNode } from 'lucide';
import type { RefObject } from 'preact';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { t, type TextKey } from '../../ui/format/i18n.ts';
import { categoryWord, type ListModel } from './list-model.ts';
import { SORTS, type ListChoice, type Sort } from './list-order.ts';
import { CATEGORIES } from './row-facts.ts';

const SORT_WORD: Record<Sort, TextKey> = {
  newest: 'panelSortNewest',
  saved: 'panelSortSaved',
  label: 'panelSortLabel',
  likelihood: 'panelSortLikelihood',
};

interface Props {
  list: ListModel;
  filterBox: RefObject<HTMLInputElement | null>;
}

/** The controls above the list: filters and order. */
export function ListTools({ list, filterBox }: Props) {
  return (
    <div class="list-tools" role="search">
      <div class="list-filter">
        <input
          ref={filterBox}
          class="field"
          type="search"
          aria-label={t('panelFilter')}
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
      <CountChips list={list} />
      <div class="list-order">
        <label class="list-hide">
          <input
            type="checkbox"
            checked={list.hideUnknown.value}
            onChange={(event) => {
              list.hideUnknown.value = event.currentTarget.checked;
            }}
          />
          {t('panelHideUnknown')}
        </label>
        <select
          class="list-sort"
          aria-label={t('panelSort')}
          value={list.sort.value}
          onChange={(event) => {
            const { value } = event.currentTarget;
            list.sort.value = SORTS.find((sort) => sort === value) ?? 'newest';
          }}
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(SORT_WORD[sort])}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

const CHIP_ICON: Partial<Record<ListChoice['category'], IconNode>> = {
  in_progress: LoaderCircle,
  completed: CircleCheck,
  failed: CircleX,
};

/** Counts by status; each is also a filter. */
function CountChips({ list }: { list: ListModel }) {
  const counts = list.counts.value;
  return (
    <div class="list-chips" role="group" aria-label={t('panelCounts')}>
      {(['all', ...CATEGORIES] as const).map((category) => {
        const word = category === 'all' ? t('panelCountAll') : categoryWord(category);
        const icon = CHIP_ICON[category];
        const count = counts[category].toLocaleString('en');
        return (
          <button
            key={category}
            type="button"
            class="list-chip"
            aria-pressed={list.category.value === category}
            aria-label={`${icon ? word : chipWord(category, word)} ${count}`}
            title={word}
            data-category={category}
            onClick={() => {
              // A second click removes the filter.
              list.category.value = list.category.value === category ? 'all' : category;
            }}
          >
            {icon ? <Icon node={icon} size={12} /> : chipWord(category, word)} {count}
          </button>
        );
      })}
    </div>
  );
}

function chipWord(category: ListChoice['category'], word: string): string {
  return category === 'none' ? t('panelCountNone') : word;
}
