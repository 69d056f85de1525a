export interface Kept {
  state: 'kept' | 'reworded' | 'lost';
  /** The index of the statement that keeps it. */
  line: number | null;
}

const LEAST_SHARE = 0.6;

/** Whether one of the statements says what was pinned. */
export function checkMustKeep(pinned: string, statements: readonly string[]): Kept {
  const wanted = wordsIn(pinned);
  let best: Kept = { state: 'lost', line: null };
  let most = LEAST_SHARE;
  for (const [line, statement] of statements.entries()) {
    const words = wordsIn(statement);
    if (words.join(' ') === wanted.join(' ')) return { state: 'kept', line };
    const set = new Set(words);
    if (wanted.some((word) => /\d/u.test(word) && !set.has(word))) continue;
    const share = wanted.filter((word) => set.has(word)).length / wanted.length;
    if (share < most) continue;
    most = share;
    best = { state: 'reworded', line };
  }
  return best;
}

const wordsIn = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
