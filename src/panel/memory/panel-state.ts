/** The state that the panel keeps for an inspected origin until the browser closes. */
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { parseConversationId } from '../../core/conversation/uuid.ts';
import { isRecord } from '../../core/is-record.ts';
import { TABS, type TabName } from '../../ui/detail/tabs.ts';
import { FILTERS, SORTS, type Filter, type Sort } from '../list/list-order.ts';

export interface PanelState {
  sort: Sort;
  reversed: boolean;
  category: Filter;
  hideUnknown: boolean;
  unfolded: boolean;
  /** In CSS pixels; null is the default width. */
  listWidth: number | null;
  network: boolean;
  keep: boolean;
  selected: Selected | null;
}

export interface Selected {
  id: ConversationId;
  /** The conversation that the page's address named then: on another page of the origin, its own comes first. */
  subject: ConversationId | null;
  /** The id is listed because the user entered it. */
  pasted: boolean;
}

/** What the panel showed of the inspected tab. Another dock begins it anew, and two tabs may show one origin. */
export interface ShownState {
  origin: string;
  selected: Selected | null;
  tab: TabName;
  /** The pane shown where there is room for only one. */
  view: PaneName;
}

export type PaneName = 'list' | 'detail';

/** The panel's view of the browser's memory. `main.tsx` implements it with the browser, tests with a map. */
export interface PanelMemory {
  /** Reads the origin's saved state, undecoded; never rejects. */
  load(origin: string): Promise<unknown>;
  /** Reads what was shown of the inspected tab, undecoded; never rejects. */
  loadShown(): Promise<unknown>;
  /** Never rejects. */
  save(origin: string, state: PanelState, shown: ShownState): Promise<void>;
}

/** The origin inspected when the panel opened, and what is remembered of it; null where that is unknown. */
export interface PanelStart {
  origin: string | null;
  state: Partial<PanelState>;
  shown?: Pick<ShownState, 'tab' | 'view'>;
}

export const BLANK_START: PanelStart = { origin: null, state: {} };

/** `inspected`: the page's origin; null where the page is silent, which then is taken for the one that was left. */
export async function readStart(memory: PanelMemory, inspected: Promise<string | null>): Promise<PanelStart> {
  const [here, shown] = await Promise.all([inspected, memory.loadShown().then(decodeShown)]);
  const origin = here ?? shown?.origin ?? null;
  if (origin === null) return BLANK_START;
  const state = decodePanelState(await memory.load(origin));
  if (shown?.origin !== origin) return { origin, state };
  return { origin, state: { ...state, selected: shown.selected }, shown };
}

function decodeShown(value: unknown): ShownState | null {
  if (!isRecord(value) || typeof value['origin'] !== 'string') return null;
  const tab = TABS.find(({ id }) => id === value['tab'])?.id ?? 'status';
  const view = value['view'] === 'detail' ? 'detail' : 'list';
  return { origin: value['origin'], selected: decodeSelected(value['selected']) ?? null, tab, view };
}

const MAX_WIDTH = 10_000;

/** Only what is valid; another version of the extension may have saved it. */
export function decodePanelState(value: unknown): Partial<PanelState> {
  if (!isRecord(value)) return {};
  const { listWidth } = value;
  const isWidth = typeof listWidth === 'number' && listWidth > 0 && listWidth < MAX_WIDTH;
  return compact({
    sort: SORTS.find((sort) => sort === value['sort']),
    reversed: booleanOf(value['reversed']),
    category: FILTERS.find((filter) => filter === value['category']),
    hideUnknown: booleanOf(value['hideUnknown']),
    unfolded: booleanOf(value['unfolded']),
    listWidth: isWidth || listWidth === null ? listWidth : undefined,
    network: booleanOf(value['network']),
    keep: booleanOf(value['keep']),
    selected: decodeSelected(value['selected']),
  });
}

function decodeSelected(value: unknown): Selected | undefined {
  if (!isRecord(value)) return undefined;
  const id = idOf(value['id']);
  return id === null ? undefined : { id, subject: idOf(value['subject']), pasted: value['pasted'] === true };
}

const idOf = (value: unknown) => (typeof value === 'string' ? parseConversationId(value) : null);
const booleanOf = (value: unknown) => (typeof value === 'boolean' ? value : undefined);

type Gappy<T> = { [K in keyof T]: T[K] | undefined };

function compact(fields: Gappy<PanelState>): Partial<PanelState> {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined));
}
