import type { Candidate } from './candidates.ts';

/** How sure it is, 0–1, that two statements are one, in other words or with something changed. */
export interface Judgement {
  reworded: number;
  updated: number;
}

/** Above this overlap little is different. */
const CLOSE = 0.75;

/** What is weighed, each about as large as the others. */
export function featuresOf({ likeness, lead }: Candidate): number[] {
  const { overlap, order, shared, opening, left, otherValues, isTurned } = likeness;
  return [
    1,
    overlap,
    Math.max(0, overlap - CLOSE),
    order,
    lead,
    Math.log1p(shared),
    opening,
    Math.log1p(left),
    Number(otherValues === 2),
    Number(otherValues === 1),
    Number(isTurned),
  ];
}

/** One weight for each feature. */
export interface PairWeights {
  reworded: readonly number[];
  updated: readonly number[];
}

/** Found by `npm run fit`; docs/judged.md says how, and how well they do on what they have not seen. */
export const PAIR_WEIGHTS: PairWeights = {
  reworded: [-2.35, 2.94, 14.81, -3.67, 9.68, 2.15, -3.77, -0.72, -3.41, -1.46, -0.1],
  updated: [-5.01, 3.15, 3.81, 2.61, 2.21, 1.11, 1.64, -1.86, -0.23, -0.33, 0.57],
};

/** Multinomial logistic regression: a third outcome, that the two are different statements, has the weights 0. */
export function judge(features: readonly number[], weights: PairWeights): Judgement {
  const reworded = Math.exp(product(features, weights.reworded));
  const updated = Math.exp(product(features, weights.updated));
  const all = 1 + reworded + updated;
  return { reworded: reworded / all, updated: updated / all };
}

/** How much likelier an update is where one of the two says that something has changed: _now_, _no longer_, _postponed_. */
const NEWS_ODDS = 25;
/** The same where what one says is to come has come about in the other: _planned_, _was delivered_. */
const DONE_ODDS = 8;
/** The same where they differ in whom or what they begin with, and in nothing else. */
const OTHER_ODDS = 8;
/** How much likelier the two are one where both say what is under one heading: _Owner: Ada_, _Owner: Ben_. */
const HEADING_JOINS = 25;

/**
 * What is too rare in annotated versions for its weight to be found. News tells what became of a statement, and not
 * whether two are one: there is other news of whatever both are about.
 */
export function withSigns({ reworded, updated }: Judgement, { likeness, isHeaded }: Candidate): Judgement {
  const { isNews, isDone, isOfOther } = likeness;
  const odds = updated * (isNews ? NEWS_ODDS : 1) * (isDone ? DONE_ODDS : 1) * (isOfOther ? OTHER_ODDS : 1);
  const joined = (reworded + updated) * (isHeaded ? HEADING_JOINS : 1);
  const share = joined / (1 - reworded - updated + joined) / (reworded + odds);
  return { reworded: reworded * share, updated: odds * share };
}

function product(features: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < features.length; at += 1) sum += (features[at] ?? 0) * (weights[at] ?? 0);
  return sum;
}
