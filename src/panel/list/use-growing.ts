import { useEffect, useState } from 'preact/hooks';

/** What fits a screen several times over. */
const AT_ONCE = 150;

/**
 * How many of `count` rows to draw now: a screenful at once, the rest frame by frame, so that thousands of rows
 * never hold up a key press.
 */
export function useGrowing(count: number): number {
  const [limit, setLimit] = useState(AT_ONCE);
  const drawn = Math.min(limit, count);
  useEffect(() => {
    // A filter that is lifted starts anew.
    if (limit > Math.max(count, AT_ONCE)) setLimit(Math.max(count, AT_ONCE));
    if (drawn >= count) return undefined;
    const frame = requestAnimationFrame(() => setLimit(drawn + AT_ONCE));
    return () => cancelAnimationFrame(frame);
  }, [limit, count, drawn]);
  return drawn;
}
