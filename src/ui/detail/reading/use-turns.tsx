import type { VNode } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { FindContext } from './Marked.tsx';

/** So many rows are drawn, or searched anew, in one frame. */
const ROWS_A_TURN = 40;

/**
 * Draws a long list from its top, some rows a frame: the first are seen at once. So are its search hits. `rows` must be
 * the same until they change.
 */
export function useTurns(rows: readonly VNode[]): { drawn: VNode[]; isBusy: boolean } {
  const query = useContext(FindContext);
  const [done, setDone] = useState({ query, blocks: 1 });
  const most = useRef(0);
  const blocks = useMemo(() => blocksOf(rows), [rows]);
  const due = done.query === query ? done.blocks : 1;
  const isBusy = due < blocks.length;
  most.current = Math.max(most.current, due);
  // An effect runs once the frame is drawn.
  useEffect(() => {
    if (isBusy) setDone({ query, blocks: due + 1 });
  }, [query, due, isBusy]);
  const drawn = blocks.slice(0, most.current).map((block, at) => <Block key={at} isDue={at < due} rows={block} />);
  return { drawn, isBusy };
}

function blocksOf(rows: readonly VNode[]): VNode[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_A_TURN) }, (_, at) =>
    rows.slice(at * ROWS_A_TURN, (at + 1) * ROWS_A_TURN),
  );
}

/** Until its turn, a block goes on with the query before. */
function Block({ isDue, rows }: { isDue: boolean; rows: VNode[] }) {
  const query = useContext(FindContext);
  const own = useRef(query);
  if (isDue) own.current = query;
  return <FindContext.Provider value={own.current}>{rows}</FindContext.Provider>;
}
