import type { Slices } from '../slices.ts';
import { languageOf } from '../words/language.ts';
import { createComparison, type Likeness } from './likeness.ts';
import type { Twins } from './twins.ts';
import { readStatements, type Profile, type Vocabulary, type WordId } from './vocabulary.ts';

/** Two statements that may be one. */
export interface Candidate {
  before: number;
  after: number;
  likeness: Likeness;
  /** How much more they overlap than either does with its next best; of the two the better. */
  lead: number;
}

/**
 * How much of one of a pair the other has, and none of its own partner, 0–1. One of the two has such a partner already:
 * that is the whole, which the other may be a part of.
 */
export type OwnShare = (
  pair: { before: number; after: number },
  partner: { before: number | undefined; after: number | undefined },
) => number;

/** So many of the nearest of each statement are compared closely. */
const NEAREST = 5;
/** A word that more statements have brings no two together. */
const MAX_WITH_WORD = 100;
const COMPARED_A_SLICE = 20;
const MAX_LEAD = 0.3;
const SAMPLE_CHARS = 2000;
const NOTHING: Profile = { words: [], own: [], total: 0, values: [], isNegated: false };

/** The pairs of statements without a twin that have words in common. */
export function* findCandidates(
  before: readonly string[],
  after: readonly string[],
  twins: Pick<Twins, 'before' | 'after'>,
): Slices<{ found: Candidate[]; ownShare: OwnShare }> {
  const texts = [...before, ...after];
  const { profiles, vocabulary } = yield* readStatements(texts, languageOf(sampleOf(texts)));
  const { compare, ownShare } = createComparison(vocabulary);
  const profileOf = (version: readonly string[], index: number | undefined): Profile =>
    profiles.get(version[index ?? -1] ?? '') ?? NOTHING;
  const theirs = twins.after.map((index) => profileOf(after, index));
  const nearest = createIndex(theirs, vocabulary);
  yield;
  const found: Candidate[] = [];
  let compared = 0;
  for (const index of twins.before) {
    const mine = profileOf(before, index);
    for (const place of nearest(mine)) {
      const likeness = compare(mine, theirs[place] ?? NOTHING);
      if (likeness.overlap > 0) found.push({ before: index, after: twins.after[place] ?? 0, likeness, lead: 0 });
    }
    compared += 1;
    if (compared % COMPARED_A_SLICE === 0) yield;
  }
  setLeads(found);
  yield;
  return {
    found,
    ownShare(pair, partner) {
      const [mine, other] = [profileOf(before, pair.before), profileOf(after, pair.after)];
      return partner.before === undefined
        ? ownShare(other, mine, profileOf(after, partner.after))
        : ownShare(mine, other, profileOf(before, partner.before));
    },
  };
}

/** Enough to tell the language by. */
function sampleOf(texts: readonly string[]): string {
  let sample = '';
  for (let at = 0; at < texts.length && sample.length < SAMPLE_CHARS; at += 1) sample += `${texts[at]?.slice(0, 200)} `;
  return sample;
}

/** Finds the nearest of some statements, by the words they share, whole or in parts. */
function createIndex(
  profiles: readonly Profile[],
  { size, weights, relatedTo }: Vocabulary,
): (mine: Profile) => readonly number[] {
  const holders: number[][] = Array.from({ length: size }, () => []);
  for (const [place, { own }] of profiles.entries()) for (const id of own) holders[id]?.push(place);
  const shared = new Float64Array(profiles.length);
  const count = (id: WordId, weight: number, touched: number[]): void => {
    const having = holders[id] ?? [];
    if (having.length > MAX_WITH_WORD) return;
    for (const place of having) {
      if (shared[place] === 0) touched.push(place);
      shared[place] = (shared[place] ?? 0) + weight;
    }
  };
  return (mine) => {
    const touched: number[] = [];
    for (const id of mine.own) {
      const weight = weights[id] ?? 0;
      count(id, weight, touched);
      for (const { id: relative, share } of relatedTo(id)) count(relative, weight * share, touched);
    }
    for (const place of touched) shared[place] = (shared[place] ?? 0) / (mine.total + (profiles[place]?.total ?? 0));
    const nearest = largest(touched, shared);
    for (const place of touched) shared[place] = 0;
    return nearest;
  };
}

/** The places of the largest scores, of equal ones the first. */
function largest(places: readonly number[], scores: Float64Array): readonly number[] {
  if (places.length <= NEAREST) return places;
  const best: number[] = [];
  let least = 0;
  const isBefore = (place: number, other: number): boolean => {
    const ahead = (scores[place] ?? 0) - (scores[other] ?? 0);
    return ahead > 0 || (ahead === 0 && place < other);
  };
  for (const place of places) {
    const score = scores[place] ?? 0;
    if (best.length === NEAREST && score < least) continue;
    let rank = best.length;
    while (rank > 0 && isBefore(place, best[rank - 1] ?? 0)) rank -= 1;
    best.splice(rank, 0, place);
    if (best.length > NEAREST) best.pop();
    least = scores[best.at(-1) ?? -1] ?? 0;
  }
  return best;
}

function setLeads(found: readonly Candidate[]): void {
  const best = { before: new Map<number, Best>(), after: new Map<number, Best>() };
  for (const { before, after, likeness } of found) {
    note(best.before, before, likeness.overlap);
    note(best.after, after, likeness.overlap);
  }
  for (const candidate of found) {
    const { overlap } = candidate.likeness;
    const leads = [best.before.get(candidate.before), best.after.get(candidate.after)].map(
      (own) => overlap - (overlap === own?.first ? own.second : (own?.first ?? 0)),
    );
    candidate.lead = Math.max(-MAX_LEAD, Math.min(MAX_LEAD, Math.max(...leads)));
  }
}

interface Best {
  first: number;
  second: number;
}

function note(best: Map<number, Best>, index: number, overlap: number): void {
  const own = best.get(index);
  if (!own) best.set(index, { first: overlap, second: 0 });
  else if (overlap > own.first) [own.first, own.second] = [overlap, own.first];
  else own.second = Math.max(own.second, overlap);
}
