import type { CompactedSummary, CompactionStatus } from '../../core/conversation/conversation.ts';
import { runNews } from '../../core/conversation/run-order.ts';
import { shortText } from '../../core/cut-text.ts';
import type { HistoryRun } from '../../protocol/history.ts';

/** What one answer tells of one run. */
export type ToldRun = Omit<HistoryRun, 'seenAt'>;

const MAX_RUNS = 100;
const MAX_ERROR_CHARS = 500;

/** Null where a status tells of no run, or says in a word that is not known how it stands. */
export function runOfStatus(status: CompactionStatus): ToldRun | null {
  const { state, latestCreatedAt: startedAt, completedAt } = status;
  if (state === 'none' || state === 'unknown') return null;
  const isCompleted = state === 'completed';
  // Beside a run in progress stand the version, the time and the figures of the one before.
  const isOwnEnd = state !== 'in_progress' && (startedAt ?? -Infinity) <= (completedAt ?? -Infinity);
  return {
    compactionId: status.compactionId,
    version: isCompleted ? status.latestVersion : null,
    state,
    strategy: null,
    originalTokens: null,
    compactedTokens: null,
    ratio: isCompleted ? status.compressionRatio : null,
    score: state === 'in_progress' ? null : status.validationScore,
    startedAt,
    endedAt: isOwnEnd ? completedAt : null,
    error: state === 'failed' && status.errorMessage !== null ? shortText(status.errorMessage, MAX_ERROR_CHARS) : null,
  };
}

export function runOfSummary(summary: CompactedSummary): ToldRun | null {
  const { compactionId, version } = summary;
  if (compactionId === null && version === null) return null;
  return {
    compactionId,
    version,
    state: 'completed',
    strategy: summary.strategyUsed,
    originalTokens: summary.originalTokenCount,
    compactedTokens: summary.compactedTokenCount,
    ratio: summary.compressionRatio,
    score: summary.validationScore,
    startedAt: null,
    endedAt: summary.createdAt,
    error: null,
  };
}

/**
 * The runs, newest first, with what was told of one. `isLatest`: it was told of the latest run, so that without an id
 * or a version it may be the newest one's end. The same list when it says nothing new.
 */
export function withRun(
  runs: readonly HistoryRun[],
  told: ToldRun,
  seenAt: number,
  isLatest: boolean,
): readonly HistoryRun[] {
  let same = runs.filter((run) => isSame(run, told));
  const [newest] = runs;
  if (same.length === 0 && newest && isLatest) {
    const news = runNews(known(newest, runs), { ...known(told, []), latestVersion: told.version });
    if (news === 'older') return runs;
    // The newest one has ended, but what is told may be of a run that followed it unseen.
    if (news !== 'next' && !areOther(newest.startedAt, told.startedAt)) same = [newest];
  }
  let run: HistoryRun = same.reduce((sum, held) => merged(held, sum), { ...told, seenAt });
  // What two answers told of one run, before a third one joined its id and its version.
  const twins = runs.filter((other) => !same.includes(other) && isSame(other, run));
  run = twins.reduce((sum, held) => merged(held, sum), run);
  const all = [...same, ...twins];
  const [first] = all;
  if (all.length === 1 && JSON.stringify(first) === JSON.stringify(run)) return runs;
  const rest = runs.filter((other) => !all.includes(other));
  const after = first ? runs.indexOf(first) : rest.findIndex((other) => isBefore(other, run));
  return rest.toSpliced(after < 0 ? rest.length : after, 0, run).slice(0, MAX_RUNS);
}

/** By the id; by the version or the start where one of the two has no id. */
function isSame(held: ToldRun, told: ToldRun): boolean {
  if (held.compactionId !== null && told.compactionId !== null) return held.compactionId === told.compactionId;
  if (held.version !== null && told.version !== null) return held.version === told.version;
  return held.startedAt !== null && held.startedAt === told.startedAt;
}

function areOther(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && one !== other;
}

/** A fact once known stays until another one is told. */
function merged(held: HistoryRun, told: HistoryRun): HistoryRun {
  const facts = Object.entries(told).filter(([, fact]) => fact !== null);
  const run: HistoryRun = { ...held, ...Object.fromEntries(facts), seenAt: Math.min(held.seenAt, told.seenAt) };
  // An answer from before its end does not begin it again.
  const state = told.state === 'in_progress' ? held.state : told.state;
  // A summary tells the time of its end less exactly than a status.
  const endedAt = told.startedAt === null ? (held.endedAt ?? told.endedAt) : run.endedAt;
  return { ...run, state, endedAt, error: state === 'failed' ? run.error : null };
}

function isBefore(held: HistoryRun, run: HistoryRun): boolean {
  if (held.version !== null && run.version !== null) return held.version < run.version;
  const [one, other] = [held, run].map(({ startedAt, endedAt }) => startedAt ?? endedAt);
  return (one ?? -Infinity) < (other ?? Infinity);
}

function known({ state, compactionId, startedAt, endedAt }: ToldRun, runs: readonly ToldRun[]) {
  return {
    state,
    compactionId,
    latestVersion: runs.reduce<number | null>(
      (most, { version }) => ((version ?? 0) > (most ?? 0) ? version : most),
      null,
    ),
    latestCreatedAt: startedAt,
    completedAt: endedAt,
    past: runs.slice(1).flatMap((run) => run.compactionId ?? []),
  };
}
