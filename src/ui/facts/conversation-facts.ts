/** What is said of a conversation, derived once from its answers: every view says the same and only lays it out. */
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
  /** The summary that belongs beside the status: the latest run's own, or the one that a later run has not replaced. */
  summary: CompactedSummary | null;
  /** The version of `summary` where it is older than the run in progress or failed; null: it is the run's own. */
  earlierVersion: number | null;
  /** The latest version that is known to exist. */
  version: number | null;
  /** The strategy that made `summary`. */
  strategy: string | null;
  savings: Savings;
  quality: Quality;
  /** Null where there is no summary to be fresh or stale. */
  freshness: SummaryFreshness | null;
}

export interface Quality {
  /** Synap's validation score, 0–1. */
  score: number | null;
  passed: boolean | null;
  warning: string | null;
  /** The version it belongs to, where that is not the run that the status tells of. */
  earlierVersion: number | null;
}

export interface SummaryFreshness extends Freshness {
  /** Messages recorded after the summary's cut-off; null: Synap did not say. */
  newerMessages: number | null;
  ageMs: number | null;
}

/** The answers that the facts are derived from, as far as they are held. */
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

/** A run that is in progress or failed may follow one that was completed. */
export function hasSummary(status: CompactionStatus): boolean {
  return status.state === 'completed' || (status.latestVersion ?? 0) > 0;
}

/** The latest run made no version (yet). A state that we do not know claims nothing of the kind. */
export function hasLaterRun(status: CompactionStatus | null): boolean {
  return status?.state === 'in_progress' || status?.state === 'failed';
}

/** A summary of another version than the completed run's is left out: the two would contradict each other. */
function summaryBeside(status: CompactionStatus | null, summary: CompactedSummary | null): CompactedSummary | null {
  const latest = status?.latestVersion ?? null;
  if (hasLaterRun(status) || latest === null || !summary || summary.version === null) return summary;
  return summary.version === latest ? summary : null;
}

function earlierVersion(status: CompactionStatus | null, summary: CompactedSummary | null): number | null {
  return hasLaterRun(status) ? (summary?.version ?? null) : null;
}

/** A failed run's score is its own and stands without the summary's verdict, which is of the version before. */
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

/** The age that Synap counted and what has passed since; else by when the run ended. */
function summaryAgeMs(status: HeldAnswers['status'], prompt: HeldAnswers['prompt'], now: number): number | null {
  const counted = prompt?.data.compactionAgeSeconds ?? null;
  if (prompt && counted !== null) return Math.max(0, counted * 1000 + now - prompt.meta.retrievedAt);
  if (status?.data.state !== 'completed' || status.data.completedAt === null) return null;
  return ageMs(status.data.completedAt, now, status.meta.serverSkewMs);
}
