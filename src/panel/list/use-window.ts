import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useState } from 'preact/hooks';

interface Span {
  from: number;
  /** The row after the last one. */
  to: number;
}

/** Rows that are drawn above and below those in view, and by how many these move at once. */
const BEYOND = 4;
/** Drawn before the list has a height. */
const AT_FIRST: Span = { from: 0, to: 32 };

/** Which of `count` rows to draw: those in view and some around them. `look` sees at once where the list stands. */
export function useWindow(box: RefObject<HTMLElement | null>, count: number): Span & { look: () => void } {
  const [span, setSpan] = useState(AT_FIRST);
  const look = useCallback(() => {
    const view = box.current && spanOf(box.current);
    if (view) setSpan((before) => next(before, view));
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
  const length = span.to - span.from;
  // A list that has become shorter stands at its end, before it says so.
  const from = Math.max(0, Math.min(span.from, count - length));
  return { from, to: Math.min(count, from + length), look };
}

/** A jump draws what it comes to and no more, because those rows are all new; any other move draws some on the way. */
function next(before: Span, view: Span): Span {
  const beyond = view.from < before.to && view.to > before.from ? BEYOND : 0;
  const [from, to] = [Math.max(0, view.from - beyond), view.to + beyond];
  return before.from === from && before.to === to ? before : { from, to };
}

/** The rows in view. Null while the list is not shown. All rows are equally high; the line above a group is too little to count. */
function spanOf(list: HTMLElement): Span | null {
  const height = list.querySelector('[data-id]')?.getBoundingClientRect().height ?? 0;
  if (height === 0) return null;
  const first = Math.floor(list.scrollTop / height / BEYOND);
  const last = Math.ceil((list.scrollTop + list.clientHeight) / height / BEYOND);
  return { from: first * BEYOND, to: last * BEYOND };
}
