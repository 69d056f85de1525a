import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
} from '../../core/conversation/conversation.ts';
import type { AppError } from '../../core/errors.ts';
import { freshness, type Freshness } from '../../core/conversation/freshness.ts';
import { savingsOf, type Savings } from '../../core/conversation/savings.ts';

/** What the card says of tokens and quality, from whichever answer has it. */
export interface AnswerFacts {
  savings: Savings;
  score: number | null;
  passed: boolean | null;
  warning: string | boolean;
  version: number | null;
  strategy: string | null;
}

export function answerFacts(status: CompactionStatus | null, summary: CompactedSummary | null): AnswerFacts {
  return {
    savings: savingsOf(summary, status?.compressionRatio),
    score: summary?.validationScore ?? status?.validationScore ?? null,
    passed: summary?.validationPassed ?? null,
    warning: summary?.qualityWarning ?? false,
    version: summary?.version ?? status?.latestVersion ?? null,
    strategy: summary?.strategyUsed ?? null,
  };
}

/** How far the summary still holds, as of now; null while there is none or nobody has said. */
export function freshnessOf(prompt: Answer<ContextForPrompt> | null, now: number): Freshness | null {
  if (!prompt || !prompt.data.available) return null;
  const { isStale, recentMessageCount, compactionAgeSeconds } = prompt.data;
  const sinceMs = Math.max(0, now - prompt.meta.retrievedAt);
  return freshness({
    isStale,
    newerMessages: recentMessageCount,
    ageMs: compactionAgeSeconds === null ? null : compactionAgeSeconds * 1000 + sinceMs,
  });
}

/** Three parts that fail for one reason are one error. */
export function distinctErrors(errors: (AppError | null | undefined)[]): AppError[] {
  const byKind = new Map<string, AppError>();
  for (const error of errors) {
    if (error && error.kind !== 'cancelled' && !byKind.has(error.kind)) byKind.set(error.kind, error);
  }
  return [...byKind.values()];
}
