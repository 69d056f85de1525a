import { STATUS } from '../../core/conversation/part.ts';
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Clock } from '../../core/clock.ts';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { AppError } from '../../core/errors.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import { isLikely } from '../../core/discovery/rank.ts';
import type { Watch } from '../../protocol/overview.ts';
import { statusAppearance } from '../../ui/format/status-appearance.ts';
import type { Store } from '../../ui/model/store.ts';
import { conversationFacts, heldAnswers } from '../../ui/facts/conversation-facts.ts';
import { t } from '../../ui/format/i18n.ts';
import { mayLookUp } from '../discovery/automatic-lookups.ts';
import { countByCategory, keepOrder, shownRows, type Counts, type ListChoice, type RowState } from './list-order.ts';
import type { Category } from './row-facts.ts';

/** The conversation in the detail. `ask`: the user requested it, by click or Enter; walking over a row does not. */
interface Opened {
  id: ConversationId;
  ask: boolean;
}

/** Walking quickly through the list must not load every row on the way. */
const REST_MS = 150;

export interface ListModel {
  readonly filter: Signal<string>;
  readonly category: Signal<ListChoice['category']>;
  readonly sort: Signal<ListChoice['sort']>;
  readonly hideUnknown: Signal<boolean>;
  /** The selected row's id; it stays selected while its row is filtered out or its page is gone. */
  readonly chosen: ReadonlySignal<ConversationId | null>;
  readonly opened: ReadonlySignal<Opened | null>;
  open(id: ConversationId): void;
  /** Selects; the detail follows once the walk rests. */
  walk(id: ConversationId): void;
  /** A message about the last action. */
  readonly told: Signal<string>;
  readonly error: Signal<AppError | null>;
  /** Rows that the user can see, according to the browser. */
  readonly inView: Signal<ReadonlySet<ConversationId>>;
  /** While the pointer is over the list or the keyboard walks through it, rows keep their places. */
  readonly held: Signal<boolean>;
  readonly all: ReadonlySignal<RowState[]>;
  readonly counts: ReadonlySignal<Counts>;
  readonly shown: ReadonlySignal<RowState[]>;
}

/** The list's state: the found ids, filtered and ordered. */
export function createListModel(store: Store, found: ReadonlySignal<FoundId[]>, clock: Clock): ListModel {
  const filter = signal('');
  const category = signal<ListChoice['category']>('all');
  const sort = signal<ListChoice['sort']>('newest');
  const hideUnknown = signal(false);
  const held = signal(false);

  const watches = computed(() => new Map((store.overview.value?.watches ?? []).map((w) => [w.conversationId, w])));
  const all = computed(keepRows(() => found.value.map((entry, rank) => rowState(store, entry, rank, watches.value))));
  const choice = computed<ListChoice>(() => ({
    filter: filter.value,
    category: category.value,
    sort: sort.value,
    hideUnknown: hideUnknown.value,
    automatic: mayLookUp(store.overview.value),
  }));
  return {
    filter,
    category,
    sort,
    hideUnknown,
    held,
    ...createSelection(clock),
    told: signal(''),
    error: signal<AppError | null>(null),
    inView: signal<ReadonlySet<ConversationId>>(new Set()),
    all,
    counts: computed(() => countByCategory(all.value)),
    shown: computed(holding(all, choice, held)),
  };
}

function createSelection(clock: Clock): Pick<ListModel, 'chosen' | 'opened' | 'open' | 'walk'> {
  const chosen = signal<ConversationId | null>(null);
  const opened = signal<Opened | null>(null);
  let cancel = () => {};
  const select = (id: ConversationId) => {
    cancel();
    chosen.value = id;
  };
  return {
    chosen,
    opened,
    open: (id) => {
      select(id);
      opened.value = { id, ask: true };
    },
    walk: (id) => {
      select(id);
      cancel = clock.after(REST_MS, () => {
        opened.value = { id, ask: false };
      });
    },
  };
}

function rowState(store: Store, found: FoundId, rank: number, watches: Map<ConversationId, Watch>): RowState {
  const model = store.conversation(found.id);
  const { savings } = conversationFacts(heldAnswers(model), 0);
  return {
    found,
    rank,
    label: found.label ?? watches.get(found.id)?.label ?? null,
    watched: watches.get(found.id)?.starred ?? false,
    likely: likely(found),
    slot: model.slot(STATUS).value,
    saved: savings.savedTokens,
    keptRatio: savings.keptRatio,
  };
}

/** Reuses the previous row when nothing in it changed, so that it need not be rendered again. */
function keepRows(derive: () => RowState[]): () => RowState[] {
  let known = new Map<ConversationId, RowState>();
  return () => {
    const rows = derive().map((row) => {
      const before = known.get(row.found.id);
      return before && isSameRow(before, row) ? before : row;
    });
    known = new Map(rows.map((row) => [row.found.id, row]));
    return rows;
  };
}

function isSameRow(a: RowState, b: RowState): boolean {
  const keys: (keyof RowState)[] = ['found', 'label', 'likely', 'watched', 'rank', 'slot', 'saved', 'keptRatio'];
  return keys.every((key) => a[key] === b[key]);
}

/** Cached per find, because thousands of rows are derived again on each answer. */
const judged = new WeakMap<FoundId, boolean>();

function likely(found: FoundId): boolean {
  const known = judged.get(found) ?? isLikely(found);
  judged.set(found, known);
  return known;
}

/** The shown rows. They keep their order while held, but a new choice (of a sort, say) reorders them. */
function holding(
  all: ReadonlySignal<RowState[]>,
  choice: ReadonlySignal<ListChoice>,
  held: ReadonlySignal<boolean>,
): () => RowState[] {
  let order: ConversationId[] = [];
  let orderedBy: ListChoice['sort'] | null = null;
  return () => {
    const fresh = shownRows(all.value, choice.value, categoryWord);
    // Answers that arrive one by one would keep moving the rows: they are ordered once all have arrived.
    const isBusy = all.value.some((row) => row.slot.loading);
    const keep = (held.value || isBusy) && orderedBy === choice.value.sort;
    const rows = keep ? keepOrder(order, fresh, (row) => row.found.id) : fresh;
    // Rows that a filter hides for a moment keep their places as well.
    const ids = rows.map((row) => row.found.id);
    order = keep ? [...new Set([...order, ...ids])] : ids;
    orderedBy = choice.value.sort;
    return rows;
  };
}

export function categoryWord(category: Category): string {
  return category === 'unknown' ? t('panelCountUnknown') : statusAppearance(category).label;
}
