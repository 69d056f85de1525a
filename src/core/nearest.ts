/** The few of many that score best, the best one first; of equal ones the lower place. */
export interface Nearest {
  clear(): void;
  /** Returns the least score among them once they are all there: what is below is no match for them. */
  add(place: number, score: number): number;
  /** Until it is cleared. */
  readonly places: Int32Array;
  readonly scores: Float64Array;
  readonly count: number;
}

export function createNearest(most: number): Nearest {
  const places = new Int32Array(most);
  const scores = new Float64Array(most);
  let count = 0;
  return {
    places,
    scores,
    get count() {
      return count;
    },
    clear() {
      count = 0;
    },
    add(place, score) {
      let rank = count;
      for (; rank > 0; rank -= 1) {
        const ahead = score - (scores[rank - 1] ?? 0);
        if (ahead < 0 || (ahead === 0 && place > (places[rank - 1] ?? 0))) break;
        if (rank === most) continue;
        places[rank] = places[rank - 1] ?? 0;
        scores[rank] = scores[rank - 1] ?? 0;
      }
      if (rank < most) {
        places[rank] = place;
        scores[rank] = score;
        if (count < most) count += 1;
      }
      return count < most ? -Infinity : (scores[most - 1] ?? 0);
    },
  };
}
