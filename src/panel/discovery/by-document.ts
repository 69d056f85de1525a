import type { FoundId } from '../../core/discovery/evidence.ts';

/** A document's first requests are few, and a second old at most when it is noticed. */
const MAX_HELD = 1000;
/** The page's clock and the log's may differ a little. */
const TOLERANCE_MS = 50;

/**
 * Passes on what is found in requests. Where a document is noticed late, `begin` passes on once more what its first requests
 * held, which was counted towards the document before it; and from then on nothing of that one any more.
 */
export function createByDocument(take: (found: FoundId[]) => void) {
  let held: { startedAt: number; found: FoundId[] }[] = [];
  let since = -Infinity;
  return {
    add: (found: FoundId[], startedAt = Number.NaN): void => {
      if (found.length === 0 || startedAt < since) return;
      held = [...held, { startedAt, found }].slice(-MAX_HELD);
      take(found);
    },
    /** In epoch ms. */
    begin: (beganAt: number): void => {
      since = beganAt - TOLERANCE_MS;
      held = held.filter(({ startedAt }) => startedAt >= since);
      for (const { found } of held) take(found);
    },
  };
}
