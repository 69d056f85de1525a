import { STATUS } from '../../core/conversation/part.ts';
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Clock } from '../../core/clock.ts';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { AppError } from '../../core/errors.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import { isLikely } from '../../core/discovery/rank.ts';
import type { Watch } from '../../protocol/overview.ts';
import { statusAppearance } from '../../ui/format/status-appearance.ts';
import type { Store } from '../../ui/model/store.ts';
import { conversationFacts, heldAnswers } from '../../ui/facts/conversation-facts.ts';
import { t, type TextKey } from '../../ui/format/i18n.ts';
import { mayLookUp } from '../discovery/automatic-lookups.ts';
import { createFrames } from './frames.ts';
import { filterRows, isDoubtful, type Counts, type Filter, type ListChoice, type RowState } from './list-order.ts';
import { createRows } from './list-rows.ts';
import type { Category } from './row-facts.ts';
import { createOrdering } from './row-ordering.ts';

/** The conversation in the detail. `ask`: the user requested it, by click or Enter; walking over a row does not. */
interface Opened {
  id: ConversationId;
  ask: boolean;
}

/** Walking quickly through the list must not load every row on the way. */
const REST_MS = 150;

export interface ListModel {
  readonly filter: Signal<string>;
  /** The filter's text as of the last frame: what was typed is drawn before the rows that it leaves. */
  readonly query: ReadonlySignal<string>;
  readonly category: Signal<Filter>;
  readonly sort: Signal<ListChoice['sort']>;
  readonly reversed: Signal<boolean>;
  readonly hideUnknown: Signal<boolean>;
  /** Whether the user unfolded the ids that are probably not conversations. */
  readonly unfolded: Signal<boolean>;
  /** The selected row's id; it stays selected while its row is filtered out or its page is gone. */
  readonly chosen: ReadonlySignal<ConversationId | null>;
  readonly opened: ReadonlySignal<Opened | null>;
  /** Null for one that is not on the page. */
  readonly openedRow: ReadonlySignal<RowState | null>;
  open(id: ConversationId): void;
  /** Selects and shows without the user's request. */
  preselect(id: ConversationId): void;
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
  /** Labels that several rows bear: only their ids tell these rows apart. */
  readonly twins: ReadonlySignal<ReadonlySet<string>>;
  /** The row of a listed id, as it is now. */
  rowOf(id: ConversationId): RowState | null;
  readonly counts: ReadonlySignal<Counts>;
  /** The rows in the list, top first. */
  readonly shown: ReadonlySignal<RowState[]>;
  /** How many rows are listed without a filter, and with it. */
  readonly count: ReadonlySignal<number>;
  readonly shownCount: ReadonlySignal<number>;
  /** How many ids are probably not conversations, as far as the filter leaves them: the end of the list, if unfolded. */
  readonly doubtful: ReadonlySignal<number>;
  readonly isUnfolded: ReadonlySignal<boolean>;
  dispose(): void;
}

/** The list's state: the found ids, filtered and ordered. */
export function createListModel(store: Store, found: ReadonlySignal<FoundId[]>, clock: Clock): ListModel {
  const chosen = createChoice();
  const held = signal(false);

  const frames = createFrames(clock);
  const query = computed(() => {
    void frames.frame.value;
    return chosen.filter.peek();
  });
  const stops = [frames.stop, effect(() => (chosen.filter.value, frames.ask()))];

  const watches = watchesOf(store);
  const derive = (entry: FoundId, rank: number) => rowState(store, entry, rank, watches.value);
  const { all, counts, isBusy, rowOf, dispose } = createRows(found, derive, frames);
  const choice = computed<ListChoice>(() => ({
    filter: query.value,
    category: chosen.category.value,
    sort: chosen.sort.value,
    reversed: chosen.reversed.value,
    hideUnknown: chosen.hideUnknown.value,
    automatic: mayLookUp(store.overview.value),
  }));
  const order = createOrdering();
  const ordered = computed(() => {
    const by = { sort: chosen.sort.value, reversed: chosen.reversed.value };
    // Answers that arrive one by one would keep moving the rows: they are ordered once all have arrived.
    return order(all.value, by, held.value || isBusy.value);
  });
  const kept = computed(() => filterRows(ordered.value, choice.value, categoryWord));
  const selection = createSelection(clock);
  return {
    ...chosen,
    query,
    held,
    ...selection,
    rowOf,
    openedRow: computed(() => selection.opened.value && rowOf(selection.opened.value.id)),
    told: signal(''),
    error: signal<AppError | null>(null),
    inView: signal<ReadonlySet<ConversationId>>(new Set()),
    all,
    twins: computed(() => repeated(found.value.map((entry) => labelOf(entry, watches.value)))),
    count: computed(() => found.value.length),
    counts,
    ...folding(kept, choice, chosen.unfolded),
    dispose: () => [...stops, dispose].forEach((stop) => stop()),
  };
}

/** The same map until one of them has another label or star, because every row depends on it. */
function watchesOf(store: Store): ReadonlySignal<Map<ConversationId, Watch>> {
  let text = '';
  let map = new Map<ConversationId, Watch>();
  return computed(() => {
    const watches = store.overview.value?.watches ?? [];
    const now = JSON.stringify(watches.map((watch) => [watch.conversationId, watch.label, watch.starred]));
    if (now !== text) map = new Map(watches.map((watch) => [watch.conversationId, watch]));
    text = now;
    return map;
  });
}

function createChoice() {
  return {
    filter: signal(''),
    category: signal<Filter>('all'),
    sort: signal<ListChoice['sort']>('newest'),
    reversed: signal(false),
    hideUnknown: signal(false),
    unfolded: signal(false),
  };
}

/** Unfolds while a filter is on, which may look for a folded row, and where the list would be empty otherwise. */
function folding(
  rows: ReadonlySignal<RowState[]>,
  choice: ReadonlySignal<ListChoice>,
  unfolded: ReadonlySignal<boolean>,
): Pick<ListModel, 'shown' | 'shownCount' | 'doubtful' | 'isUnfolded'> {
  const parted = computed(() => {
    const [conversations, tail]: [RowState[], RowState[]] = [[], []];
    for (const row of rows.value) (isDoubtful(row) ? tail : conversations).push(row);
    return { conversations: tail.length === 0 ? rows.value : conversations, tail };
  });
  const doubtful = computed(() => parted.value.tail.length);
  const isUnfolded = computed(() => {
    const { filter, category } = choice.value;
    return unfolded.value || filter.trim() !== '' || category !== 'all' || doubtful.value === rows.value.length;
  });
  const shown = computed(() => {
    const { conversations, tail } = parted.value;
    return isUnfolded.value && tail.length > 0 ? [...conversations, ...tail] : conversations;
  });
  return { doubtful, isUnfolded, shown, shownCount: computed(() => shown.value.length) };
}

function createSelection(clock: Clock): Pick<ListModel, 'chosen' | 'opened' | 'open' | 'preselect' | 'walk'> {
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
    preselect: (id) => {
      select(id);
      opened.value = { id, ask: false };
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
  const { savings, version, freshness } = conversationFacts(heldAnswers(model), 0);
  return {
    found,
    rank,
    label: labelOf(found, watches),
    watched: watches.get(found.id)?.starred ?? false,
    likely: likely(found),
    slot: model.slot(STATUS).value,
    version,
    saved: savings.savedTokens,
    keptRatio: savings.keptRatio,
    freshness: freshness.kind,
    newer: freshness.newer,
  };
}

function labelOf(found: FoundId, watches: Map<ConversationId, Watch>): string | null {
  return found.label ?? watches.get(found.id)?.label ?? null;
}

function repeated(labels: (string | null)[]): ReadonlySet<string> {
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const label of labels) if (label !== null) (once.has(label) ? again : once).add(label);
  return again;
}

/** Cached per find, because thousands of rows are derived again on each answer. */
const judged = new WeakMap<FoundId, boolean>();

function likely(found: FoundId): boolean {
  const known = judged.get(found) ?? isLikely(found);
  judged.set(found, known);
  return known;
}

const CATEGORY_WORDS: Partial<Record<Category, TextKey>> = {
  unknown: 'panelCountUnknown',
  error: 'panelCountError',
  not_looked_up: 'stateNotLookedUp',
};

export function categoryWord(category: Category): string {
  const key = CATEGORY_WORDS[category];
  return key ? t(key) : statusAppearance(category === 'not_looked_up' ? null : category).label;
}
