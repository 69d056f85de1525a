import type { Slices } from '../../slices.ts';
import type { Corpus } from './corpus.ts';

export interface Candidate {
  message: number;
  /** The statement's words, by weight and by how near each is said. */
  nearness: number;
  /** 1: said by whom the statement names first; -1: by somebody else; 0: it names nobody. */
  speaker: -1 | 0 | 1;
  /** The statement's neighbouring words, by weight, that are neighbours in the message. */
  order: number;
  /** Logarithm of the count of its words. */
  length: number;
  /** Log odds against the statement's other candidates. */
  score: number;
}

/** What a word of the statement counts where the message has it, has one that begins alike, or a neighbour has it. */
const LIKE_SHARE = 0.73;
const NEXT_SHARE = 0.6;
const NEXT_BUT_ONE_SHARE = 0.42;

/** Weights of a conditional logit over annotated conversations (docs/judged.md). */
const NEARNESS = 17.8;
const SPEAKER = 1.6;
const ORDER = 3.7;
const LENGTH = -1.03;

const MAX_CANDIDATES = 12;
/** So many places of words are looked at in one slice. */
const PLACES_A_SLICE = 200_000;

/** Finds the messages that each statement may have come from, best first. */
export interface Finder {
  find(statement: number): Slices<Candidate[]>;
}

export function createFinder(corpus: Corpus): Finder {
  const count = corpus.messages.length;
  const sums = new Float64Array(count);
  /** By message: the round in which it was last counted, so that a word counts once, where it is nearest. */
  const counted = new Int32Array(count);
  let round = 0;
  let budget = PLACES_A_SLICE;

  function add(places: readonly number[], shift: number, amount: number): void {
    budget -= places.length;
    for (const place of places) {
      const at = place + shift;
      if (at < 0 || at >= count || counted[at] === round) continue;
      counted[at] = round;
      sums[at] = (sums[at] ?? 0) + amount;
    }
  }

  function addWord(word: number, weight: number): void {
    const places = corpus.saidIn[word] ?? [];
    const like = corpus.likeSaidIn[word] ?? [];
    round += 1;
    add(places, 0, weight);
    if (like.length > places.length) add(like, 0, weight * LIKE_SHARE);
    add(like, -1, weight * NEXT_SHARE);
    add(like, 1, weight * NEXT_SHARE);
    add(like, -2, weight * NEXT_BUT_ONE_SHARE);
    add(like, 2, weight * NEXT_BUT_ONE_SHARE);
  }

  function* find(statement: number): Slices<Candidate[]> {
    const words = corpus.statements[statement] ?? [];
    const telling = tellingWords(words, corpus.names);
    sums.fill(0);
    let whole = 0;
    for (const word of telling) {
      const weight = corpus.weights[word] ?? 0;
      whole += weight;
      addWord(word, weight);
      if (budget > 0) continue;
      budget = PLACES_A_SLICE;
      yield;
    }
    if (whole === 0) return [];
    const named = words.find((word) => corpus.names.has(word));
    const found = bestOf(sums, (message) => candidateOf(corpus, message, (sums[message] ?? 0) / whole, named));
    const pairs = createPairs(words, corpus.weights);
    for (const one of found) {
      one.order = pairs.shareIn(corpus.messages[one.message] ?? []) / whole;
      one.score += ORDER * one.order;
    }
    return found.sort(byScore);
  }
  return { find };
}

const byScore = (a: Candidate, b: Candidate): number => b.score - a.score || a.message - b.message;

/** Names of speakers tell who spoke, not what; a statement of names alone has nothing else. */
function tellingWords(words: readonly number[], names: ReadonlySet<number>): Set<number> {
  const telling = new Set(words.filter((word) => !names.has(word)));
  return telling.size > 0 ? telling : new Set(words);
}

function candidateOf(
  { messages, speakers }: Corpus,
  message: number,
  nearness: number,
  named: number | undefined,
): Candidate {
  const speaker = named === undefined ? 0 : speakers[message]?.has(named) ? 1 : -1;
  const length = Math.log(1 + (messages[message]?.length ?? 0));
  return {
    message,
    nearness,
    speaker,
    order: 0,
    length,
    score: NEARNESS * nearness + SPEAKER * speaker + LENGTH * length,
  };
}

/** The best ones of all messages that share anything with the statement. */
function bestOf(sums: Float64Array, candidateAt: (message: number) => Candidate): Candidate[] {
  const best: Candidate[] = [];
  let least = -Infinity;
  for (const [message, sum] of sums.entries()) {
    if (sum === 0) continue;
    const one = candidateAt(message);
    if (best.length === MAX_CANDIDATES && one.score <= least) continue;
    best.push(one);
    best.sort(byScore);
    best.length = Math.min(best.length, MAX_CANDIDATES);
    least = best.at(-1)?.score ?? -Infinity;
  }
  return best;
}

/** Pairs of neighbouring words, each with the weight of the less telling one. */
function createPairs(words: readonly number[], weights: Float64Array) {
  const all = new Set(words);
  const pairs = new Map<string, number>();
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    if (next !== undefined) pairs.set(`${word} ${next}`, Math.min(weights[word] ?? 0, weights[next] ?? 0));
  }
  return {
    shareIn(message: readonly number[]): number {
      const found = new Set<string>();
      for (const [at, word] of message.entries()) {
        const next = message[at + 1];
        if (next !== undefined && all.has(word) && all.has(next)) found.add(`${word} ${next}`);
      }
      let sum = 0;
      for (const pair of found) sum += pairs.get(pair) ?? 0;
      return sum;
    },
  };
}
