import type { Slices } from '../../slices.ts';
import type { Candidate } from './candidates.ts';

export interface Settled {
  message: number;
  /** 0–1: among the candidates of its statement. */
  share: number;
  /** 0–1: that the message says what the statement says. */
  likelihood: number;
}

/** A logistic regression over annotated conversations and statements of others (docs/judged.md). */
const LIKELIHOOD = { nearness: 12.3, order: 8.75, constant: -5 };

const STATEMENTS_A_SLICE = 100;

/** Settles which statement came from which message: a summary seldom says one thing twice. Best first. */
export function* settle(
  found: readonly (readonly Candidate[])[],
  messages: number,
  claim: number,
): Slices<Settled[][]> {
  const shares: number[][] = [];
  const claims = new Float64Array(messages);
  for (const [statement, candidates] of found.entries()) {
    const own = sharesOf(candidates.map(({ score }) => score));
    for (const [at, { message }] of candidates.entries()) claims[message] = (claims[message] ?? 0) + (own[at] ?? 0);
    shares.push(own);
    if (statement % STATEMENTS_A_SLICE === 0) yield;
  }
  const settled: Settled[][] = [];
  for (const [statement, candidates] of found.entries()) {
    const scores = candidates.map(({ message, score }, at) => {
      const others = (claims[message] ?? 0) - (shares[statement]?.[at] ?? 0);
      // A sum of shares depends on their order in its last digits, which must not decide between equals.
      return Math.round((score - claim * others) * 1e6) / 1e6;
    });
    const own = sharesOf(scores);
    settled.push(
      candidates
        .map((one, at) => ({ message: one.message, share: own[at] ?? 0, likelihood: likelihoodOf(one) }))
        .sort((a, b) => b.share - a.share || a.message - b.message),
    );
    if (statement % STATEMENTS_A_SLICE === 0) yield;
  }
  return settled;
}

function sharesOf(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - most));
  const sum = odds.reduce((all, one) => all + one, 0);
  return odds.map((one) => one / sum);
}

function likelihoodOf({ nearness, order }: Candidate): number {
  const odds = LIKELIHOOD.nearness * nearness + LIKELIHOOD.order * order + LIKELIHOOD.constant;
  return 1 / (1 + Math.exp(-odds));
}
