/**
 * How likely a found id is a conversation's. Only likely ids are looked up without a click, so a false one must stay
 * below the threshold even when the page repeats it a thousand times.
 */
import type { ConversationId } from '../conversation/conversation.ts';
import type { Evidence, EvidenceSource, FoundId } from './evidence.ts';
import { wordWeight } from './rank-words.ts';

/** Ids may be looked up automatically from this score on. */
const LIKELY_FROM = 30;

/**
 * The weight of a place by its kind; known words add to it. Without such words, text, link and one field or request
 * together make an id likely.
 */
const SOURCE_WEIGHTS: Readonly<Record<EvidenceSource, number>> = {
  pasted: 1000,
  selection: 500,
  demo: 100,
  // The page's own address names its subject.
  url: 40,
  text: 12,
  link: 12,
  request: 8,
  field: 8,
  attribute: 4,
};
/** The user chose these, so no word counts against them. */
const CHOSEN: ReadonlySet<EvidenceSource> = new Set<EvidenceSource>(['pasted', 'selection', 'demo']);

const REQUEST_PART = /^(?:url|header|request|response|message)\b/;

/** Higher is likelier; compare it with `LIKELY_FROM` or with another id's. */
export function likelihoodOf(found: FoundId, weigh = weightOf): number {
  const bestOf = new Map<EvidenceSource, number>();
  let worst = 0;
  let repeats = 0;
  for (const evidence of found.evidence) {
    const weight = weigh(evidence);
    bestOf.set(evidence.source, Math.max(bestOf.get(evidence.source) ?? 0, weight));
    worst = Math.min(worst, weight);
    repeats += evidence.count;
  }
  const weights = [...bestOf.values()];
  const isNamed = weights.some((weight) => weight >= LIKELY_FROM);
  // An id that is named as a conversation somewhere may also appear as a request's or message's id.
  const sum = weights.reduce((total, weight) => total + weight, isNamed ? 0 : worst);
  // Repetition only breaks ties: a build hash is everywhere.
  return sum + Math.min(repeats, 10) / 10;
}

export function isLikely(found: FoundId): boolean {
  return likelihoodOf(found) >= LIKELY_FROM;
}

/** The id in the page's own address is its subject: it ranks above all others there, below the user's choice. */
const SUBJECT_BONUS = 350;

/** The likeliest first; ties keep the order in which they were found. `subject`: the id that the address names. */
export function rankFound(found: readonly FoundId[], subject: ConversationId | null = null): FoundId[] {
  // Of thousands of ids, most were seen in the same few places.
  const weights = new Map<string, number>();
  const weigh = (evidence: Evidence) => {
    const place = `${evidence.source} ${evidence.where}`;
    const weight = weights.get(place) ?? weightOf(evidence);
    weights.set(place, weight);
    return weight;
  };
  return found
    .map((entry) => ({ entry, score: likelihoodOf(entry, weigh) + (entry.id === subject ? SUBJECT_BONUS : 0) }))
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function weightOf({ source, where }: Evidence): number {
  const base = SOURCE_WEIGHTS[source];
  if (CHOSEN.has(source)) return base;
  // The part of the request it was in says nothing about it.
  const words = source === 'request' ? where.replace(REQUEST_PART, '') : where;
  return base + (wordWeight(words) ?? 0);
}
