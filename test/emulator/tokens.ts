/** The usual rule of thumb: four characters a token. Honest about being an estimate, and the same everywhere. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
