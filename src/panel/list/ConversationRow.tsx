import { Copy, Star } from 'lucide';
import { useState } from 'preact/hooks';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { shortenId } from '../../core/conversation/uuid.ts';
import { visibleText } from '../../core/visible-text.ts';
import { useApp } from '../../ui/model/app.ts';
import { seenEverywhere } from '../../ui/facts/seen-where.ts';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { shownStatus } from '../../ui/model/slots/slot.ts';
import { statusAppearance } from '../../ui/format/status-appearance.ts';
import { joined, t } from '../../ui/format/i18n.ts';
import { Hits, isHit } from './Hits.tsx';
import type { RowState } from './list-order.ts';
import type { RowActions } from './row-actions.ts';
import { statusOf } from './row-facts.ts';
import { RowCells } from './RowCells.tsx';
import { RowDescription } from './RowDescription.tsx';
import './ConversationRow.css';

interface Props {
  row: RowState;
  /** Its place among `of` rows, most of which are not drawn. */
  at: number;
  of: number;
  selected: boolean;
  /** The filter's text, marked where it is found. */
  query: string;
  actions: RowActions;
}

/**
 * One option of the list, on one line. Its name is its label and the full id, so that both can be spoken to choose it;
 * its other columns are its description. An option may not contain buttons, so the star and the copy icon are for the
 * pointer; the keyboard has `w` and `c`.
 */
export function ConversationRow({ row, at, of, selected, query, actions }: Props) {
  const { store } = useApp();
  const { label, likely } = row;
  const { id } = row.found;
  const model = store.conversation(id);
  const about = `about-${id}`;
  // The tools take long to draw, and few rows ever show them.
  const [isPointedAt, setPointedAt] = useState(false);
  const muted = statusOf(row.slot) === null && !likely;
  return (
    <div
      id={rowElementId(id)}
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
    >
      <RowIcon slot={row.slot} />
      <RowName row={row} query={query} />
      <RowCells row={row} model={model} />
      {isPointedAt && (
        <RowTools watched={row.watched} onWatch={() => actions.watch(id)} onCopy={() => actions.copy(id)} />
      )}
      <span hidden id={about}>
        <RowDescription row={row} model={model} />
      </span>
    </div>
  );
}

export function rowElementId(id: ConversationId): string {
  return `row-${id}`;
}

function RowIcon({ slot }: Pick<RowState, 'slot'>) {
  const status = shownStatus(slot);
  const { icon, label, tone } = statusAppearance(status);
  return (
    <span class={`conversation-row-icon tone-${tone}`} title={label} data-state={status ?? ''}>
      <Icon node={icon} size={12} spin={status === 'in_progress' || status === 'loading'} />
    </span>
  );
}

/** The label, or the id of a conversation without one. Its tooltip tells the full id and where it was seen. */
function RowName({ row, query }: Pick<Props, 'row' | 'query'>) {
  const { label, found, watched } = row;
  const { id } = found;
  const isIdHit = isHit(id, query);
  const shownId = isIdHit ? id : shortenId(id);
  const tooltip = [...(label === null ? [] : [label]), id, seenEverywhere(found.evidence)].map(visibleText);
  return (
    <span class="conversation-row-name" title={tooltip.join('\n')}>
      <b class={label === null ? 'ellipsis mono' : 'ellipsis'}>
        <Hits text={label ?? shownId} query={query} />
      </b>
      {label !== null && isIdHit && (
        <span class="ellipsis mono mut">
          <Hits text={shownId} query={query} />
        </span>
      )}
      {watched && (
        <span class="conversation-row-star">
          <Icon node={Star} size={12} />
        </span>
      )}
    </span>
  );
}

/** With the pointer they cover the last column, away from clicks on the row's name. */
function RowTools({ watched, onWatch, onCopy }: { watched: boolean; onWatch: () => void; onCopy: () => void }) {
  const alone = (run: () => void) => (event: Event) => {
    event.stopPropagation();
    run();
  };
  return (
    <span class="conversation-row-tools" aria-hidden="true">
      <span
        class={watched ? 'row-tool is-on' : 'row-tool'}
        title={t(watched ? 'panelUnwatch' : 'panelWatch')}
        data-tool="watch"
        onClick={alone(onWatch)}
      >
        <Icon node={Star} size={13} />
      </span>
      <span class="row-tool" title={t('panelCopyId')} data-tool="copy" onClick={alone(onCopy)}>
        <Icon node={Copy} size={12} />
      </span>
    </span>
  );
}
