/** Joins the results of several scans and requests. */
import { addEvidence, MAX_FOUND_IDS } from './add-evidence.ts';
import type { EvidenceSource, FoundId } from './evidence.ts';
import { rankFound } from './rank.ts';

/** A label's origin is not stored; the places of its id stand in for it. */
const LABEL_WEIGHTS: Readonly<Partial<Record<EvidenceSource, number>>> = { request: 3, demo: 3, link: 2 };

/**
 * Merges into one list, in the order first seen. Counts: a page is scanned repeatedly, so the higher count of two scans
 * wins; a request is captured once, so the counts of two requests add up (hence: merge each request's list only once).
 * Labels: a JSON sibling beats a link's text beats anything else; among equals the later one wins, because apps name a
 * conversation after it has begun. Over `limit` ids, the least likely are dropped, and of equals the earliest.
 */
export function mergeFound(lists: readonly (readonly FoundId[])[], limit = MAX_FOUND_IDS): FoundId[] {
  const merged = new Map<string, FoundId & { labelWeight: number }>();
  for (const found of lists.flat()) {
    const entry = merged.get(found.id) ?? { id: found.id, evidence: [], label: null, labelWeight: 0 };
    merged.set(found.id, entry);
    const weight = labelWeight(found);
    if (found.label !== null && weight >= entry.labelWeight) {
      entry.label = found.label;
      entry.labelWeight = weight;
    }
    for (const evidence of found.evidence) addEvidence(entry, evidence);
  }
  const all = [...merged.values()].map(({ id, evidence, label }): FoundId => ({ id, evidence, label }));
  if (all.length <= limit) return all;
  const kept = new Set(rankFound(all.toReversed()).slice(0, limit));
  return all.filter((entry) => kept.has(entry));
}

function labelWeight(found: FoundId): number {
  return Math.max(1, ...found.evidence.map(({ source }) => LABEL_WEIGHTS[source] ?? 1));
}
