/** The usual rule of thumb: four characters a token. Honest about being an estimate, and the same everywhere. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

const TOKENS_PER_CREDIT = 1000;

/** The cost of compacting this many tokens: one credit per thousand begun. */
export function priceOf(tokens: number): number {
  return Math.max(1, Math.ceil(tokens / TOKENS_PER_CREDIT));
}
