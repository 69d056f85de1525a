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

/** Where a word counts: the messages that say it, then those with one like it, those beside them, those beside these. */
interface Reach {
  places: Int32Array;
  /** The ends of the four, and what the word counts in each. */
  ends: readonly number[];
  amounts: readonly number[];
}

export function createNearnessSums(corpus: Corpus, { like: likeShare, next, nextButOne }: TraceWeights): NearnessSums {
  const { messages, saidIn, likeSaidIn, weights } = corpus;
  const count = messages.length;
  const sums = new Float64Array(count);
  /** By message: the round in which it was last counted, so that a word counts once, where it is nearest. */
  const counted = new Int32Array(count);
  const found = new Int32Array(count);
  const known = new Map<number, Reach>();
  let round = 0;
  let met = 0;

  function meet(places: readonly number[], shift: number): number {
    for (let i = 0; i < places.length; i += 1) {
      const at = (places[i] ?? 0) + shift;
      if (at < 0 || at >= count || counted[at] === round) continue;
      counted[at] = round;
      found[met] = at;
      met += 1;
    }
    return met;
  }

  function reachOf(word: number): Reach {
    const [said = [], like = [], weight = 0] = [saidIn[word], likeSaidIn[word], weights[word]];
    round += 1;
    met = 0;
    const ends = [meet(said, 0), meet(like, 0)];
    if (like.length <= COMMON_FROM + count * COMMON_SHARE) {
      meet(like, -1);
      ends.push(meet(like, 1));
      meet(like, -2);
      ends.push(meet(like, 2));
    }
    return {
      places: found.slice(0, met),
      ends,
      amounts: [1, likeShare, next, nextButOne].map((share) => weight * share),
    };
  }

  function add(word: number): number {
    let reach = known.get(word);
    if (!reach) known.set(word, (reach = reachOf(word)));
    const { places, ends, amounts } = reach;
    let at = 0;
    for (let tier = 0; tier < ends.length; tier += 1) {
      const [end, amount] = [ends[tier] ?? 0, amounts[tier] ?? 0];
      for (; at < end; at += 1) {
        const place = places[at] ?? 0;
        sums[place] = (sums[place] ?? 0) + amount;
      }
    }
    return places.length;
  }
  return { sums, clear: () => sums.fill(0), add };
}
