import type { Evidence, FoundId } from './evidence.ts';

/** Ids kept of one scan, one request, one list. */
export const MAX_FOUND_IDS = 2000;
/** Kinds of place kept for one id; further ones would not change what it is. */
export const MAX_EVIDENCE = 12;
const MAX_COUNT = 1_000_000;

/** Counts a place on an entry that the caller owns; the evidence itself is copied. */
export function addEvidence(entry: FoundId, evidence: Evidence): void {
  const same = entry.evidence.find(({ source, where }) => source === evidence.source && where === evidence.where);
  if (same === undefined) {
    if (entry.evidence.length < MAX_EVIDENCE) entry.evidence.push({ ...evidence });
    return;
  }
  const count = evidence.source === 'request' ? same.count + evidence.count : Math.max(same.count, evidence.count);
  same.count = Math.min(count, MAX_COUNT);
}
