import type { Slices } from '../../slices.ts';
import type { Corpus } from './corpus.ts';
import { createNearnessSums } from './nearness.ts';
import type { TraceWeights } from './weights.ts';

export interface Candidate {
  message: number;
  /** The statement's words, by weight and by how near each is said. */
  nearness: number;
  /** The statement's neighbouring words, by weight, that are neighbours in the message. */
  order: number;
  /** Log odds against the statement's other candidates. */
  score: number;
}

const MAX_CANDIDATES = 12;
/** So many places of words are looked at in one slice. */
const PLACES_A_SLICE = 20_000;

/** Finds the messages that each statement may have come from, best first. */
export interface Finder {
  find(statement: number): Slices<Candidate[]>;
}

export function createFinder(corpus: Corpus, weights: TraceWeights): Finder {
  const near = createNearnessSums(corpus, weights);
  const count = corpus.messages.length;
  let budget = PLACES_A_SLICE;

  function* pause(): Slices<void> {
    if (budget > 0) return;
    budget = PLACES_A_SLICE;
    yield;
  }

  function* find(statement: number): Slices<Candidate[]> {
    const words = corpus.statements[statement] ?? [];
    const telling = tellingWords(words, corpus.names);
    near.clear();
    let whole = 0;
    for (const word of telling) {
      whole += corpus.weights[word] ?? 0;
      budget -= near.add(word);
      yield* pause();
    }
    if (whole === 0) return [];
    const found = bestOf(near.sums, whole, speakerScores(words));
    budget -= count;
    const orderIn = orderOf(words, corpus.weights);
    for (const one of found) {
      const message = corpus.messages[one.message] ?? [];
      one.order = orderIn(message) / whole;
      one.score += weights.order * one.order;
      budget -= message.length;
      yield* pause();
    }
    return found.sort((a, b) => b.score - a.score || a.message - b.message);
  }

  /** By speaker: what it counts that the statement names this one first, or another. */
  function speakerScores(words: readonly number[]): number[] {
    const named = words.find((word) => corpus.names.has(word));
    return corpus.speakers.map((name) =>
      named === undefined ? 0 : name.has(named) ? weights.speaker : -weights.speaker,
    );
  }

  /** The best ones of all messages that share anything with the statement. */
  function bestOf(sums: Float64Array, whole: number, bySpeaker: readonly number[]): Candidate[] {
    const best: Candidate[] = [];
    let least = -Infinity;
    for (let message = 0; message < count; message += 1) {
      const nearness = (sums[message] ?? 0) / whole;
      if (nearness === 0) continue;
      const spoken = bySpeaker[corpus.speakerOf[message] ?? 0] ?? 0;
      const score = weights.nearness * nearness + weights.length * (corpus.lengths[message] ?? 0) + spoken;
      if (best.length === MAX_CANDIDATES && score <= least) continue;
      let place = best.length;
      while (place > 0 && (best[place - 1]?.score ?? Infinity) < score) place -= 1;
      best.splice(place, 0, { message, nearness, order: 0, score });
      if (best.length > MAX_CANDIDATES) best.pop();
      least = best.at(-1)?.score ?? -Infinity;
    }
    return best;
  }
  return { find };
}

/** Names of speakers tell who spoke, not what; a statement of names alone has nothing else. */
function tellingWords(words: readonly number[], names: ReadonlySet<number>): Set<number> {
  const telling = new Set(words.filter((word) => !names.has(word)));
  return telling.size > 0 ? telling : new Set(words);
}

/** Weighs the pairs of neighbouring words that a message has too: each by the less telling word. */
function orderOf(statement: readonly number[], weights: Float64Array): (message: readonly number[]) => number {
  const next = new Map<number, number[]>();
  for (let at = 1; at < statement.length; at += 1) {
    const first = statement[at - 1] ?? 0;
    next.set(first, [...(next.get(first) ?? []), statement[at] ?? 0]);
  }
  return (message) => {
    const found = new Set<number>();
    let sum = 0;
    for (let at = 1; at < message.length; at += 1) {
      const [first, second] = [message[at - 1] ?? 0, message[at] ?? 0];
      const pair = first * weights.length + second;
      if (!next.get(first)?.includes(second) || found.has(pair)) continue;
      found.add(pair);
      sum += Math.min(weights[first] ?? 0, weights[second] ?? 0);
    }
    return sum;
  };
}
