import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Signal } from '@preact/signals';
import type { ConversationId } from '../../core/conversation/conversation.ts';

/** The list rests once it has not been scrolled, or filtered by another letter, for so long. */
const REST_MS = 100;

/**
 * Keeps `inView` equal to the rows of `scroller` that the user can see; `ids` are those rendered now. Rows that are only
 * passed on the way, by scrolling or typing, never count.
 */
export function useInView(
  scroller: RefObject<HTMLElement | null>,
  ids: ConversationId[],
  query: string,
  inView: Signal<ReadonlySet<ConversationId>>,
): void {
  const rendered = useRef(ids);
  const lookout = useRef<Lookout | null>(null);
  useEffect(() => {
    const root = scroller.current;
    if (!root) return undefined;
    const made = createLookout(root, () => rendered.current, inView);
    lookout.current = made;
    return made.stop;
  }, [scroller, inView]);
  const lastQuery = useRef(query);
  useEffect(() => {
    rendered.current = ids;
    if (lastQuery.current === query) lookout.current?.look();
    else lookout.current?.moved();
    lastQuery.current = query;
  }, [ids.join(), query]);
}

type Lookout = ReturnType<typeof createLookout>;

function createLookout(
  root: HTMLElement,
  rendered: () => ConversationId[],
  inView: Signal<ReadonlySet<ConversationId>>,
) {
  let movedAt = -REST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  const tell = () => {
    const left = movedAt + REST_MS - performance.now();
    clearTimeout(timer);
    if (left > 0) timer = setTimeout(look, left);
    const before = inView.peek();
    // On the way, it is enough to know what is left behind: to measure it would lay out every row twice.
    const now = left > 0 ? rendered().filter((id) => before.has(id)) : seenIn(root, rendered());
    if (now.length !== before.size || now.some((id) => !before.has(id))) inView.value = new Set(now);
  };
  /** With the next frame, of which a view that is hidden has none. */
  const look = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(tell);
  };
  const moved = () => {
    movedAt = performance.now();
    look();
  };
  const resized = new ResizeObserver(look);
  resized.observe(root);
  root.addEventListener('scroll', moved);
  const stop = () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    resized.disconnect();
    root.removeEventListener('scroll', moved);
  };
  return { look, moved, stop };
}

/** A row counts when a line of it can be read, not when it only touches the edge. */
function seenIn(root: HTMLElement, ids: ConversationId[]): ConversationId[] {
  const { top, bottom } = root.getBoundingClientRect();
  const elements = new Map([...root.querySelectorAll('[data-id]')].map((row) => [row.getAttribute('data-id'), row]));
  return ids.filter((id) => {
    const row = elements.get(id)?.getBoundingClientRect();
    const middle = row ? (row.top + row.bottom) / 2 : top;
    return middle > top && middle < bottom;
  });
}
