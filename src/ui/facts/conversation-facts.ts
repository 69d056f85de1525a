/** The facts shown about a conversation, derived in one place from its answers, so that all views agree. */
import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
} from '../../core/conversation/conversation.ts';
import { PROMPT, STATUS, SUMMARY } from '../../core/conversation/part.ts';
import { isSummaryBehind, learnRun } from '../../core/conversation/run-order.ts';
import { savingsOf, type Savings } from '../../core/conversation/savings.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { isBehind } from '../model/slots/newer-version.ts';
import type { RunEstimate } from '../model/slots/run-estimate.ts';
import { isGone, type Slot } from '../model/slots/slot.ts';
import { freshnessOf, type SummaryFreshness } from './freshness/freshness-facts.ts';
import { warningText } from './warning-text.ts';

export interface ConversationFacts {
  /** The summary to show with the status: the latest run's own, or an earlier one that no later run has replaced. */
  summary: CompactedSummary | null;
  /** The version of `summary` if it precedes a run in progress or a failed one; null if it is the run's own. */
  earlierVersion: number | null;
  /** The latest version known to exist. */
  version: number | null;
  /** The held summary is newer than the status, which describes an earlier version. */
  statusBehind: boolean;
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

/** The answers that hold now, from which the facts are derived. */
export interface HeldAnswers {
  status: Answer<CompactionStatus> | null;
  summary: Answer<CompactedSummary | null> | null;
  prompt: Answer<ContextForPrompt> | null;
  /** The estimate of the run in progress. */
  run: RunEstimate | null;
}

/** Leaves out answers of an earlier version, and all of a conversation that Synap does not know (any more). */
export function heldAnswers(model: ConversationModel): HeldAnswers {
  const status = model.slot(STATUS).value;
  const gone = isGone(status);
  const current = <T>({ answer, superseded }: Slot<T>) => (gone || superseded ? null : answer);
  return {
    status: gone ? null : status.answer,
    summary: current(model.slot(SUMMARY).value),
    prompt: current(model.slot(PROMPT).value),
    run: model.run.value,
  };
}

/** `now` is our clock's, in epoch milliseconds. */
export function conversationFacts(held: HeldAnswers, now: number): ConversationFacts {
  const told = held.status?.data ?? null;
  // A run in progress or a failed one is shown as such; what it says is not of a version.
  const statusBehind = told !== null && !hasLaterRun(told) && isBehind(told, held.summary?.data ?? null);
  const status = statusBehind ? null : told;
  const summary = summaryBeside(status, held.summary?.data ?? null);
  return {
    summary,
    earlierVersion: earlierVersion(status, summary),
    version: newest(status?.latestVersion ?? null, summary?.version ?? null),
    statusBehind,
    strategy: summary?.strategyUsed ?? summary?.levelApplied ?? null,
    savings: savingsOf(summary, status?.compressionRatio),
    quality: qualityOf(status, summary),
    freshness: freshnessOf({ ...held, status: statusBehind ? null : held.status }, now),
  };
}

/** The latest run has made no version (yet). An unknown state counts as false. */
export function hasLaterRun(status: CompactionStatus | null): boolean {
  return status?.state === 'in_progress' || status?.state === 'failed';
}

/** Omits a summary of another version than the completed run's: the two would contradict each other. */
function summaryBeside(status: CompactionStatus | null, summary: CompactedSummary | null): CompactedSummary | null {
  if (!status || hasLaterRun(status)) return summary;
  return isSummaryBehind(learnRun(null, status), summary) ? null : summary;
}

function newest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function earlierVersion(status: CompactionStatus | null, summary: CompactedSummary | null): number | null {
  return hasLaterRun(status) ? (summary?.version ?? null) : null;
}

/**
 * Score and verdict are of one answer: a score of the status with the summary's verdict would contradict itself. A
 * failed run has its own score; the verdict of the version before does not belong to it.
 */
function qualityOf(status: CompactionStatus | null, summary: CompactedSummary | null): Quality {
  const runScore = status?.validationScore ?? null;
  const runsOwn = { score: runScore, passed: null, warning: null, earlierVersion: null };
  if (!summary || (status?.state === 'failed' && runScore !== null)) return runsOwn;
  const { validationScore: score, validationPassed: passed } = summary;
  const isSilent = score === null && passed !== false && !hasLaterRun(status) && runScore !== null;
  return {
    ...(isSilent ? { score: runScore, passed: null } : { score, passed }),
    warning: warningText(summary.qualityWarning),
    earlierVersion: earlierVersion(status, summary),
  };
}
