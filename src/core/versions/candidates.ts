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
const NEAREST = 8;
/** A word that more statements have brings no two together. */
const MAX_WITH_WORD = 200;
const COMPARED_A_SLICE = 100;
const MAX_LEAD = 0.3;
const SAMPLE_CHARS = 2000;
const NOTHING: Profile = { words: [], own: new Set(), total: 0, values: new Set(), isNegated: false };

/** The pairs of statements without a twin that have words in common. */
export function* findCandidates(
  before: readonly string[],
  after: readonly string[],
  twins: Pick<Twins, 'before' | 'after'>,
): Slices<{ found: Candidate[]; ownShare: OwnShare }> {
  const texts = [...before, ...after];
  const { profiles, vocabulary } = yield* readStatements(texts, languageOf(sampleOf(texts)));
  const { compare, coverOf } = createComparison(vocabulary);
  const profileOf = (version: readonly string[], index: number | undefined): Profile =>
    profiles.get(version[index ?? -1] ?? '') ?? NOTHING;
  const nearest = createIndex(new Map(twins.after.map((index) => [index, profileOf(after, index)])), vocabulary);
  const found: Candidate[] = [];
  for (const index of twins.before) {
    const mine = profileOf(before, index);
    for (const other of nearest(mine)) {
      const likeness = compare(mine, profileOf(after, other));
      if (likeness.overlap > 0) found.push({ before: index, after: other, likeness, lead: 0 });
      if (found.length % COMPARED_A_SLICE === 0) yield;
    }
  }
  setLeads(found);
  const ownShare: OwnShare = (pair, partner) => {
    const [mine, theirs] = [profileOf(before, pair.before), profileOf(after, pair.after)];
    const isWholeBefore = partner.before === undefined;
    const [part, whole] = isWholeBefore ? [theirs, mine] : [mine, theirs];
    const other = isWholeBefore ? profileOf(after, partner.after) : profileOf(before, partner.before);
    let share = 0;
    for (const id of part.own) {
      if (coverOf(id, whole) > 0 && coverOf(id, other) === 0) share += vocabulary.weights[id] ?? 0;
    }
    return share / (part.total || 1);
  };
  return { found, ownShare };
}

/** Enough to tell the language by. */
function sampleOf(texts: readonly string[]): string {
  let sample = '';
  for (let at = 0; at < texts.length && sample.length < SAMPLE_CHARS; at += 1) sample += `${texts[at]?.slice(0, 200)} `;
  return sample;
}

/** Finds the nearest of some statements by the words they share, whole or in parts. */
function createIndex(
  profiles: ReadonlyMap<number, Profile>,
  { weights, relatedTo }: Vocabulary,
): (mine: Profile) => number[] {
  const holders = new Map<WordId, number[]>();
  for (const [index, { own }] of profiles) {
    for (const id of own) {
      const known = holders.get(id);
      if (known) known.push(index);
      else holders.set(id, [index]);
    }
  }
  return (mine) => {
    const shared = new Map<number, number>();
    const count = (id: WordId, weight: number) => {
      const having = holders.get(id) ?? [];
      if (having.length > MAX_WITH_WORD) return;
      for (const index of having) shared.set(index, (shared.get(index) ?? 0) + weight);
    };
    for (const id of mine.own) {
      const weight = weights[id] ?? 0;
      count(id, weight);
      for (const { id: relative, share } of relatedTo(id)) count(relative, weight * share);
    }
    const scored = [...shared].map(([index, weight]) => ({
      index,
      score: weight / (mine.total + (profiles.get(index)?.total ?? 0)),
    }));
    if (scored.length > NEAREST) scored.sort((a, b) => b.score - a.score || a.index - b.index);
    return scored.slice(0, NEAREST).map(({ index }) => index);
  };
}

function setLeads(found: readonly Candidate[]): void {
  const best = new Map<string, [number, number]>();
  const keysOf = ({ before, after }: Candidate) => [`b${before}`, `a${after}`];
  for (const candidate of found) {
    for (const key of keysOf(candidate)) {
      const [first, second] = best.get(key) ?? [0, 0];
      const { overlap } = candidate.likeness;
      best.set(key, overlap > first ? [overlap, first] : [first, Math.max(second, overlap)]);
    }
  }
  for (const candidate of found) {
    const { overlap } = candidate.likeness;
    const leads = keysOf(candidate).map((key) => {
      const [first, second] = best.get(key) ?? [0, 0];
      return overlap - (overlap === first ? second : first);
    });
    candidate.lead = Math.max(-MAX_LEAD, Math.min(MAX_LEAD, Math.max(...leads)));
  }
}
