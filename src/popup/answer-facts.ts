import type { Answer, CompactedSummary, CompactionStatus, ContextForPrompt } from '../core/conversation.ts';
import type { AppError } from '../core/errors.ts';
import { freshness, type Freshness } from '../core/freshness.ts';
import { savingsOf, type Savings } from '../core/savings.ts';

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
    savings: savingsOf({
      originalTokenCount: summary?.originalTokenCount ?? null,
      compactedTokenCount: summary?.compactedTokenCount ?? null,
      compressionRatio: summary?.compressionRatio ?? status?.compressionRatio ?? null,
    }),
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

export interface RunProgress {
  elapsedMs: number;
  /** By Synap's estimate; null without one, 0 when it is overdue. */
  leftMs: number | null;
}

/** How long a run has been under way, by the server's clock. */
export function runProgress(status: Answer<CompactionStatus>, now: number): RunProgress | null {
  const { latestCreatedAt, estimatedCompletionSeconds } = status.data;
  if (status.data.state !== 'in_progress' || latestCreatedAt === null) return null;
  const elapsedMs = Math.max(0, now + status.meta.serverSkewMs - latestCreatedAt);
  const totalMs = estimatedCompletionSeconds === null ? null : estimatedCompletionSeconds * 1000;
  return { elapsedMs, leftMs: totalMs === null ? null : Math.max(0, totalMs - elapsedMs) };
}

/** Three parts that fail for one reason are one error. */
export function distinctErrors(errors: (AppError | null | undefined)[]): AppError[] {
  const byKind = new Map<string, AppError>();
  for (const error of errors) {
    if (error && error.kind !== 'cancelled' && !byKind.has(error.kind)) byKind.set(error.kind, error);
  }
  return [...byKind.values()];
}
