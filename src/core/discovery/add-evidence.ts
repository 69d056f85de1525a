import type { Evidence, FoundId } from './evidence.ts';

/** Most ids kept per scan, request or list. */
export const MAX_FOUND_IDS = 10_000;
/** Most kinds of place kept per id; more would not change its rank. */
export const MAX_EVIDENCE = 12;
const MAX_COUNT = 1_000_000;

/** Counts a place. Changes `entry`, which the caller owns; `evidence` is copied. */
export function addEvidence(entry: FoundId, evidence: Evidence): void {
  const same = entry.evidence.find(({ source, where }) => source === evidence.source && where === evidence.where);
  if (same === undefined) {
    if (entry.evidence.length < MAX_EVIDENCE) entry.evidence.push({ ...evidence });
    return;
  }
  const count = evidence.source === 'request' ? same.count + evidence.count : Math.max(same.count, evidence.count);
  same.count = Math.min(count, MAX_COUNT);
}
