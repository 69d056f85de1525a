import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Signal } from '@preact/signals';
import type { ConversationId } from '../../core/conversation/conversation.ts';

interface Lookout {
  observer: IntersectionObserver;
  seen: Set<ConversationId>;
  /** Observed rows; a row that only moves stays observed. */
  known: Map<Element, ConversationId>;
}

/** Keeps `inView` equal to the rows of `scroller` that the user can see; `ids` are those rendered now. */
export function useInView(
  scroller: RefObject<HTMLElement | null>,
  ids: ConversationId[],
  inView: Signal<ReadonlySet<ConversationId>>,
): void {
  const lookout = useRef<Lookout | null>(null);
  useEffect(() => {
    const root = scroller.current;
    if (!root) return undefined;
    lookout.current = createLookout(root, inView);
    return () => lookout.current?.observer.disconnect();
  }, [scroller, inView]);
  const rendered = ids.join();
  useEffect(() => {
    if (scroller.current && lookout.current) follow(lookout.current, scroller.current, ids, inView);
  }, [rendered, scroller, inView]);
}

function createLookout(root: HTMLElement, inView: Signal<ReadonlySet<ConversationId>>): Lookout {
  const seen = new Set<ConversationId>();
  const known = new Map<Element, ConversationId>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const id = known.get(entry.target);
        if (id && entry.isIntersecting) seen.add(id);
        else if (id) seen.delete(id);
      }
      inView.value = new Set(seen);
    },
    // A row counts when a line of it can be read, not when it only touches the edge.
    { root, threshold: 0.5 },
  );
  return { observer, seen, known };
}

function follow(
  { observer, seen, known }: Lookout,
  root: HTMLElement,
  ids: ConversationId[],
  inView: Signal<ReadonlySet<ConversationId>>,
): void {
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
  if (changed) inView.value = new Set(seen);
}
