import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { focusedIn, isRow, moveInRow, nextPlace, pageOf, rowAt } from './row-keys.ts';
import { RowBlock } from './RowBlock.tsx';
import { useJump, useView } from './use-scroll.ts';

interface RowListProps {
  label: string;
  /** The indexes of what is listed. */
  items: readonly number[];
  /** The list scrolls to `at` whenever this object changes. */
  jump: { at: number; hasFocus: boolean } | null;
  row: (at: number) => { cells: ComponentChildren; class: string };
  onLight: (at: number | null) => void;
  /** Enter, or a double click. */
  onOpen: (at: number) => void;
  /** The first and the last item in view. */
  onView?: (first: number, last: number) => void;
}

/** Rows are drawn in blocks, and those far from view not at all: 5,000 messages are 2 MB of elements. */
const BLOCK = 20;

/** A list of any length, as a grid with one row for each item: arrows go from row to row, and into its buttons. */
export function RowList({ label, items, jump, row, onLight, onOpen, onView }: RowListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(items[0] ?? 0);
  const stop = items.includes(current) ? current : items[0];
  const { wanted, want } = useJump(scroller, jump, items);
  useView(scroller, items, onView);
  const onKeyDown = (event: KeyboardEvent) => {
    const place = stop === undefined ? -1 : items.indexOf(stop);
    if (event.ctrlKey || event.metaKey || event.altKey || stop === undefined) return;
    const next = items[nextPlace(event.key, place, items.length, pageOf(scroller.current)) ?? -1];
    if (next !== undefined) {
      setCurrent(next);
      want({ at: next, hasFocus: true });
    } else if (event.key === 'Enter' && isRow(event.target)) onOpen(stop);
    else if (!moveInRow(event)) return;
    event.preventDefault();
  };
  const onFocusIn = (event: FocusEvent) => {
    const at = rowAt(event.target);
    if (at !== null) setCurrent(at);
    onLight(at);
  };
  return (
    <div
      ref={scroller}
      class="row-list"
      role="grid"
      aria-label={label}
      aria-rowcount={items.length}
      onKeyDown={onKeyDown}
      onMouseOver={(event) => onLight(rowAt(event.target))}
      onMouseLeave={() => onLight(focusedIn(scroller.current))}
      onFocusIn={onFocusIn}
      onFocusOut={() => onLight(null)}
    >
      {blocksOf(items).map((block, at) => (
        <RowBlock
          key={`${block[0]}-${block.length}`}
          scroller={scroller}
          size={block.length}
          isNeeded={block.includes(wanted ?? -1) || (stop !== undefined && block.includes(stop))}
          isFirst={at === 0}
        >
          {() =>
            block.map((item, offset) => (
              <Row key={item} at={item} index={at * BLOCK + offset + 1} isStop={item === stop} {...row(item)} />
            ))
          }
        </RowBlock>
      ))}
    </div>
  );
}

function blocksOf(items: readonly number[]): (readonly number[])[] {
  return Array.from({ length: Math.ceil(items.length / BLOCK) }, (_, at) => items.slice(at * BLOCK, (at + 1) * BLOCK));
}

interface RowProps {
  at: number;
  /** Its place among all rows, from 1. */
  index: number;
  isStop: boolean;
  class: string;
  cells: ComponentChildren;
}

function Row({ at, index, isStop, class: name, cells }: RowProps) {
  return (
    <div role="row" aria-rowindex={index} class={`row-list-row ${name}`} data-at={at} tabIndex={isStop ? 0 : -1}>
      {cells}
    </div>
  );
}
