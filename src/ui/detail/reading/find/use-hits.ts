import { useEffect, useMemo, useState } from 'preact/hooks';
import { runSlices } from '../../../model/run-slices.ts';
import { countHits, hitsIn } from './find.ts';

/** A text of this length is searched within a frame. */
const AT_ONCE_CHARS = 100_000;

/** A search for the first letters would be given up at the next, and hold up its drawing. */
const REST_MS = 150;

/** The hits in a text that is not shown. Those of a long one are told once it is searched: meanwhile the user types on. */
export function useHits(text: string, query: string): number {
  const [told, setTold] = useState({ text: '', query: '', hits: 0 });
  const isLong = text.length > AT_ONCE_CHARS;
  useEffect(() => {
    if (!isLong || query.trim() === '') return undefined;
    const stopped = new AbortController();
    const search = async () => {
      const hits = await runSlices(hitsIn(text, query), stopped.signal);
      if (hits !== null) setTold({ text, query, hits });
    };
    const timer = setTimeout(() => void search(), REST_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [text, query, isLong]);
  const hits = useMemo(() => (isLong ? 0 : countHits(text, query)), [text, query, isLong]);
  return isLong && told.query === query && told.text === text ? told.hits : hits;
}
