/** The facts shown about a conversation, derived in one place from its answers, so that all views agree. */
import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
} from '../../core/conversation/conversation.ts';
import { ageMs, freshness, type Freshness } from '../../core/conversation/freshness.ts';
import { PROMPT, STATUS, SUMMARY } from '../../core/conversation/part.ts';
import { savingsOf, type Savings } from '../../core/conversation/savings.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
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
  /** Null when there is no summary. */
  freshness: SummaryFreshness | null;
}

export interface Quality {
  /** Synap's validation score, 0–1. */
  score: number | null;
  passed: boolean | null;
  warning: string | null;
  /** The version it belongs to, if that is not the status's run. */
  earlierVersion: number | null;
}

export interface SummaryFreshness extends Freshness {
  /** Messages recorded after the summary's cut-off; null if Synap did not say. */
  newerMessages: number | null;
  ageMs: number | null;
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
    freshness: freshnessOf(held.status, held.prompt, now),
  };
}

/** True for a completed run, and for one in progress or failed that follows an earlier version. */
export function hasSummary(status: CompactionStatus): boolean {
  return status.state === 'completed' || (status.latestVersion ?? 0) > 0;
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

function freshnessOf(
  status: HeldAnswers['status'],
  prompt: HeldAnswers['prompt'],
  now: number,
): SummaryFreshness | null {
  const isThere = prompt?.data.available || (status !== null && hasSummary(status.data));
  if (!isThere) return null;
  const newerMessages = prompt?.data.available ? prompt.data.recentMessageCount : null;
  const age = summaryAgeMs(status, prompt, now);
  return {
    ...freshness({ isStale: prompt?.data.isStale ?? null, newerMessages, ageMs: age }),
    newerMessages,
    ageMs: age,
  };
}

/** The age that Synap reported plus the time since; else the time since the run ended. */
function summaryAgeMs(status: HeldAnswers['status'], prompt: HeldAnswers['prompt'], now: number): number | null {
  const counted = prompt?.data.compactionAgeSeconds ?? null;
  if (prompt && counted !== null) return Math.max(0, counted * 1000 + now - prompt.meta.retrievedAt);
  if (status?.data.state !== 'completed' || status.data.completedAt === null) return null;
  return ageMs(status.data.completedAt, now, status.meta.serverSkewMs);
}
