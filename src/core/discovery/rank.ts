/**
 * How likely a found id is a conversation's. Only likely ids are looked up without a click, so an id that is
 * none must stay below the line even when the page repeats it a thousand times.
 */
import type { Evidence, EvidenceSource, FoundId } from './evidence.ts';
import { wordWeight } from './rank-words.ts';

/** From here on an id may be looked up automatically. */
const LIKELY_FROM = 30;

/** What a place says when its words say nothing. Any three kinds of place together make an id likely. */
const SOURCE_WEIGHTS: Readonly<Record<EvidenceSource, number>> = {
  pasted: 1000,
  selection: 500,
  demo: 100,
  // The page's own address names what the page is about.
  url: 40,
  text: 12,
  link: 12,
  request: 8,
  field: 8,
  attribute: 4,
};
/** The user pointed at these: no word speaks against them. */
const CHOSEN: ReadonlySet<EvidenceSource> = new Set<EvidenceSource>(['pasted', 'selection', 'demo']);

const REQUEST_PART = /^(?:url|request|response)\b/;

/** Higher is likelier; compare it with `LIKELY_FROM` or with another id's. */
export function likelihoodOf(found: FoundId): number {
  const bestOf = new Map<EvidenceSource, number>();
  let worst = 0;
  let repeats = 0;
  for (const evidence of found.evidence) {
    const weight = weightOf(evidence);
    bestOf.set(evidence.source, Math.max(bestOf.get(evidence.source) ?? 0, weight));
    worst = Math.min(worst, weight);
    repeats += evidence.count;
  }
  const weights = [...bestOf.values()];
  const isNamed = weights.some((weight) => weight >= LIKELY_FROM);
  // Once something calls it a conversation, it may be a request's or a message's too.
  const sum = weights.reduce((total, weight) => total + weight, isNamed ? 0 : worst);
  // Repetition only orders equals: a build hash is everywhere.
  return sum + Math.min(repeats, 10) / 10;
}

export function isLikely(found: FoundId): boolean {
  return likelihoodOf(found) >= LIKELY_FROM;
}

/** The likeliest first; equals in the order they were found in. */
export function rankFound(found: readonly FoundId[]): FoundId[] {
  return found
    .map((entry) => ({ entry, score: likelihoodOf(entry) }))
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function weightOf({ source, where }: Evidence): number {
  const base = SOURCE_WEIGHTS[source];
  if (CHOSEN.has(source)) return base;
  // Which part of a request it was in says nothing about it.
  const words = source === 'request' ? where.replace(REQUEST_PART, '') : where;
  return base + (wordWeight(words) ?? 0);
}
