import { Star } from 'lucide';
import { useId, useMemo, useState } from 'preact/hooks';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { shortenId } from '../../core/conversation/uuid.ts';
import { visibleText } from '../../core/visible-text.ts';
import { useApp } from '../../ui/model/app.ts';
import { seenEverywhere } from '../../ui/facts/seen-where.ts';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { later } from '../../ui/components/basics/later.tsx';
import { shownStatus } from '../../ui/model/slots/slot.ts';
import { statusAppearance } from '../../ui/format/status-appearance.ts';
import { joined } from '../../ui/format/i18n.ts';
import { isHit, withHits } from './Hits.tsx';
import type { RowState } from './list-order.ts';
import type { RowActions } from './row-actions.ts';
import { statusOf } from './row-facts.ts';
import { rowCells } from './RowCells.tsx';
import { rowDescription } from './RowDescription.tsx';
import './ConversationRow.css';

/** They take long to draw, and few rows ever show them. */
const RowTools = later(() => import('./RowTools.tsx').then((module) => module.RowTools));

interface Props {
  row: RowState;
  /** Its place among `of` rows, most of which are not drawn. */
  at: number;
  of: number;
  selected: boolean;
  /** Another row has the same label. */
  isTwin: boolean;
  /** The filter's text, marked where it is found. */
  query: string;
  actions: RowActions;
}

/**
 * One option of the list, on one line. Its name is its label and the full id, so that both can be spoken to choose it;
 * its other columns are its description. An option may not contain buttons, so the star and the copy icon are for the
 * pointer; the keyboard has `w` and `c`.
 */
export function ConversationRow({ row, at, of, selected, isTwin, query, actions }: Props) {
  const { label, likely } = row;
  const { id } = row.found;
  const [isPointedAt, setPointedAt] = useState(false);
  const about = useId();
  const muted = statusOf(row.slot) === null && !likely;
  // Where rows come before it, its place alone is another.
  const content = useMemo(
    () => <RowContent row={row} isTwin={isTwin} query={query} about={about} />,
    [row, isTwin, query],
  );
  return (
    <div
      id={selected ? rowElementId(id) : undefined}
      class={`conversation-row${selected ? ' is-selected' : ''}${muted ? ' is-muted' : ''}`}
      role="option"
      aria-label={label === null ? id : joined('inTurn', [visibleText(label), id])}
      aria-describedby={about}
      aria-selected={selected}
      aria-posinset={at + 1}
      aria-setsize={of}
      data-id={id}
      onClick={() => actions.pick(id)}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
    >
      {content}
      {isPointedAt && <RowTools id={id} watched={row.watched} actions={actions} />}
    </div>
  );
}

/** The selected row's, by which the list names it. */
export function rowElementId(id: ConversationId): string {
  return `row-${id}`;
}

/** Its parts are functions: each component takes as long as its elements do, and all rows come anew with a key. */
function RowContent({ row, isTwin, query, about }: Pick<Props, 'row' | 'isTwin' | 'query'> & { about: string }) {
  const model = useApp().store.conversation(row.found.id);
  return (
    <>
      {rowIcon(row)}
      {rowName(row, isTwin, query)}
      {rowCells(row, model)}
      <span hidden id={about}>
        {rowDescription(row, model)}
      </span>
    </>
  );
}

function rowIcon({ slot }: RowState) {
  const status = shownStatus(slot);
  const { icon, label, tone } = statusAppearance(status);
  return (
    <span class={`conversation-row-icon tone-${tone}`} title={label} data-state={status ?? ''}>
      {Icon({ node: icon, size: 12, spin: status === 'in_progress' || status === 'loading' })}
    </span>
  );
}

/** The label, or the id of a conversation without one. Its tooltip tells the full id and where it was seen. */
function rowName({ label, found, watched }: RowState, isTwin: boolean, query: string) {
  const { id } = found;
  const isIdHit = isHit(id, query);
  const shownId = isIdHit ? id : shortenId(id);
  const tooltip = [...(label === null ? [] : [label]), id, seenEverywhere(found.evidence)].map(visibleText);
  return (
    <span
      class={isTwin ? 'conversation-row-name is-twin' : 'conversation-row-name'}
      data-short={label === null || isIdHit ? undefined : shownId}
      title={tooltip.join('\n')}
    >
      <b class={label === null ? 'ellipsis mono' : 'ellipsis'}>{withHits(label ?? shownId, query)}</b>
      {label !== null && isIdHit && <span class="ellipsis mono mut">{withHits(shownId, query)}</span>}
      {watched && <span class="conversation-row-star">{Icon({ node: Star, size: 12 })}</span>}
    </span>
  );
}
