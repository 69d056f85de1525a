/** Tokens and shares saved by a compaction. Computed from the counts; the reported ratio is used only without them. */

export interface Savings {
  original: number | null;
  compacted: number | null;
  /** Compacted ÷ original; above 1 when the summary is longer than the conversation. */
  keptRatio: number | null;
  /** Tokens that no longer need to be sent; negative when the summary is longer. */
  savedTokens: number | null;
}

interface Counts {
  originalTokenCount: number | null;
  compactedTokenCount: number | null;
  compressionRatio: number | null;
}

/** `ratio` comes from the status, for a summary that has none or is missing. */
export function savingsOf(summary: Counts | null, ratio: number | null = null): Savings {
  const original = usable(summary?.originalTokenCount);
  const compacted = usable(summary?.compactedTokenCount);
  const both = original !== null && compacted !== null;
  const keptRatio = both && original > 0 ? compacted / original : usable(summary?.compressionRatio ?? ratio);
  return { original, compacted, keptRatio, savedTokens: both ? original - compacted : null };
}

/**
 * A share in whole percent. A share other than 0 or 1 is never rounded to 0 or 100, because "nothing" and "all"
 * mislead. `kept` and `saved` of one share add up to 100.
 */
export function wholePercent(ratio: number): number {
  const rounded = Math.round(ratio * 100);
  if (rounded === 0 && ratio > 0) return 1;
  return rounded === 100 ? 100 + Math.sign(ratio - 1) : rounded;
}

function usable(value: number | null | undefined): number | null {
  return typeof value === 'number' && value >= 0 && value < Infinity ? value : null;
}

/** Estimated tokens of a text that came without a count: a quarter of its characters, rounded up. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
