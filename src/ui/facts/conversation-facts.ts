/** The facts shown about a conversation, derived in one place from its answers, so that all views agree. */
import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
} from '../../core/conversation/conversation.ts';
import { PROMPT, STATUS, SUMMARY } from '../../core/conversation/part.ts';
import { savingsOf, type Savings } from '../../core/conversation/savings.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { freshnessOf, type SummaryFreshness } from './freshness-facts.ts';
import { warningText } from './summary-facts.ts';

export interface ConversationFacts {
  /** The summary to show with the status: the latest run's own, or an earlier one that no later run has replaced. */
  summary: CompactedSummary | null;
  /** The version of `summary` if it precedes a run in progress or a failed one; null if it is the run's own. */
  earlierVersion: number | null;
  /** The latest version known to exist. */
  version: number | null;
  /** The strategy that made `summary`. */
  strategy: string | null;
  savings: Savings;
  quality: Quality;
  freshness: SummaryFreshness;
}

export interface Quality {
  /** Synap's validation score, 0–1. */
  score: number | null;
  passed: boolean | null;
  warning: string | null;
  /** The version it belongs to, if that is not the status's run. */
  earlierVersion: number | null;
}

/** The answers held now, from which the facts are derived. */
export interface HeldAnswers {
  status: Answer<CompactionStatus> | null;
  summary: Answer<CompactedSummary | null> | null;
  prompt: Answer<ContextForPrompt> | null;
}

export function heldAnswers(model: ConversationModel): HeldAnswers {
  return {
    status: model.slot(STATUS).value.answer,
    summary: model.slot(SUMMARY).value.answer,
    prompt: model.slot(PROMPT).value.answer,
  };
}

/** `now` is our clock's, in epoch milliseconds. */
export function conversationFacts(held: HeldAnswers, now: number): ConversationFacts {
  const status = held.status?.data ?? null;
  const summary = summaryBeside(status, held.summary?.data ?? null);
  return {
    summary,
    earlierVersion: earlierVersion(status, summary),
    version: status?.latestVersion ?? summary?.version ?? null,
    strategy: summary?.strategyUsed ?? summary?.levelApplied ?? null,
    savings: savingsOf(summary, status?.compressionRatio),
    quality: qualityOf(status, summary),
    freshness: freshnessOf(held, now),
  };
}

/** The latest run has made no version (yet). An unknown state counts as false. */
export function hasLaterRun(status: CompactionStatus | null): boolean {
  return status?.state === 'in_progress' || status?.state === 'failed';
}

/** Omits a summary of another version than the completed run's: the two would contradict each other. */
function summaryBeside(status: CompactionStatus | null, summary: CompactedSummary | null): CompactedSummary | null {
  const latest = status?.latestVersion ?? null;
  if (hasLaterRun(status) || latest === null || !summary || summary.version === null) return summary;
  return summary.version === latest ? summary : null;
}

function earlierVersion(status: CompactionStatus | null, summary: CompactedSummary | null): number | null {
  return hasLaterRun(status) ? (summary?.version ?? null) : null;
}

/** A failed run has its own score, shown without the summary's verdict, which belongs to the version before. */
function qualityOf(status: CompactionStatus | null, summary: CompactedSummary | null): Quality {
  const runScore = status?.validationScore ?? null;
  const isRunsOwn = status?.state === 'failed' && runScore !== null;
  if (isRunsOwn || !summary) return { score: runScore, passed: null, warning: null, earlierVersion: null };
  const score = summary.validationScore;
  return {
    score: hasLaterRun(status) ? score : (runScore ?? score),
    passed: summary.validationPassed,
    warning: warningText(summary.qualityWarning),
    earlierVersion: earlierVersion(status, summary),
  };
}
