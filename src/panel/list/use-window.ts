import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Span {
  from: number;
  /** The row after the last one. */
  to: number;
}

/** Rows that are drawn above and below those in view, and by how many these move at once. */
const BEYOND = 4;
/** Drawn before the list has a height. */
const AT_FIRST: Span = { from: 0, to: 32 };

/**
 * Which of `count` rows to draw: those in view and some around them. Another `query` leaves others: of these only those in
 * view are drawn until it is scrolled, because they are all new. `look` sees at once where the list stands.
 */
export function useWindow(
  box: RefObject<HTMLElement | null>,
  count: number,
  query: string,
): Span & { look: () => void } {
  const drawn = useRef(AT_FIRST);
  const view = useRef(AT_FIRST);
  const queried = useRef(query);
  const [, redraw] = useState({});
  if (queried.current !== query) drawn.current = view.current;
  queried.current = query;
  const look = useCallback(() => {
    const now = viewOf(box.current);
    if (!now) return;
    const before = drawn.current;
    view.current = now;
    drawn.current = next(before, now);
    if (drawn.current.from !== before.from || drawn.current.to !== before.to) redraw({});
  }, [box]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look);
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box, look]);
  const length = drawn.current.to - drawn.current.from;
  // A list that has become shorter stands at its end, before it says so.
  const from = Math.max(0, Math.min(drawn.current.from, count - length));
  return { from, to: Math.min(count, from + length), look };
}

/** A jump draws what it comes to and no more, because those rows are all new; any other move draws some on the way. */
function next(before: Span, { from, to }: Span): Span {
  if (from >= before.to || to <= before.from) return { from, to };
  return { from: Math.max(0, Math.floor(from / BEYOND - 1) * BEYOND), to: Math.ceil(to / BEYOND + 1) * BEYOND };
}

/** The rows in view. Null while the list is not shown. All rows are equally high; the line above a group is too little to count. */
function viewOf(list: HTMLElement | null): Span | null {
  const height = list?.querySelector('[data-id]')?.getBoundingClientRect().height;
  if (!list || !height) return null;
  return { from: Math.floor(list.scrollTop / height), to: Math.ceil((list.scrollTop + list.clientHeight) / height) };
}
