/** What a compaction saves: tokens, shares and dollars. All from the counts; the ratio only where they are missing. */

export interface Savings {
  original: number | null;
  compacted: number | null;
  /** Compacted ÷ original; above 1 when the summary is longer than the conversation. */
  keptRatio: number | null;
  /** Tokens that the model need not read; negative when the summary is longer. */
  savedTokens: number | null;
}

interface Counts {
  originalTokenCount: number | null;
  compactedTokenCount: number | null;
  compressionRatio: number | null;
}

export function savingsOf(counts: Counts): Savings {
  const original = usable(counts.originalTokenCount);
  const compacted = usable(counts.compactedTokenCount);
  const both = original !== null && compacted !== null;
  const keptRatio = both && original > 0 ? compacted / original : usable(counts.compressionRatio);
  return { original, compacted, keptRatio, savedTokens: both ? original - compacted : null };
}

/** US dollars for `tokens` at `pricePerMillion`. */
export function dollars(tokens: number, pricePerMillion: number): number {
  return (tokens * pricePerMillion) / 1_000_000;
}

/**
 * A share in whole percent. What is not nothing and not all is never rounded to either: those two words are the
 * ones that mislead. `kept` and `saved` of one share add up to 100.
 */
export function wholePercent(ratio: number): number {
  const rounded = Math.round(ratio * 100);
  if (rounded === 0 && ratio > 0) return 1;
  if (rounded === 100 && ratio < 1) return 99;
  if (rounded === 100 && ratio > 1) return 101;
  return rounded;
}

/** Tokens of a text where no count came with it: a quarter of its characters, rounded up. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

function usable(value: number | null): number | null {
  return value !== null && Number.isFinite(value) && value >= 0 ? value : null;
}
