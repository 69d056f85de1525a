import type { RefObject, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { t } from '../../ui/format/i18n.ts';
import { ConversationRow, rowElementId } from './ConversationRow.tsx';
import type { ListModel } from './list-model.ts';
import { neighbour, type RowState } from './list-order.ts';
import { useRowActions, type RowActions } from './row-actions.ts';
import { useGrowing } from './use-growing.ts';
import { useInView } from './use-in-view.ts';
import './ConversationList.css';

interface Props {
  list: ListModel;
  box: RefObject<HTMLDivElement | null>;
  onOpen: (id: ConversationId) => void;
  /** Enter: moves the focus to the detail. */
  onEnter: () => void;
}

/** Rows to move by a page key. */
const PAGE_ROWS = 10;

/** The found conversations. The list itself has the focus, so that rows may come, go and move. */
export function ConversationList({ list, box, onOpen, onEnter }: Props) {
  const rows = list.shown.value;
  const ids = rows.map((row) => row.found.id);
  const chosenId = list.chosen.value;
  const drawn = useGrowing(rows.length);
  useInView(box, ids.slice(0, drawn), list.inView);
  useHold(box, list);
  const actions = useRowActions(list, onOpen);

  const walked = useRef<ConversationId | null>(null);
  const draw = useDrawnRows(chosenId, actions);
  useEffect(() => {
    if (walked.current === null) return;
    document.getElementById(rowElementId(walked.current))?.scrollIntoView({ block: 'nearest' });
    // A row at the far end of a long list is rendered some frames later.
    if (drawn === rows.length) walked.current = null;
  }, [chosenId, drawn]);
  const walk = (id: ConversationId) => {
    walked.current = id;
    list.walk(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = walkTo(event.key, ids, chosenId);
    if (to !== null) walk(to);
    else if (!actOn(event.key, chosenId, actions, onEnter)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const visible = chosenId !== null && ids.includes(chosenId);
  return (
    <div
      ref={box}
      class="conversation-list"
      role="listbox"
      tabIndex={rows.length === 0 ? -1 : 0}
      aria-label={t('panelConversations')}
      aria-activedescendant={visible ? rowElementId(chosenId) : undefined}
      aria-keyshortcuts="ArrowDown ArrowUp Enter r w c"
      onKeyDown={onKeyDown}
    >
      {rows.slice(0, drawn).map(draw)}
    </div>
  );
}

/** Reuses the element of an unchanged row: Preact then skips it, which keeps thousands of rows fast. */
function useDrawnRows(chosenId: ConversationId | null, actions: RowActions): (row: RowState) => VNode {
  const drawn = useRef(new WeakMap<RowState, { selected: boolean; actions: RowActions; element: VNode }>());
  return (row) => {
    const selected = row.found.id === chosenId;
    const before = drawn.current.get(row);
    if (before?.selected === selected && before.actions === actions) return before.element;
    const element = <ConversationRow key={row.found.id} row={row} selected={selected} actions={actions} />;
    drawn.current.set(row, { selected, actions, element });
    return element;
  };
}

/** The row that a key moves to from the selected one; null for other keys. */
function walkTo(key: string, ids: ConversationId[], from: ConversationId | null): ConversationId | null {
  if (key === 'ArrowDown') return neighbour(ids, from, 1);
  if (key === 'ArrowUp') return neighbour(ids, from, -1);
  if (key === 'PageDown') return neighbour(ids, from, PAGE_ROWS);
  if (key === 'PageUp') return neighbour(ids, from, -PAGE_ROWS);
  if (key === 'Home') return ids[0] ?? null;
  return key === 'End' ? (ids.at(-1) ?? null) : null;
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
