import type { CompactedSummary, CompactionStarted, CompactionState, CompactionStatus } from './conversation.ts';

/**
 * The order of what Synap tells of a conversation's runs. Answers may come late, from a replica that lags behind, or
 * without their optional fields, so that an answer is news only where it is later than what is known, not where it
 * merely differs. The cache, the watches and the answers all go by this order.
 */

/** One answer's facts about the latest run; null if the answer does not say. */
export interface RunFacts {
  state: CompactionState;
  compactionId: string | null;
  latestVersion: number | null;
  /** When the run was started, by the server's clock. */
  latestCreatedAt: number | null;
  completedAt: number | null;
}

/** The latest run that is known. */
export interface KnownRun extends RunFacts {
  /** Ids of earlier runs, the oldest first: an answer that names one of them is an old one. */
  past: readonly string[];
}

/**
 * A server that lags behind catches up within this time. One that keeps telling the same old state is right: it may
 * have been restored, or another run followed unseen.
 */
export const MAX_LAG_MS = 5 * 60_000;

export type RunNews =
  /** The answer is older than what is known. */
  | 'older'
  | 'same'
  /** The known run, with a later version or time of completion. */
  | 'revised'
  /** The known run was in progress and has ended. */
  | 'ended'
  /** A run after the known one. */
  | 'next';

const MAX_PAST = 20;

/** Compares an answer with what is known. */
export function runNews(known: KnownRun, told: RunFacts): RunNews {
  if (isNothing(told)) return isNothing(known) ? 'same' : 'older';
  if (isNothing(known)) return 'next';
  if (told.compactionId !== null && known.past.includes(told.compactionId)) return 'older';
  const bothNamed = known.compactionId !== null && told.compactionId !== null;
  if (!bothNamed) return newsOfUnnamed(known, told);
  return known.compactionId === told.compactionId ? newsOfSame(known, told) : newsOfOther(known, told);
}

/** Whether an answer makes what was known before out of date. */
export function isNewer(known: KnownRun, told: RunFacts): boolean {
  const news = runNews(known, told);
  return news !== 'older' && news !== 'same';
}

/** Returns the known run after an answer. */
export function learnRun(known: KnownRun | null, told: RunFacts): KnownRun {
  const facts = factsOf(told);
  if (known === null) return { ...facts, past: [] };
  const news = runNews(known, told);
  if (news === 'older') return known;
  if (news !== 'next') return merged(known, facts);
  const left = known.compactionId === facts.compactionId ? null : known.compactionId;
  return { ...facts, past: left === null ? known.past : [...known.past, left].slice(-MAX_PAST) };
}

/**
 * Returns the known run after a compaction was requested: `started` is the answer, or null if Synap said that a run
 * already holds the conversation.
 */
export function begunRun(before: KnownRun | null, started: CompactionStarted | null): KnownRun {
  const isHeldByKnown = started === null && before !== null && before.state !== 'none' && !isOver(before);
  if (isHeldByKnown) return before;
  const compactionId = started?.compactionId ?? null;
  const earlier = [before?.compactionId, started?.previousCompactionId]
    .filter((id) => id !== null && id !== undefined)
    .filter((id) => id !== compactionId && !before?.past.includes(id));
  return {
    state: 'in_progress',
    compactionId,
    latestVersion: before?.latestVersion ?? null,
    latestCreatedAt: null,
    completedAt: null,
    past: [...(before?.past ?? []), ...new Set(earlier)].slice(-MAX_PAST),
  };
}

/** Whether a summary told as the latest is of an earlier version than the known run has made; null: no summary. */
export function isSummaryBehind(known: KnownRun, summary: CompactedSummary | null): boolean {
  if (summary === null) return (known.latestVersion ?? 0) > 0 || known.state === 'completed';
  if (summary.version !== null && known.latestVersion !== null) return summary.version < known.latestVersion;
  const { compactionId } = summary;
  if (compactionId === null || known.compactionId === null || compactionId === known.compactionId) return false;
  return known.state === 'completed';
}

/** An age in whole seconds, and the time on its way. */
const AGE_PRECISION_MS = 5_000;

/** Whether something was made of a compaction that ended at `compactedAt`, before the known completed run began. */
export function isMadeBefore(known: KnownRun, compactedAt: number): boolean {
  const { state, latestCreatedAt } = known;
  return state === 'completed' && latestCreatedAt !== null && compactedAt < latestCreatedAt - AGE_PRECISION_MS;
}

/** Whether a summary told as the latest is of a later version than the known run tells. */
export function isSummaryAhead(known: KnownRun, summary: CompactedSummary | null): boolean {
  if (summary === null || isSummaryBehind(known, summary)) return false;
  if (summary.version !== null && summary.version > (known.latestVersion ?? 0)) return true;
  return summary.compactionId !== null && summary.compactionId === known.compactionId && !isOver(known);
}

/** Returns the known run after a summary that is ahead: its run has ended. */
export function learnSummary(known: KnownRun, { version, compactionId }: CompactedSummary): KnownRun {
  const latestVersion = version ?? known.latestVersion;
  // Nothing tells whether this run or the known one is the later: only the version is learned.
  const isOther = known.compactionId !== null && compactionId !== known.compactionId;
  if (compactionId === null || (isOther && known.latestVersion === null)) return { ...known, latestVersion };
  const told: RunFacts = { state: 'completed', compactionId, latestVersion, latestCreatedAt: null, completedAt: null };
  return learnRun(known, told);
}

/** The facts of a status without the rest of it. */
function factsOf({ state, compactionId, latestVersion, latestCreatedAt, completedAt }: RunFacts): RunFacts {
  return { state, compactionId, latestVersion, latestCreatedAt, completedAt };
}

/** Completed or failed. An unknown word does not end a run. */
export function isOver({ state }: Pick<CompactionStatus, 'state'>): boolean {
  return state === 'completed' || state === 'failed';
}

/** The answer reports no run. */
function isNothing({ state, compactionId, latestVersion, completedAt }: RunFacts): boolean {
  const isWordOnly = compactionId === null && latestVersion === null && completedAt === null;
  return state === 'none' || (state === 'unknown' && isWordOnly);
}

/** Later is positive; 0 when they are equal or one of them is not known. */
function order(known: number | null, told: number | null): number {
  return known === null || told === null ? 0 : Math.sign(told - known);
}

function newsOfSame(known: KnownRun, told: RunFacts): RunNews {
  if (!isOver(known) && isOver(told)) return 'ended';
  const isBegunAgain = order(known.latestCreatedAt, told.latestCreatedAt) > 0;
  if (isOver(known) && told.state === 'in_progress') return isBegunAgain ? 'next' : 'older';
  const later = order(known.latestVersion, told.latestVersion) || order(known.completedAt, told.completedAt);
  return later > 0 ? 'revised' : later < 0 ? 'older' : 'same';
}

/** The told id is another one, and none of an earlier run that is known. */
function newsOfOther(known: KnownRun, told: RunFacts): RunNews {
  const later = laterRun(known, told);
  if (later !== 0) return later > 0 ? 'next' : 'older';
  // Only a surely later answer ends a run: any other may be from before it.
  return !isOver(known) && isOver(told) ? 'older' : 'next';
}

/** One of the two has no id: they are of one run unless the rest tells them apart. */
function newsOfUnnamed(known: KnownRun, told: RunFacts): RunNews {
  const started = order(known.latestCreatedAt, told.latestCreatedAt);
  const isSameStart = started === 0 && known.latestCreatedAt !== null && told.latestCreatedAt !== null;
  if (isSameStart) return newsOfSame(known, told);
  const later = laterRun(known, told);
  if (later < 0) return 'older';
  if (!isOver(known) && isOver(told)) return 'ended';
  const isNextRun = isOver(known) && told.state === 'in_progress';
  return later > 0 || isNextRun ? 'next' : newsOfSame(known, told);
}

/** Whether the told run is later than the known one, by times and versions; 0 when they do not tell. */
function laterRun(known: KnownRun, told: RunFacts): number {
  const started = order(known.latestCreatedAt, told.latestCreatedAt);
  return started || laterByCompletion(known, told) || laterByVersion(known, told);
}

/** One run at a time: what ended before the known one began is an earlier one. */
function laterByCompletion(known: KnownRun, told: RunFacts): number {
  const sinceStart = order(known.latestCreatedAt, told.completedAt);
  if (sinceStart < 0 || !isOver(known)) return sinceStart;
  return order(known.completedAt, told.completedAt) || order(known.completedAt, told.latestCreatedAt);
}

/** A run that completes makes a new version: one that completed with the known version did so before a running one. */
function laterByVersion(known: KnownRun, told: RunFacts): number {
  const isSame = told.latestVersion !== null && told.latestVersion === known.latestVersion;
  if (isSame && !isOver(known) && told.state === 'completed') return -1;
  return order(known.latestVersion, told.latestVersion);
}

function merged(known: KnownRun, told: RunFacts): KnownRun {
  return {
    state: told.state === 'unknown' && isOver(known) ? known.state : told.state,
    compactionId: told.compactionId ?? known.compactionId,
    latestVersion: told.latestVersion ?? known.latestVersion,
    latestCreatedAt: told.latestCreatedAt ?? known.latestCreatedAt,
    completedAt: told.completedAt ?? known.completedAt,
    past: known.past,
  };
}
