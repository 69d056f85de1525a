import type { Slices } from '../slices.ts';
import { findCandidates, type Candidate, type OwnShare } from './candidates.ts';
import { featuresOf, judge, PAIR_WEIGHTS, type PairWeights, withSigns } from './pair-model.ts';
import { findTwins } from './twins.ts';

export type PairKind = 'same' | 'reworded' | 'updated';

/** A statement of one version and what became of it in the other. */
export interface StatementPair {
  /** Its index in the version before. */
  before: number;
  after: number;
  kind: PairKind;
  /** 0–1 */
  likeness: number;
  isSure: boolean;
}

interface Judged extends Candidate {
  /** That the two are one, 0–1. */
  chance: number;
  kind: PairKind;
  isSure: boolean;
}

const LEAST_CHANCE = 0.5;
/** A part of a statement is less like it than the whole is. */
const LEAST_CHANCE_OF_PART = 0.4;
/** So much of a part its whole must have of its own, beside what it has from the other part. */
const LEAST_OWN_SHARE = 0.2;
/** For a pair and its kind: nine of ten such pairs are right, of the others half. */
const SURE_CHANCE = 0.7;

/**
 * Which statement of one version became which of the other. A statement that two were merged into, or that was split,
 * stands in two pairs; one that stands in none was removed or added.
 */
export function* matchStatements(before: readonly string[], after: readonly string[]): Slices<StatementPair[]> {
  if (!isSecond(before, after)) return yield* pairStatements(before, after, PAIR_WEIGHTS);
  const pairs = yield* pairStatements(after, before, PAIR_WEIGHTS);
  return inOrder(pairs.map((pair) => ({ ...pair, before: pair.after, after: pair.before })));
}

/** Two versions are compared the same way round whichever is before, so that what one adds is what the other removes. */
function isSecond(before: readonly string[], after: readonly string[]): boolean {
  const [mine, theirs] = [before, after].map((texts) => texts.reduce((sum, text) => sum + text.length + 1, 0));
  if (mine !== theirs) return (mine ?? 0) > (theirs ?? 0);
  return before.toSorted().join('\n') > after.toSorted().join('\n');
}

const inOrder = (pairs: StatementPair[]): StatementPair[] =>
  pairs.sort((a, b) => a.before - b.before || a.after - b.after);

/** The same, judged by other weights. */
export function* pairStatements(
  before: readonly string[],
  after: readonly string[],
  weights: PairWeights,
): Slices<StatementPair[]> {
  const twins = findTwins(before, after);
  yield;
  const candidates = yield* findCandidates(before, after, twins);
  const judged = candidates.found.flatMap((candidate): Judged[] => {
    const { reworded, updated } = withSigns(judge(featuresOf(candidate), weights), candidate);
    const chance = reworded + updated;
    if (chance < LEAST_CHANCE_OF_PART) return [];
    const kind = updated > reworded ? 'updated' : 'reworded';
    return [{ ...candidate, chance, kind, isSure: Math.max(reworded, updated) >= SURE_CHANCE }];
  });
  yield;
  const chosen = bestPairs(judged);
  yield;
  const pairs = [...chosen, ...partsOfWholes(judged, chosen, candidates.ownShare)];
  return inOrder([
    ...twins.pairs.map(([mine, theirs]): StatementPair => ({
      before: mine,
      after: theirs,
      kind: 'same',
      likeness: 1,
      isSure: true,
    })),
    ...pairs.map((pair): StatementPair => ({
      before: pair.before,
      after: pair.after,
      kind: pair.kind,
      likeness: pair.likeness.overlap,
      isSure: pair.isSure,
    })),
  ]);
}

/** The likeliest first, each statement once. */
function bestPairs(judged: readonly Judged[]): Judged[] {
  const taken = { before: new Set<number>(), after: new Set<number>() };
  return judged
    .filter(({ chance }) => chance >= LEAST_CHANCE)
    .sort((a, b) => b.chance - a.chance || a.before - b.before || a.after - b.after)
    .filter(({ before, after }) => {
      if (taken.before.has(before) || taken.after.has(after)) return false;
      taken.before.add(before);
      taken.after.add(after);
      return true;
    });
}

/** Statements left over that say what one of a pair says and the other does not: merged into it, or split from it. */
function partsOfWholes(judged: readonly Judged[], chosen: readonly Judged[], ownShare: OwnShare): Judged[] {
  const afterOf = new Map(chosen.map(({ before, after }) => [before, after]));
  const beforeOf = new Map(chosen.map(({ before, after }) => [after, before]));
  const shares = judged.flatMap((pair) => {
    const [otherAfter, otherBefore] = [afterOf.get(pair.before), beforeOf.get(pair.after)];
    if ((otherBefore === undefined) === (otherAfter === undefined)) return [];
    const share = ownShare(pair, { before: otherBefore, after: otherAfter });
    return share < LEAST_OWN_SHARE ? [] : [{ pair, share }];
  });
  const placed = { before: new Set(afterOf.keys()), after: new Set(beforeOf.keys()) };
  return shares
    .sort((a, b) => b.share - a.share)
    .map(({ pair }) => pair)
    .filter(({ before, after }) => {
      if (placed.before.has(before) && placed.after.has(after)) return false;
      placed.before.add(before);
      placed.after.add(after);
      return true;
    });
}
