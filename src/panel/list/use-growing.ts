import { useEffect, useState } from 'preact/hooks';

/** Several screenfuls of rows. */
const AT_ONCE = 150;

/**
 * How many of `count` rows to render now: several screenfuls at once, the rest frame by frame, so that thousands of
 * rows never delay a key press.
 */
export function useGrowing(count: number): number {
  const [limit, setLimit] = useState(AT_ONCE);
  const drawn = Math.min(limit, count);
  useEffect(() => {
    // A filter that is lifted starts over.
    if (limit > Math.max(count, AT_ONCE)) setLimit(Math.max(count, AT_ONCE));
    if (drawn >= count) return undefined;
    const frame = requestAnimationFrame(() => setLimit(drawn + AT_ONCE));
    return () => cancelAnimationFrame(frame);
  }, [limit, count, drawn]);
  return drawn;
}
