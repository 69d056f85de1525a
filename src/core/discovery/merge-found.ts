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
 * conversation after it has begun. Over `limit` ids, the least likely are dropped, and of equals the earliest. An entry that
 * merges with no other is returned itself.
 */
export function mergeFound(lists: readonly (readonly FoundId[])[], limit = MAX_FOUND_IDS): FoundId[] {
  const merged = new Map<string, FoundId>();
  /** Those that are ours to change, by the weight of their labels. */
  const labelWeights = new Map<FoundId, number>();
  for (const found of lists.flat()) {
    const first = merged.get(found.id);
    if (first === undefined) {
      merged.set(found.id, found);
      continue;
    }
    const known = labelWeights.get(first);
    const entry = known === undefined ? copyOf(first) : first;
    merged.set(found.id, entry);
    const before = known ?? (first.label === null ? 0 : labelWeight(first));
    const weight = labelWeight(found);
    const isBetter = found.label !== null && weight >= before;
    if (isBetter) entry.label = found.label;
    labelWeights.set(entry, isBetter ? weight : before);
    for (const evidence of found.evidence) addEvidence(entry, evidence);
  }
  const all = [...merged.values()];
  if (all.length <= limit) return all;
  const kept = new Set(rankFound(all.toReversed()).slice(0, limit));
  return all.filter((entry) => kept.has(entry));
}

function copyOf({ id, evidence, label }: FoundId): FoundId {
  return { id, label, evidence: evidence.map((one) => ({ ...one })) };
}

function labelWeight(found: FoundId): number {
  return Math.max(1, ...found.evidence.map(({ source }) => LABEL_WEIGHTS[source] ?? 1));
}
