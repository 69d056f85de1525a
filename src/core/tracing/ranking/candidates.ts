import { createNearest } from '../../nearest.ts';
import type { Slices } from '../../slices.ts';
import type { Corpus } from './corpus.ts';
import { createNearnessSums } from './nearness.ts';
import { createOrder } from './order.ts';
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
  const bestOf = createBest(corpus, weights);
  const orderOf = createOrder(corpus.weights);
  let budget = PLACES_A_SLICE;

  function* find(statement: number): Slices<Candidate[]> {
    const words = corpus.statements[statement] ?? [];
    const telling = tellingWords(words, corpus.names);
    near.clear();
    for (let next = 0; next < telling.length;) {
      next = addFrom(telling, next);
      if (budget <= 0) yield* pause();
    }
    const whole = telling.reduce((sum, word) => sum + (corpus.weights[word] ?? 0), 0);
    if (whole === 0) return [];
    const found = bestOf(words, near.sums, whole);
    budget -= corpus.messages.length;
    const orderIn = orderOf(words);
    for (const one of found) {
      one.order = orderIn(corpus.messages[one.message] ?? []) / whole;
      one.score += weights.order * one.order;
      budget -= corpus.messages[one.message]?.length ?? 0;
      if (budget <= 0) yield* pause();
    }
    return found.sort((a, b) => b.score - a.score || a.message - b.message);
  }

  function* pause(): Slices<void> {
    budget = PLACES_A_SLICE;
    yield;
  }

  /** Adds words up to the end of a slice; tells which is the next. */
  function addFrom(words: readonly number[], from: number): number {
    let at = from;
    for (; at < words.length && budget > 0; at += 1) budget -= near.add(words[at] ?? 0);
    return at;
  }
  return { find };
}

/** Finds the best ones of all messages that share anything with a statement. */
function createBest(
  corpus: Corpus,
  weights: TraceWeights,
): (words: readonly number[], sums: Float64Array, whole: number) => Candidate[] {
  const nearest = createNearest(MAX_CANDIDATES);
  const bySpeaker = new Float64Array(corpus.speakers.length);
  const byMessage = corpus.lengths.map(
    (length, at) => weights.length * length + weights.asking * (corpus.asking[at] ?? 0),
  );

  /** Sets, by speaker, what it counts that the statement names this one first, or another. */
  function hearSpeakers(words: readonly number[]): void {
    const named = words.find((word) => corpus.names.has(word));
    for (const [at, name] of corpus.speakers.entries())
      bySpeaker[at] = named === undefined ? 0 : name.has(named) ? weights.speaker : -weights.speaker;
  }

  return (words, sums, whole) => {
    nearest.clear();
    hearSpeakers(words);
    let least = -Infinity;
    for (let message = 0; message < sums.length; message += 1) {
      const sum = sums[message] ?? 0;
      const spoken = bySpeaker[corpus.speakerOf[message] ?? 0] ?? 0;
      const score = weights.nearness * (sum / whole) + (byMessage[message] ?? 0) + spoken;
      if (score > least && sum !== 0) least = nearest.add(message, score);
    }
    return Array.from(nearest.places.subarray(0, nearest.count), (message, rank) => ({
      message,
      nearness: (sums[message] ?? 0) / whole,
      order: 0,
      score: nearest.scores[rank] ?? 0,
    }));
  };
}

/** Names of speakers tell who spoke, not what; a statement of names alone has nothing else. */
function tellingWords(words: readonly number[], names: ReadonlySet<number>): number[] {
  const own = [...new Set(words)];
  const telling = own.filter((word) => !names.has(word));
  return telling.length > 0 ? telling : own;
}
