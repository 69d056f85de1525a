import { PROMPT, STATUS, SUMMARY } from '../core/conversation/part.ts';
import { batch, computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals';
import { MAX_IN_VIEW } from '../protocol/events.ts';
import type { Clock } from '../core/clock.ts';
import type { ConversationId } from '../core/conversation/conversation.ts';
import type { FoundId } from '../core/discovery/evidence.ts';
import { chosenTab } from '../ui/detail/use-choices.ts';
import type { Store } from '../ui/model/store.ts';
import { tryPaused } from '../ui/model/try-paused.ts';
import { canAsk, createAutomaticLookups, mayLookUp } from './discovery/automatic-lookups.ts';
import { createDiscovery, type Discovery } from './discovery/discovery.ts';
import { createListModel, type ListModel } from './list/list-model.ts';
import type { RowState } from './list/list-order.ts';
import type { PageSource } from './discovery/page-source.ts';
import { isSettled, statusOf, wasAsked } from './list/row-facts.ts';
import { openByItself } from './memory/open-by-itself.ts';
import { BLANK_START, type PaneName, type PanelMemory, type PanelStart } from './memory/panel-state.ts';
import { rememberPanel } from './memory/remember.ts';

export interface PanelModel {
  readonly discovery: Discovery;
  readonly list: ListModel;
  /** The pane shown where there is room for only one. */
  readonly view: Signal<PaneName>;
  /** Width of the list, in CSS pixels; null is the default width. */
  readonly listWidth: Signal<number | null>;
  /** Shows a conversation at the user's request. */
  open(id: ConversationId): void;
  /** Shows a pasted or typed id, and adds it to the list. */
  openPasted(id: ConversationId): void;
  dispose(): void;
}

interface DemoConversation {
  id: ConversationId;
  label: string;
}

interface Options {
  store: Store;
  source: PageSource;
  clock: Clock;
  /** Listed while the demo is on. */
  demoConversations: readonly DemoConversation[];
  memory: PanelMemory;
  start?: PanelStart;
}

/** All of the panel's state and its automatic behaviour. */
export function createPanelModel(options: Options): PanelModel {
  const { store, source, clock, demoConversations, memory, start = BLANK_START } = options;
  const demoFound = demoConversations.map(asFound);
  const demo = computed(() => (store.overview.value?.settings.demo ? demoFound : null));
  const discovery = createDiscovery({ source, clock, demo, isNetworkOn: start.state.network });
  const list = createListModel(store, discovery.found, clock);
  const view = signal<PaneName>('list');
  const listWidth = signal<number | null>(null);
  const inView = computed(() => rowsOf(list.shown.value, list.inView.value));

  const stops = [
    // This comes first, because the worker follows only runs that it knows to be in view.
    reportVisible(store, list, inView),
    lookUpInView(store, discovery, inView),
    readRunsAgain(store, inView, clock),
    rememberPanel({ memory, start, discovery, list, listWidth, tab: chosenTab(store), view }),
    openByItself(discovery, list, view, start),
    discovery.dispose,
    list.dispose,
    // The page pays for each scan, and an outdated view could not look up the ids found.
    effect(() => {
      if (store.connection.value === 'outdated') discovery.dispose();
    }),
  ];
  const open = (id: ConversationId) =>
    batch(() => {
      list.open(id);
      view.value = 'detail';
    });
  return {
    discovery,
    list,
    view,
    listWidth,
    open,
    openPasted: (id) => {
      // Looking up the same id again refreshes it.
      if (list.opened.value?.id === id && list.opened.value.ask) void store.conversation(id).refresh();
      else tryPaused(store, id);
      batch(() => {
        discovery.addPasted(id);
        open(id);
      });
    },
    dispose: () => stops.forEach((stop) => stop()),
  };
}

/** Looks no further than the last of them: they stand together, mostly at the top. */
function rowsOf(rows: RowState[], ids: ReadonlySet<ConversationId>): RowState[] {
  const those: RowState[] = [];
  for (const row of rows) {
    if (those.length === ids.size) break;
    if (ids.has(row.found.id)) those.push(row);
  }
  return those;
}

function asFound({ id, label }: DemoConversation): FoundId {
  return { id, label, evidence: [{ source: 'demo', where: '', count: 1 }] };
}

/** Looks up likely rows in view; other rows in view are read from the cache only, which costs nothing. */
function lookUpInView(store: Store, discovery: Discovery, inView: ReadonlySignal<RowState[]>): () => void {
  const lookups = createAutomaticLookups((id) => store.conversation(id).load(STATUS, 'cached', 'automatic'));
  let peeked = new Set<string>();
  const once = (key: string, run: () => void) => {
    if (peeked.has(key)) return;
    peeked.add(key);
    run();
  };
  const peek = (row: RowState) => {
    const { id } = row.found;
    const status = statusOf(row.slot);
    const model = store.conversation(id);
    if (!wasAsked(row.slot)) once(id, () => void model.load(STATUS, 'peek'));
    if (status?.state !== 'completed') return;
    const version = `${id} ${status.latestVersion}`;
    if (row.saved === null) once(`${version} summary`, () => void model.load(SUMMARY, 'peek'));
    if (row.freshness === 'unknown') once(`${version} prompt`, () => void model.load(PROMPT, 'peek'));
  };
  let epoch = '';
  let wasPaused = false;
  return effect(() => {
    const rows = inView.value;
    const overview = store.overview.value;
    const now = `${discovery.visit.value} ${store.epoch.value}`;
    if (now !== epoch) {
      epoch = now;
      lookups.reset();
      peeked = new Set();
    }
    if (wasPaused && !overview?.pause) lookups.again();
    wasPaused = Boolean(overview?.pause);
    if (!overview || !canAsk(overview)) return;
    const candidates = rows.map((row) => ({ id: row.found.id, likely: row.likely, asked: isSettled(row.slot) }));
    // The lookups write to the same signals that were read above.
    untracked(() => {
      lookups.see(candidates, mayLookUp(overview));
      for (const row of rows) peek(row);
    });
  });
}

/** Reports the selected conversation first, then the runs in view, then what else is in view and may turn out to run. */
function reportVisible(store: Store, list: ListModel, inView: ReadonlySignal<RowState[]>): () => void {
  let sent = '';
  return effect(() => {
    const opened = list.opened.value?.id;
    const runs = inView.value.filter(isRunning);
    const pending = inView.value.filter((row) => row.likely && !isSettled(row.slot));
    const ids = [...runs, ...pending, ...inView.value].map((row) => row.found.id);
    const first = [...new Set(opened ? [opened, ...ids] : ids)].slice(0, MAX_IN_VIEW);
    if (first.join() === sent) return;
    sent = first.join();
    store.backend.setVisibleConversations(first);
  });
}

function isRunning({ slot }: RowState): boolean {
  return slot.answer?.data.state === 'in_progress';
}

/** Scrolling to and fro is no reason to ask again. */
const RUN_IS_KNOWN_MS = 2000;

/** A run that comes back into view may have ended meanwhile: without a star, it was followed only while in view. */
function readRunsAgain(store: Store, inView: ReadonlySignal<RowState[]>, clock: Clock): () => void {
  let before = new Set<ConversationId>();
  const isOld = ({ slot }: RowState) => clock.now() - (slot.answer?.meta.retrievedAt ?? 0) > RUN_IS_KNOWN_MS;
  return effect(() => {
    const rows = inView.value;
    if (!mayLookUp(store.overview.value)) return;
    const back = rows.filter((row) => isRunning(row) && !before.has(row.found.id) && !row.slot.loading && isOld(row));
    before = new Set(rows.map((row) => row.found.id));
    untracked(() => {
      for (const { found } of back) void store.conversation(found.id).load(STATUS, 'cached', 'automatic');
    });
  });
}
