/** Weighs the pairs of neighbouring words that a message has too: each by the less telling word. */
export function createOrder(
  weights: Float64Array,
): (statement: readonly number[]) => (message: readonly number[]) => number {
  /** By word: the last of the statements that have it. */
  const lastIn = new Int32Array(weights.length);
  let turn = 0;
  return (statement) => {
    turn += 1;
    const pairs = new Set<number>();
    for (let at = 0; at < statement.length; at += 1) {
      const word = statement[at] ?? 0;
      lastIn[word] = turn;
      if (at > 0) pairs.add((statement[at - 1] ?? 0) * weights.length + word);
    }
    return (message) => {
      const found = new Set<number>();
      let sum = 0;
      for (let at = 1; at < message.length; at += 1) {
        const [first, second] = [message[at - 1] ?? 0, message[at] ?? 0];
        // Of most pairs, the statement has not even the words.
        if (lastIn[first] !== turn || lastIn[second] !== turn) continue;
        const pair = first * weights.length + second;
        if (!pairs.has(pair) || found.has(pair)) continue;
        found.add(pair);
        sum += Math.min(weights[first] ?? 0, weights[second] ?? 0);
      }
      return sum;
    };
  };
}
