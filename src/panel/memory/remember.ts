import { batch, computed, effect, signal, type Signal } from '@preact/signals';
import type { Discovery } from '../discovery/discovery.ts';
import type { ListModel } from '../list/list-model.ts';
import { decodePanelState, type PanelMemory, type PanelStart, type PanelState } from './panel-state.ts';

interface Remembered {
  memory: PanelMemory;
  start: PanelStart;
  discovery: Discovery;
  list: ListModel;
  listWidth: Signal<number | null>;
}

/** Saves how the panel is set up, by inspected origin, and sets it up again on an origin that is known. */
export function rememberPanel({ memory, start, discovery, list, listWidth }: Remembered): () => void {
  /** Null while the origin's own state is loading: it must not be overwritten. */
  const origin = signal(start.origin);
  const inspected = computed(() => originOf(discovery.facts.value?.url ?? null));
  const settings = { ...settingsOf(list), listWidth, network: discovery.network, keep: discovery.keep };
  const write = createWriter(memory);
  apply(settings, start.state);

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
      const state = stateOf(settings, discovery, list);
      const here = originOf(discovery.address.value);
      // The list of the page that is being left empties before its successor is known.
      if (origin.value !== null && (here ?? origin.value) === origin.value) write(origin.value, state);
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

function stateOf(settings: Settings, discovery: Discovery, list: ListModel): PanelState {
  const id = list.opened.value?.id;
  const found = list.all.value.find((row) => row.found.id === id)?.found;
  const pasted = found?.evidence.some((entry) => entry.source === 'pasted') ?? false;
  return {
    sort: settings.sort.value,
    reversed: settings.reversed.value,
    category: settings.category.value,
    hideUnknown: settings.hideUnknown.value,
    unfolded: settings.unfolded.value,
    listWidth: settings.listWidth.value,
    network: settings.network.value,
    keep: settings.keep.value,
    selected: id === undefined ? null : { id, subject: discovery.subject.value, pasted },
  };
}

/** One write at a time: of those that come meanwhile, the last. */
function createWriter(memory: PanelMemory): (origin: string, state: PanelState) => void {
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
  return (origin, state) => {
    const text = JSON.stringify([origin, state]);
    if (text === last) return;
    last = text;
    next = () => memory.save(origin, state);
    if (!isWriting) void drain();
  };
}

function originOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).origin : null;
}
