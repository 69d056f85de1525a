import type { Candidate } from './candidates.ts';

/** How sure it is, 0–1, that two statements are one, in other words or with something changed. */
export interface Judgement {
  reworded: number;
  updated: number;
}

/** What is weighed, each about as large as the others. */
export function featuresOf({ likeness, lead }: Candidate): number[] {
  const { overlap, order, shared, opening, left, isOtherValue } = likeness;
  return [1, overlap, order, lead, Math.log1p(shared), opening, Math.log1p(left), Number(isOtherValue)];
}

/** One weight for each feature. */
export interface PairWeights {
  reworded: readonly number[];
  updated: readonly number[];
}

/** Found by `npm run fit`; docs/judged.md says how, and how well they do on what they have not seen. */
export const PAIR_WEIGHTS: PairWeights = {
  reworded: [-3.92, 3.06, -5.3, 10.3, 2.44, -4.52, -0.14, -1.64],
  updated: [-5.39, 4.64, 0.98, 1.65, 1.29, 1.43, -1.68, -0.06],
};

/** Multinomial logistic regression: a third outcome, that the two are different statements, has the weights 0. */
export function judge(features: readonly number[], weights: PairWeights): Judgement {
  const reworded = Math.exp(product(features, weights.reworded));
  const updated = Math.exp(product(features, weights.updated));
  const all = 1 + reworded + updated;
  return { reworded: reworded / all, updated: updated / all };
}

function product(features: readonly number[], weights: readonly number[]): number {
  return features.reduce((sum, feature, index) => sum + feature * (weights[index] ?? 0), 0);
}
