import type { Corpus } from './corpus.ts';
import type { TraceWeights } from './weights.ts';

/** A word that more messages have is in some neighbour by chance. */
const COMMON_SHARE = 0.15;
const COMMON_FROM = 2;

/** Sums up, by message, how near the words of one statement are said. */
export interface NearnessSums {
  readonly sums: Float64Array;
  clear(): void;
  /** Returns how many places of words it looked at. */
  add(word: number): number;
}

export function createNearnessSums(corpus: Corpus, { like: likeShare, next, nextButOne }: TraceWeights): NearnessSums {
  const { messages, saidIn, likeSaidIn, weights } = corpus;
  const count = messages.length;
  const sums = new Float64Array(count);
  /** By message: the round in which it was last counted, so that a word counts once, where it is nearest. */
  const counted = new Int32Array(count);
  let round = 0;

  function addAt(places: readonly number[], shift: number, amount: number): void {
    for (const place of places) {
      const at = place + shift;
      if (at < 0 || at >= count || counted[at] === round) continue;
      counted[at] = round;
      sums[at] = (sums[at] ?? 0) + amount;
    }
  }

  function add(word: number): number {
    const [places = [], like = [], weight = 0] = [saidIn[word], likeSaidIn[word], weights[word]];
    round += 1;
    addAt(places, 0, weight);
    if (like.length > places.length) addAt(like, 0, weight * likeShare);
    if (like.length > COMMON_FROM + count * COMMON_SHARE) return places.length + like.length;
    for (const shift of [-1, 1]) addAt(like, shift, weight * next);
    for (const shift of [-2, 2]) addAt(like, shift, weight * nextButOne);
    return places.length + 5 * like.length;
  }
  return { sums, clear: () => sums.fill(0), add };
}
