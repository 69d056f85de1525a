import { useEffect, useRef, useState } from 'preact/hooks';

/** More rows than are in view, and as many as fit into a frame. */
const AT_ONCE = 60;

/**
 * How many of `count` rows to render now: a screenful or two at once, the rest frame by frame, so that thousands of rows
 * never delay a key press. Another `query`, which marks other places in every row, starts over.
 */
export function useGrowing(count: number, query: string): number {
  const [limit, setLimit] = useState(AT_ONCE);
  const grownFor = useRef(query);
  const isNew = grownFor.current !== query;
  const drawn = Math.min(isNew ? AT_ONCE : limit, count);
  useEffect(() => {
    grownFor.current = query;
    // A filter that is lifted starts over.
    if (isNew || limit > Math.max(count, AT_ONCE)) setLimit(isNew ? AT_ONCE : Math.max(count, AT_ONCE));
    if (drawn >= count) return undefined;
    const frame = requestAnimationFrame(() => setLimit(drawn + AT_ONCE));
    return () => cancelAnimationFrame(frame);
  }, [limit, count, drawn, query]);
  return drawn;
}
