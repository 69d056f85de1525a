import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Signal } from '@preact/signals';
import type { ConversationId } from '../../core/conversation/conversation.ts';

/** The list rests once it has not been scrolled, or filtered by another letter, for so long. */
const REST_MS = 100;

interface Lookout {
  observer: IntersectionObserver;
  moved(): void;
  /** Tells which rows are in view. */
  tell(): void;
  stop(): void;
  seen: Set<ConversationId>;
  /** Observed rows; a row that only moves stays observed. */
  known: Map<Element, ConversationId>;
}

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
  const lookout = useRef<Lookout | null>(null);
  useEffect(() => {
    const root = scroller.current;
    if (!root) return undefined;
    lookout.current = createLookout(root, inView);
    return () => lookout.current?.stop();
  }, [scroller, inView]);
  const lastQuery = useRef(query);
  useEffect(() => {
    if (lastQuery.current !== query) lookout.current?.moved();
    lastQuery.current = query;
  }, [query]);
  const rendered = ids.join();
  useEffect(() => {
    if (scroller.current && lookout.current) follow(lookout.current, scroller.current, ids);
  }, [rendered, scroller]);
}

function createLookout(root: HTMLElement, inView: Signal<ReadonlySet<ConversationId>>): Lookout {
  const seen = new Set<ConversationId>();
  const known = new Map<Element, ConversationId>();
  let movedAt = -REST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    clearTimeout(timer);
    const left = movedAt + REST_MS - performance.now();
    if (left > 0) timer = setTimeout(tell, left);
    const now = new Set(left > 0 ? [...inView.peek()].filter((id) => seen.has(id)) : seen);
    if (left <= 0 || now.size < inView.peek().size) inView.value = now;
  };
  const moved = () => {
    movedAt = performance.now();
  };
  root.addEventListener('scroll', moved);
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const id = known.get(entry.target);
        if (id && entry.isIntersecting) seen.add(id);
        else if (id) seen.delete(id);
      }
      tell();
    },
    // A row counts when a line of it can be read, not when it only touches the edge.
    { root, threshold: 0.5 },
  );
  const stop = () => {
    clearTimeout(timer);
    root.removeEventListener('scroll', moved);
    observer.disconnect();
  };
  return { observer, seen, known, moved, tell, stop };
}

function follow({ observer, seen, known, tell }: Lookout, root: HTMLElement, ids: ConversationId[]): void {
  const idOf = new Map<string | null, ConversationId>(ids.map((id) => [id, id]));
  const rows = new Set(root.querySelectorAll('[data-id]'));
  let changed = false;
  for (const [element, id] of known) {
    if (rows.has(element)) continue;
    observer.unobserve(element);
    known.delete(element);
    changed = seen.delete(id) || changed;
  }
  for (const element of rows) {
    const id = idOf.get(element.getAttribute('data-id'));
    if (!id || known.has(element)) continue;
    known.set(element, id);
    observer.observe(element);
  }
  if (changed) tell();
}
