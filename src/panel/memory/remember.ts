import { batch, computed, effect, signal, type Signal } from '@preact/signals';
import type { Discovery } from '../discovery/discovery.ts';
import type { ListModel } from '../list/list-model.ts';
import type { TabName } from '../../ui/detail/tabs.ts';
import { originOf } from './origin-of.ts';
import {
  decodePanelState,
  type PaneName,
  type PanelMemory,
  type PanelStart,
  type PanelState,
  type Selected,
  type ShownState,
} from './panel-state.ts';

interface Remembered {
  memory: PanelMemory;
  start: PanelStart;
  discovery: Discovery;
  list: ListModel;
  listWidth: Signal<number | null>;
  tab: Signal<TabName>;
  view: Signal<PaneName>;
}

/** Saves how the panel is set up, by inspected origin, and sets it up again on an origin that is known. */
export function rememberPanel({ memory, start, discovery, list, listWidth, tab, view }: Remembered): () => void {
  /** Null while the origin's own state is loading: it must not be overwritten. */
  const origin = signal(start.origin);
  const inspected = computed(() => originOf(discovery.facts.value?.url ?? null));
  const settings = { ...settingsOf(list), listWidth, network: discovery.network, keep: discovery.keep };
  const write = createWriter(memory);
  apply(settings, start.state);
  tab.value = start.shown?.tab ?? tab.peek();
  /** Until the page is known, nothing is opened that was. */
  let pending = start.state.selected ?? null;

  const load = async (next: string) => {
    origin.value = null;
    const state = decodePanelState(await memory.load(next));
    if (inspected.peek() !== next) return;
    batch(() => {
      apply(settings, state);
      origin.value = next;
    });
  };
  const stops = [
    effect(() => {
      const next = inspected.value;
      if (next !== null && next !== origin.peek()) void load(next);
    }),
    effect(() => {
      if (discovery.facts.value !== null) pending = null;
      const state = { ...stateOf(settings), selected: selectedOf(discovery, list) ?? pending };
      const here = originOf(discovery.address.value);
      const shown = { selected: state.selected, tab: tab.value, view: view.value };
      // The list of the page that is being left empties before its successor is known.
      if (origin.value !== null && (here ?? origin.value) === origin.value) write(origin.value, state, shown);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

type Settings = { [K in Exclude<keyof PanelState, 'selected'>]: Signal<PanelState[K]> };

function settingsOf({ sort, reversed, category, hideUnknown, unfolded }: ListModel) {
  return { sort, reversed, category, hideUnknown, unfolded };
}

function apply(settings: Settings, { selected: _selected, ...state }: Partial<PanelState>): void {
  for (const [name, value] of Object.entries(state)) {
    const held: Signal<unknown> = settings[name as keyof Settings];
    held.value = value;
  }
}

function selectedOf(discovery: Discovery, list: ListModel): Selected | null {
  const id = list.opened.value?.id;
  if (id === undefined) return null;
  const found = list.rowOf(id)?.found;
  const pasted = found?.evidence.some((entry) => entry.source === 'pasted') ?? false;
  return { id, subject: discovery.subject.value, pasted };
}

function stateOf(settings: Settings): Omit<PanelState, 'selected'> {
  return {
    sort: settings.sort.value,
    reversed: settings.reversed.value,
    category: settings.category.value,
    hideUnknown: settings.hideUnknown.value,
    unfolded: settings.unfolded.value,
    listWidth: settings.listWidth.value,
    network: settings.network.value,
    keep: settings.keep.value,
  };
}

/** One write at a time: of those that come meanwhile, the last. */
function createWriter(memory: PanelMemory) {
  let last = '';
  let next: (() => Promise<void>) | null = null;
  let isWriting = false;
  const drain = async () => {
    isWriting = true;
    while (next) {
      const write = next;
      next = null;
      await write();
    }
    isWriting = false;
  };
  return (origin: string, state: PanelState, shown: Omit<ShownState, 'origin'>): void => {
    const text = JSON.stringify([origin, state, shown]);
    if (text === last) return;
    last = text;
    next = () => memory.save(origin, state, { origin, ...shown });
    if (!isWriting) void drain();
  };
}
