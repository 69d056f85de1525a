import type { AnswerMeta, CompactionStatus } from '../../core/conversation/conversation.ts';
import {
  isOver,
  learnRun,
  MAX_LAG_MS,
  runNews,
  type KnownRun,
  type RunNews,
} from '../../core/conversation/run-order.ts';
import {
  failureDelayMs,
  runningDelayMs,
  runPatienceMs,
  waitingDelayMs,
  waitingPatienceMs,
  type Crowd,
} from '../../core/conversation/schedule.ts';
import type { AppError, ErrorKind } from '../../core/errors.ts';
import type { Pause, Watch } from '../../protocol/overview.ts';

/** Pure transitions of one watch: after a status, a failure, a star. Times are epoch milliseconds. */

export interface WatchRecord extends Watch {
  profileId: string;
  since: number;
  /** When the watch gives up. */
  deadlineAt: number;
  /** When the current run began, if known. */
  runStartedAt: number | null;
  /** The run's ETA as it was first told. */
  etaSeconds: number | null;
  /** The next status request; null when there is none. */
  nextAt: number | null;
  /** When `nextAt` was last set: a clock before this was set back. */
  setAt: number;
  status: CompactionStatus | null;
  /** The latest run that is known: the one that the watch follows. */
  known: KnownRun | null;
  /** The last attempt's error; null when it succeeded. */
  error: AppError | null;
  /** Failures in a row. */
  failures: number;
  /** A failed run that nobody has seen yet; it keeps the badge red. */
  unseen: boolean;
  /** A run that ended, but not yet notified to the user. */
  untold: boolean;
}

interface Circumstances {
  now: number;
  viewOpen: boolean;
  crowd: Crowd;
}

export type NewWatch = Pick<WatchRecord, 'profileId' | 'conversationId' | 'label' | 'starred'>;

export function newWatch(wish: NewWatch, now: number, known: KnownRun | null = null): WatchRecord {
  return {
    ...wish,
    state: 'waiting',
    since: now,
    deadlineAt: now + waitingPatienceMs,
    runStartedAt: null,
    etaSeconds: null,
    nextAt: now,
    setAt: now,
    status: null,
    known,
    error: null,
    unseen: false,
    untold: false,
    failures: 0,
  };
}

/** Sets a star, or sets it again on a watch that ended or gave up: polls from now, with a new deadline. */
export function starred(before: WatchRecord | null, wish: NewWatch, now: number, known: KnownRun | null): WatchRecord {
  if (!before) return newWatch(wish, now, known);
  const restarted = { ...newWatch({ ...wish, label: wish.label ?? before.label }, now), since: before.since };
  // A run in progress is kept: its end must still be recognised.
  const state = before.state === 'running' ? 'running' : 'waiting';
  const { status, runStartedAt, etaSeconds, untold } = before;
  return { ...restarted, status, known: before.known ?? known, runStartedAt, etaSeconds, untold, state };
}

/** Follows a run that was just begun, or found in progress. */
export function following(
  before: WatchRecord | null,
  wish: NewWatch,
  run: { known: KnownRun; etaSeconds: number | null },
  now: number,
): WatchRecord {
  const { known, etaSeconds } = run;
  const deadlineAt = now + runPatienceMs(etaSeconds);
  const kept = starred(before, wish, now, known);
  return { ...kept, state: 'running', known, runStartedAt: now, etaSeconds, deadlineAt, unseen: false };
}

/** Removes the star; a run that a view shows is still followed. */
export function unstarred(before: WatchRecord | null, shown: boolean): WatchRecord | null {
  return before && shown && before.state === 'running' ? { ...before, starred: false } : null;
}

type StatusAnswer = { data: CompactionStatus; meta: Pick<AnswerMeta, 'serverSkewMs'> };

export interface AfterStatus {
  record: WatchRecord;
  /** A followed run has just ended. */
  ended: boolean;
  /** Its length in ms, if known. */
  lengthMs: number | null;
}

/** The watch after a status. */
export function afterStatus(before: WatchRecord, answer: StatusAnswer, circumstances: Circumstances): AfterStatus {
  const status = answer.data;
  const told = before.known && runNews(before.known, status);
  const isBelieved = told === 'older' && isPastLag(before, status, circumstances.now);
  const news = isBelieved ? 'next' : told;
  const heard: WatchRecord = { ...before, error: null, failures: 0 };
  // An answer from before what is known tells nothing; the next one may come from a server that is up to date.
  if (news === 'older') return going(polledAgain(heard, circumstances));
  const known: WatchRecord = { ...heard, status, known: learnRun(isBelieved ? null : before.known, status) };
  if (isEnd(news, status)) {
    const { now } = circumstances;
    const failed = status.state === 'failed';
    const ended: WatchRecord = { ...known, state: 'ended', nextAt: null, setAt: now, unseen: failed };
    return { record: ended, ended: true, lengthMs: runLength(status) };
  }
  const isSameRun = news === 'same' || news === 'revised';
  // A watch that gave up stays so for the same run: only a star revives it.
  if (before.state === 'gave-up' && isSameRun) return going(known);
  if (status.state === 'in_progress') return going(running(known, before, answer, isSameRun, circumstances));
  // A word that is not known ends no run.
  if (before.state === 'running' && isSameRun && !isOver(status)) return going(polledAgain(known, circumstances));
  // Completed long ago, never compacted, or an unknown status: the watch waits for the next run.
  if (before.state === 'ended' || before.state === 'gave-up') return going(known);
  return going(polledAgain({ ...known, state: 'waiting', runStartedAt: null }, circumstances));
}

/** Whether no server can still tell of a time before the followed run: another one came after it unseen. */
function isPastLag({ state, runStartedAt, known }: WatchRecord, status: CompactionStatus, now: number): boolean {
  if (state !== 'running' || !isOver(status) || known?.past.includes(status.compactionId ?? '')) return false;
  return runStartedAt !== null && now - runStartedAt > MAX_LAG_MS;
}

function going(record: WatchRecord): AfterStatus {
  return { record, ended: false, lengthMs: null };
}

/** Also a run that began and ended between two polls. What the first answer tells ended before the watch began. */
function isEnd(news: RunNews | null, status: CompactionStatus): boolean {
  return (news === 'ended' || news === 'next') && isOver(status);
}

/** Failures needed to give up: a single one at the deadline may only mean that the machine has just woken up. */
const LAST_TRIES = 3;
/** Delays by the network or a Retry-After are not the conversation's fault, so they get a day more. */
const GRACE_MS = 24 * 60 * 60_000;
const HELD_UP: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['offline', 'rate-limited', 'cancelled', 'queue-full']);

export function afterFailure(record: WatchRecord, error: AppError, now: number): WatchRecord {
  const failures = record.failures + 1;
  const failed = { ...record, error, failures };
  if (record.nextAt === null) return failed;
  // A run of a conversation that is gone has no end to wait for; one that waits for its first run may be unknown yet.
  const isGone = record.state === 'running' && error.kind === 'unknown-conversation';
  const lastAt = isGone ? now : record.deadlineAt + (HELD_UP.has(error.kind) ? GRACE_MS : 0);
  if (now >= lastAt && failures >= LAST_TRIES) return { ...failed, state: 'gave-up', nextAt: null };
  const delayMs = error.kind === 'rate-limited' ? Math.max(1000, error.retryAt - now) : failureDelayMs(failures);
  return { ...failed, nextAt: now + delayMs, setAt: now };
}

/** When a pause for key or credits lasts past the deadline, polling stops until the user acts. */
export function afterPause(record: WatchRecord, { until, reason, error }: Pause, now: number): WatchRecord {
  const isForGood = until === null && reason !== 'offline';
  if (!isForGood || record.nextAt === null || now < record.deadlineAt) return record;
  return { ...record, state: 'gave-up', nextAt: null, error };
}

function running(
  known: WatchRecord,
  before: WatchRecord,
  { data: { latestCreatedAt, estimatedCompletionSeconds }, meta: { serverSkewMs } }: StatusAnswer,
  isSameRun: boolean,
  circumstances: Circumstances,
): WatchRecord {
  const { now } = circumstances;
  const same = before.state === 'running' && isSameRun;
  // The server's time, on our clock; a start in the future means a wrong clock.
  const reportedStart = latestCreatedAt === null ? now : Math.min(now, latestCreatedAt - serverSkewMs);
  const isNew = before.state === 'waiting' && before.status !== null && !isSameRun;
  const startedAt = isNew ? Math.max(reportedStart, Math.min(now, before.setAt)) : reportedStart;
  // Only the first report counts: by a wrong `Date` header, a run would seem to begin anew with each answer.
  const runStartedAt = (same ? before.runStartedAt : null) ?? startedAt;
  const etaSeconds = (same ? before.etaSeconds : null) ?? estimatedCompletionSeconds;
  // The API may report a run that began long ago: patience counts from when it was first seen.
  const deadlineAt = same ? before.deadlineAt : now + runPatienceMs(estimatedCompletionSeconds);
  return polledAgain(
    { ...known, state: 'running', runStartedAt, etaSeconds, deadlineAt, unseen: false },
    circumstances,
  );
}

function runLength({ state, completedAt, latestCreatedAt }: CompactionStatus): number | null {
  return state === 'completed' && completedAt !== null && latestCreatedAt !== null
    ? completedAt - latestCreatedAt
    : null;
}

/** The record with its next poll, if it has one: the delay is that of its state. */
function polledAgain(record: WatchRecord, { now, viewOpen, crowd }: Circumstances): WatchRecord {
  if (record.nextAt === null && record.state !== 'running' && record.state !== 'waiting') return record;
  if (now >= record.deadlineAt) return { ...record, state: 'gave-up', nextAt: null };
  const isRunning = record.state === 'running';
  const delayMs = isRunning
    ? runningDelayMs(now - (record.runStartedAt ?? now), viewOpen)
    : waitingDelayMs(viewOpen, crowd);
  return { ...record, nextAt: now + delayMs, setAt: now };
}

/** The watch tells of no end but the one in `told`. */
export function isSameEnd(told: WatchRecord, { state, setAt }: WatchRecord): boolean {
  return state !== 'ended' || setAt === told.setAt;
}

export function isDue({ nextAt }: WatchRecord, now: number): boolean {
  return nextAt !== null && nextAt <= now;
}

/** A clock may be corrected by a little at any time. */
const MAX_CORRECTION_MS = 5_000;

/** After a time in which nobody looked at the watches; it does not count. */
export function afterGap(record: WatchRecord, gapMs: number, now: number): WatchRecord {
  return record.nextAt === null || gapMs === 0 ? record : { ...shifted(record, gapMs), setAt: now };
}

/** On a clock that was set back since `setAt`: no due time can be trusted, and the deadline is as far as it was. */
export function afterSetBack(record: WatchRecord, now: number): WatchRecord {
  if (record.nextAt === null || record.setAt - now <= MAX_CORRECTION_MS) return record;
  return { ...shifted(record, now - record.setAt), nextAt: now, setAt: now };
}

function shifted(record: WatchRecord, byMs: number): WatchRecord {
  const { runStartedAt, deadlineAt } = record;
  return {
    ...record,
    deadlineAt: deadlineAt + byMs,
    runStartedAt: runStartedAt === null ? null : runStartedAt + byMs,
  };
}
