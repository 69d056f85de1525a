import type { ComponentChild, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { t } from '../../ui/format/i18n.ts';
import { conversationRow, rowElementId } from './ConversationRow.tsx';
import type { ListModel } from './list-model.ts';
import { neighbour, type RowState } from './list-order.ts';
import { useRowActions, type RowActions } from './row-actions.ts';
import { useInView } from './use-in-view.ts';
import { useWindow } from './use-window.ts';
import './ConversationList.css';

interface Props {
  list: ListModel;
  box: RefObject<HTMLDivElement | null>;
  onOpen: (id: ConversationId) => void;
  /** Enter: moves the focus to the detail. */
  onEnter: () => void;
}

/** The list's id, for the elements that control it. */
export const LIST_ID = 'conversations';

/** Rows to move by a page key. */
const PAGE_ROWS = 10;

/**
 * The found conversations. The list itself has the focus, so that rows may come, go and move. Drawn are the rows in view,
 * some around them, and the selected one, which is named as the active one wherever it is.
 */
export function ConversationList({ list, box, onOpen, onEnter }: Props) {
  const rows = list.shown.value;
  const chosenId = list.chosen.value;
  const chosenAt = chosenId === null ? -1 : rows.findIndex((row) => row.found.id === chosenId);
  const conversations = rows.length - (list.isUnfolded.value ? list.doubtful.value : 0);
  const { from, to, look } = useWindow(box, rows.length, list.query.value);
  const drawn = placesOf(from, to, chosenAt);
  useInView(
    box,
    drawn.flatMap((at) => rows[at]?.found.id ?? []),
    list.query.value,
    list.inView,
  );
  useHold(box, list);
  const actions = useRowActions(list, onOpen);
  // By place: while the pointer rests, another row may take that over.
  const [pointedAt, point] = useState(-1);
  const states = useDrawnRows(rows, drawn, list);
  const draw = (at: number) => {
    const drawnAt = states.get(at);
    const isSelected = at === chosenAt;
    return drawnAt && conversationRow({ ...drawnAt, at, of: rows.length, isSelected, pointedAt, point, actions });
  };
  useReveal(chosenId, chosenAt !== -1, look);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = rows[walkTo(event.key, rows.length, chosenAt)];
    if (next) list.walk(next.found.id);
    else if (!actOn(event.key, chosenId, actions, onEnter)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      id={LIST_ID}
      class="conversation-list"
      role="listbox"
      tabIndex={rows.length === 0 ? -1 : 0}
      aria-label={t('panelConversations')}
      aria-activedescendant={chosenId !== null && chosenAt !== -1 ? rowElementId(chosenId) : undefined}
      aria-keyshortcuts="ArrowDown ArrowUp Enter r w c"
      onKeyDown={onKeyDown}
    >
      {withGaps(drawn, 0, conversations, draw)}
      {conversations < rows.length && (
        <div class="conversation-group" role="group" aria-label={t('panelDoubtfulGroup')}>
          {withGaps(drawn, conversations, rows.length, draw)}
        </div>
      )}
    </div>
  );
}

function placesOf(from: number, to: number, chosenAt: number): number[] {
  const places = Array.from({ length: to - from }, (_, at) => from + at);
  if (chosenAt === -1 || (chosenAt >= from && chosenAt < to)) return places;
  return chosenAt < from ? [chosenAt, ...places] : [...places, chosenAt];
}

/** The drawn rows of a part of the list, and as much room as those between them take. */
function withGaps(drawn: number[], start: number, end: number, draw: (at: number) => ComponentChild): ComponentChild[] {
  const nodes: ComponentChild[] = [];
  let next = start;
  const skipTo = (at: number) => {
    if (at > next) {
      nodes.push(<div key={`gap${nodes.length}`} style={{ height: `calc(${at - next} * var(--row-height))` }} />);
    }
    next = at + 1;
  };
  for (const at of drawn) {
    if (at < start || at >= end) continue;
    skipTo(at);
    nodes.push(draw(at));
  }
  skipTo(end);
  return nodes;
}

/** Scrolls to a row that gets selected in any way: keys, a pasted id, the selection from when the panel closed. */
function useReveal(chosenId: ConversationId | null, isListed: boolean, look: () => void): void {
  const revealed = useRef<ConversationId | null>(null);
  useLayoutEffect(() => {
    if (chosenId === null || !isListed || revealed.current === chosenId) return;
    revealed.current = chosenId;
    document.getElementById(rowElementId(chosenId))?.scrollIntoView({ block: 'nearest' });
    look();
  }, [chosenId, isListed, look]);
}

interface Drawn {
  place: number;
  row: RowState;
  isTwin: boolean;
  query: string;
}

/** The rows to draw: one that comes takes the place, and the element, of one that has left. */
function useDrawnRows(
  rows: RowState[],
  drawn: number[],
  { query: { value: query }, twins: { value: twins } }: ListModel,
): ReadonlyMap<number, Drawn> {
  const known = useRef(new Map<ConversationId, Drawn>());
  const fresh = useRef(0);
  const before = known.current;
  known.current = new Map();
  const ids = new Set(drawn.map((at) => rows[at]?.found.id));
  // Another query draws every row anew: to move elements then would only cost.
  const kept = new Map([...before].filter(([id, one]) => ids.has(id) && one.query === query));
  const free = [...before].flatMap(([id, { place }]) => (kept.has(id) ? [] : place));
  // Not on demand: a function would keep the rows of the drawing before, and so each those before it.
  const states = new Map<number, Drawn>();
  for (const at of drawn) {
    const row = rows[at];
    if (!row) continue;
    const { id } = row.found;
    const last = kept.get(id);
    const place = last?.place ?? free.shift() ?? fresh.current++;
    const isTwin = row.label !== null && twins.has(row.label);
    const one = { row, place, isTwin, query };
    known.current.set(id, one);
    states.set(at, one);
  }
  return states;
}

/** The place that a key moves to from the selected row; -1 for other keys. */
function walkTo(key: string, count: number, from: number): number {
  if (key === 'ArrowDown') return neighbour(count, from, 1);
  if (key === 'ArrowUp') return neighbour(count, from, -1);
  if (key === 'PageDown') return neighbour(count, from, PAGE_ROWS);
  if (key === 'PageUp') return neighbour(count, from, -PAGE_ROWS);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : -1;
}

/** Performs a key's action on the selected row; false when the key has none. */
function actOn(key: string, id: ConversationId | null, actions: RowActions, onEnter: () => void): boolean {
  if (id === null) return false;
  if (key === 'Enter' || key === ' ') {
    actions.pick(id);
    if (key === 'Enter') onEnter();
  } else if (key === 'r') actions.refresh(id);
  else if (key === 'w') actions.watch(id);
  else if (key === 'c') actions.copy(id);
  else return false;
  return true;
}

/** Rows keep their places while the pointer is over them or the keyboard walks through them. */
function useHold(box: RefObject<HTMLDivElement | null>, list: ListModel): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const update = () => {
      list.held.value = element.matches(':hover, :focus-visible');
    };
    const events = ['pointerenter', 'pointerleave', 'focus', 'blur'];
    for (const event of events) element.addEventListener(event, update);
    return () => events.forEach((event) => element.removeEventListener(event, update));
  }, [box, list]);
}
