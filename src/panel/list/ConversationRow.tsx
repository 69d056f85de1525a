import { Star } from 'lucide';
import { Component, type VNode } from 'preact';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { shortenId } from '../../core/conversation/uuid.ts';
import { visibleText } from '../../core/visible-text.ts';
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

/** `…a800`: what few ids share. */
const TAIL = 5;

interface ContentProps {
  row: RowState;
  /** Its element's, which another row takes over when this one leaves. */
  place: number;
  /** Another row has the same label. */
  isTwin: boolean;
  /** The filter's text, marked where it is found. */
  query: string;
}

/** A row where it stands. */
interface Props extends ContentProps {
  /** How many rows are before it, of `of`, most of which are not drawn. */
  at: number;
  of: number;
  isSelected: boolean;
  /** The place at the pointer. */
  pointedAt: number;
  point: (place: number) => void;
  actions: RowActions;
}

/**
 * One option of the list, on one line. Its name is its label and the full id, so that both can be spoken to choose it;
 * its other columns are its description. An option may not contain buttons, so the star and the copy icon are for the
 * pointer; the keyboard has `w` and `c`.
 */
export function conversationRow({ at, of, isSelected, pointedAt, point, actions, ...shown }: Props) {
  const { row, place } = shown;
  const { label, likely, slot, watched } = row;
  const { id } = row.found;
  const look = `${isSelected ? ' is-selected' : ''}${statusOf(slot) || likely ? '' : ' is-muted'}`;
  return (
    <div
      key={place}
      id={isSelected ? rowElementId(id) : undefined}
      class={`conversation-row${look}`}
      role="option"
      aria-label={label === null ? id : joined('inTurn', [visibleText(label), id])}
      aria-describedby={rowElementId(place)}
      aria-selected={isSelected}
      aria-posinset={at + 1}
      aria-setsize={of}
      data-id={id}
      onClick={() => actions.pick(id)}
      onPointerEnter={() => point(place)}
      onPointerLeave={() => point(-1)}
    >
      <RowContent {...shown} />
      {pointedAt === place && <RowTools id={id} watched={watched} actions={actions} />}
    </div>
  );
}

/** The selected row's, by which the list names it, and that of the description at a place. */
export function rowElementId(of: ConversationId | number): string {
  return `row-${of}`;
}

/**
 * Its parts are functions: each component takes as long as its elements do, and all rows come anew with a key. It reads no
 * signals, and is skipped where the row is the same; to keep its element for that would keep every drawing before.
 */
class RowContent extends Component<ContentProps> {
  override shouldComponentUpdate(next: ContentProps): boolean {
    return (Object.keys(next) as (keyof ContentProps)[]).some((key) => next[key] !== this.props[key]);
  }

  override render({ row, place, isTwin, query }: ContentProps) {
    return (
      <>
        {rowIcon(shownStatus(row.slot))}
        {rowName(row, isTwin, query)}
        {rowCells(row)}
        <span hidden id={rowElementId(place)}>
          {rowDescription(row)}
        </span>
      </>
    );
  }
}

type ShownStatus = ReturnType<typeof shownStatus>;
const icons: Partial<Record<`${ShownStatus}`, VNode>> = {};

/** The same for each row of a status, so that Preact skips it where another row takes over the element. */
function rowIcon(status: ShownStatus): VNode {
  return (icons[`${status}`] ??= <RowIcon status={status} />);
}

function RowIcon({ status }: { status: ShownStatus }) {
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
  const tooltip = [label ?? [], id, seenEverywhere(found.evidence)].flat().map(visibleText);
  return (
    <span
      class={isTwin ? 'conversation-row-name is-twin' : 'conversation-row-name'}
      data-short={label === null || isIdHit ? undefined : shownId}
      data-tail={isTwin ? shownId.slice(-TAIL) : undefined}
      title={tooltip.join('\n')}
    >
      <b class={label === null ? 'ellipsis mono' : 'ellipsis'}>{withHits(label ?? shownId, query)}</b>
      {label !== null && isIdHit && <span class="ellipsis mono mut">{withHits(shownId, query)}</span>}
      {watched && <span class="conversation-row-star">{Icon({ node: Star, size: 12 })}</span>}
    </span>
  );
}
