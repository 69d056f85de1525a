import type { ComponentProps, RefObject, VNode } from 'preact';
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

/** The list's id, for the elements that control it. */
export const LIST_ID = 'conversations';

/** Rows to move by a page key. */
const PAGE_ROWS = 10;

/** The found conversations. The list itself has the focus, so that rows may come, go and move. */
export function ConversationList({ list, box, onOpen, onEnter }: Props) {
  const rows = list.shown.value;
  const ids = rows.map((row) => row.found.id);
  const chosenId = list.chosen.value;
  const drawn = useGrowing(rows.length, list.filter.value);
  const doubtful = list.isUnfolded.value ? list.doubtful.value.length : 0;
  const conversations = rows.length - doubtful;
  useInView(box, ids.slice(0, drawn), list.inView);
  useHold(box, list);
  const actions = useRowActions(list, onOpen);
  const draw = useDrawnRows(chosenId, list.filter.value, actions);
  useReveal(chosenId, drawn, rows.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = walkTo(event.key, ids, chosenId);
    if (to !== null) list.walk(to);
    else if (!actOn(event.key, chosenId, actions, onEnter)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const visible = chosenId !== null && ids.includes(chosenId);
  return (
    <div
      ref={box}
      id={LIST_ID}
      class="conversation-list"
      role="listbox"
      tabIndex={rows.length === 0 ? -1 : 0}
      aria-label={t('panelConversations')}
      aria-activedescendant={visible ? rowElementId(chosenId) : undefined}
      aria-keyshortcuts="ArrowDown ArrowUp Enter r w c"
      onKeyDown={onKeyDown}
    >
      {rows.slice(0, Math.min(drawn, conversations)).map(draw)}
      {doubtful > 0 && drawn > conversations && (
        <div class="conversation-group" role="group" aria-label={t('panelDoubtfulGroup')}>
          {rows.slice(conversations, drawn).map(draw)}
        </div>
      )}
    </div>
  );
}

/** Scrolls to a row that gets selected in any way: keys, a pasted id, the selection from when the panel closed. */
function useReveal(chosenId: ConversationId | null, drawn: number, count: number): void {
  const wanted = useRef<ConversationId | null>(null);
  const revealed = useRef<ConversationId | null>(null);
  useEffect(() => {
    if (revealed.current !== chosenId) wanted.current = chosenId;
    revealed.current = chosenId;
    if (wanted.current === null) return;
    document.getElementById(rowElementId(wanted.current))?.scrollIntoView({ block: 'nearest' });
    // A row at the far end of a long list is rendered some frames later.
    if (drawn === count) wanted.current = null;
  }, [chosenId, drawn, count]);
}

/** Reuses the element of an unchanged row: Preact then skips it, which keeps thousands of rows fast. */
function useDrawnRows(
  chosenId: ConversationId | null,
  query: string,
  actions: RowActions,
): (row: RowState) => VNode<ComponentProps<typeof ConversationRow>> {
  const drawn = useRef(new WeakMap<RowState, VNode<ComponentProps<typeof ConversationRow>>>());
  return (row) => {
    const props = { row, selected: row.found.id === chosenId, query, actions };
    const before = drawn.current.get(row);
    const isSame = before && before.props.selected === props.selected && before.props.query === query;
    if (isSame && before.props.actions === actions) return before;
    const element = <ConversationRow key={row.found.id} {...props} />;
    drawn.current.set(row, element);
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
