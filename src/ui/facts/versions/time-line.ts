import type { CompactedSummary } from '../../../core/conversation/conversation.ts';
import { savingsOf } from '../../../core/conversation/savings.ts';
import type { HistoryRun } from '../../../protocol/history.ts';
import { versionsOf } from '../content/summary-facts.ts';

/** A run on the time line. */
export interface TimeLineRun {
  /** Different for each run of a time line. */
  key: string;
  /** Null for a run that made none. */
  version: number | null;
  /** `unread`: the version exists, and nothing else is known of it. `unseen`: it began, and nobody saw its end. */
  state: HistoryRun['state'] | 'unread' | 'unseen';
  strategy: string | null;
  originalTokens: number | null;
  compactedTokens: number | null;
  keptRatio: number | null;
  score: number | null;
  durationMs: number | null;
  /** When it ended, or else began, as Synap's clock said; null where it is not known. */
  at: number | null;
  error: string | null;
}

/**
 * Every run of a conversation, newest first: those that the history knows, and the versions up to the latest that it
 * does not. `read` are summaries of it that are at hand, whatever the history knows of them.
 */
export function timeLine(
  history: readonly HistoryRun[],
  latest: number | null,
  read: readonly CompactedSummary[],
): TimeLineRun[] {
  const made = new Map<number, TimeLineRun>();
  for (const version of versionsOf(newest(history, latest, read))) made.set(version, unread(version));
  const others: TimeLineRun[] = [];
  for (const [index, run] of history.entries()) {
    const isOver = run.state === 'in_progress' && index > 0;
    if (isOver) others.push({ ...fromHistory(run, null, index), state: 'unseen' });
    else if (run.state !== 'completed' || run.version === null) others.push(fromHistory(run, null, index));
    // Newest first: of two runs that say to have made the same version, the later one holds.
    else if (made.get(run.version)?.state === 'unread') made.set(run.version, fromHistory(run, run.version, 0));
  }
  for (const summary of read) {
    const known = summary.version === null ? undefined : made.get(summary.version);
    if (known !== undefined) made.set(known.version ?? 0, withSummary(known, summary));
  }
  return placed(
    [...made.values()].toSorted((a, b) => (b.version ?? 0) - (a.version ?? 0)),
    others,
  );
}

/** The newest version that anything tells of; null for none. */
function newest(
  history: readonly HistoryRun[],
  latest: number | null,
  read: readonly CompactedSummary[],
): number | null {
  const made = history.filter(({ state }) => state === 'completed');
  const all = [latest, ...made.map(({ version }) => version), ...read.map(({ version }) => version)];
  const known = all.filter((version) => version !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function unread(version: number): TimeLineRun {
  return {
    key: `v${version}`,
    version,
    state: 'unread',
    strategy: null,
    originalTokens: null,
    compactedTokens: null,
    keptRatio: null,
    score: null,
    durationMs: null,
    at: null,
    error: null,
  };
}

function fromHistory(run: HistoryRun, version: number | null, index: number): TimeLineRun {
  const { startedAt, endedAt, state, strategy, score, error } = run;
  const { original, compacted, keptRatio } = savingsOf({
    originalTokenCount: run.originalTokens,
    compactedTokenCount: run.compactedTokens,
    compressionRatio: run.ratio,
  });
  return {
    key: version === null ? `run ${run.compactionId ?? index}` : `v${version}`,
    version,
    state,
    strategy,
    originalTokens: original,
    compactedTokens: compacted,
    keptRatio,
    score,
    durationMs: startedAt !== null && endedAt !== null && endedAt >= startedAt ? endedAt - startedAt : null,
    at: endedAt ?? startedAt ?? (state === 'completed' ? null : run.seenAt),
    error,
  };
}

/** What a summary says of its own run; what it leaves open stays as it is known. */
function withSummary(run: TimeLineRun, summary: CompactedSummary): TimeLineRun {
  const { original, compacted, keptRatio } = savingsOf(summary);
  return {
    ...run,
    state: 'completed',
    strategy: summary.strategyUsed ?? run.strategy,
    originalTokens: original ?? run.originalTokens,
    compactedTokens: compacted ?? run.compactedTokens,
    keptRatio: keptRatio ?? run.keptRatio,
    score: summary.validationScore ?? run.score,
    at: run.at ?? summary.createdAt,
  };
}

/**
 * Runs without a version stand between those with one, by their time, and one in progress comes first. Versions that
 * nothing is known of were made before the extension heard of the conversation.
 */
function placed(versions: TimeLineRun[], others: TimeLineRun[]): TimeLineRun[] {
  const line = [...versions];
  for (const run of others) line.splice(placeOf(run, line), 0, run);
  return line;
}

function placeOf({ state, at }: TimeLineRun, line: readonly TimeLineRun[]): number {
  if (state === 'in_progress') return 0;
  if (at === null) return line.length;
  const older = line.findIndex((run) => run.at !== null && run.at <= at);
  return older === -1 ? line.findLastIndex((run) => run.at !== null) + 1 : older;
}
