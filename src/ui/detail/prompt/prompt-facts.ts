import type { ContextForPrompt } from '../../../core/conversation/conversation.ts';
import { estimateTokens } from '../../../core/conversation/estimates.ts';

/** What the model will read, by where it comes from. Tokens are estimates: Synap counts none here. */
export interface PromptShares {
  summaryTokens: number;
  recentTokens: number;
  totalTokens: number;
  /** Share of the summary, 0–1; 0 when there is nothing at all. */
  summaryShare: number;
}

export function promptShares(prompt: ContextForPrompt): PromptShares {
  const summaryTokens = estimateTokens(prompt.context ?? '');
  const recentTokens = prompt.recentMessages.reduce((sum, message) => sum + estimateTokens(message.content), 0);
  const totalTokens = summaryTokens + recentTokens;
  return {
    summaryTokens,
    recentTokens,
    totalTokens,
    summaryShare: totalTokens === 0 ? 0 : summaryTokens / totalTokens,
  };
}
