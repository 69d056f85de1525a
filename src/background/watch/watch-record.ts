import {
  boolean,
  check,
  custom,
  finite,
  is,
  nullable,
  number,
  object,
  picklist,
  pipe,
  string,
  type GenericSchema,
} from 'valibot';
import type { AnswerMeta, CompactionStatus, ConversationId } from '../../core/conversation/conversation.ts';
import {
  failureDelayMs,
  runningDelayMs,
  runPatienceMs,
  waitingDelayMs,
  waitingPatienceMs,
} from '../../core/conversation/schedule.ts';
import { parseConversationId } from '../../core/conversation/uuid.ts';
import { isAppError, type AppError, type ErrorKind } from '../../core/errors.ts';
import type { Pause, Watch } from '../../protocol/overview.ts';
import { hasShapeOf } from '../lookup/answer-rules.ts';

/** Pure transitions of one watch: after a status, a failure, a star. Times are epoch milliseconds. */

export interface WatchRecord extends Watch {
  profileId: string;
  since: number;
  /** When the watch gives up. */
  deadlineAt: number;
  /** When the current run began, if known. */
  runStartedAt: number | null;
  /** The next status request; null when there is none. */
  nextAt: number | null;
  /** When `nextAt` was set: a clock before this has jumped back. */
  setAt: number;
  status: CompactionStatus | null;
  /** The last attempt's error; null when it succeeded. */
  error: AppError | null;
  /** Failures in a row. */
  failures: number;
  /** A failed run that nobody has seen yet; it keeps the badge red. */
  unseen: boolean;
}

interface Circumstances {
  now: number;
  viewOpen: boolean;
}

export type NewWatch = Pick<WatchRecord, 'profileId' | 'conversationId' | 'label' | 'starred'>;

export function newWatch(wish: NewWatch, now: number): WatchRecord {
  return {
    ...wish,
    state: 'waiting',
    since: now,
    deadlineAt: now + waitingPatienceMs,
    runStartedAt: null,
    nextAt: now,
    setAt: now,
    status: null,
    error: null,
    unseen: false,
    failures: 0,
  };
}

/** Sets a star, or sets it again on a watch that ended or gave up: polls from now, with a new deadline. */
export function starred(before: WatchRecord | null, wish: NewWatch, now: number): WatchRecord {
  if (!before) return newWatch(wish, now);
  const restarted = { ...newWatch({ ...wish, label: wish.label ?? before.label }, now), since: before.since };
  // A run in progress is kept: its end must still be recognised.
  const state = before.state === 'running' ? 'running' : 'waiting';
  return { ...restarted, status: before.status, runStartedAt: before.runStartedAt, state };
}

/** Removes the star; a run that a view shows is still followed. */
export function unstarred(before: WatchRecord | null, shown: boolean): WatchRecord | null {
  return before && shown && before.state === 'running' ? { ...before, starred: false } : null;
}

type StatusAnswer = { data: CompactionStatus; meta: Pick<AnswerMeta, 'serverSkewMs'> };

/** The watch after a status. `lengthMs` is set when a followed run just ended and its length is known. */
export function afterStatus(
  record: WatchRecord,
  answer: StatusAnswer,
  { now, viewOpen }: Circumstances,
): { record: WatchRecord; ended: boolean; lengthMs: number | null } {
  const status = answer.data;
  const known = { ...record, status, error: null, failures: 0 };
  if (status.state === 'in_progress') {
    // A watch that gave up stays so for the same run: only a star revives it.
    const isSameRun = record.status?.state === 'in_progress' && record.status.compactionId === status.compactionId;
    if (record.state === 'gave-up' && isSameRun) return { record: known, ended: false, lengthMs: null };
    return { record: running(known, record, answer, { now, viewOpen }), ended: false, lengthMs: null };
  }
  if (isEndOfRun(record, status)) {
    const ended: WatchRecord = { ...known, state: 'ended', nextAt: null, unseen: status.state === 'failed' };
    return { record: ended, ended: true, lengthMs: runLength(status) };
  }
  // Completed long ago, never compacted, or an unknown status: the watch waits for the next run.
  if (record.state === 'ended' || record.state === 'gave-up') return { record: known, ended: false, lengthMs: null };
  const waiting: WatchRecord = { ...known, state: 'waiting', runStartedAt: null };
  return { record: laterOrGivenUp(waiting, now, waitingDelayMs(viewOpen)), ended: false, lengthMs: null };
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
  const lastAt = record.deadlineAt + (HELD_UP.has(error.kind) ? GRACE_MS : 0);
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
  answer: StatusAnswer,
  { now, viewOpen }: Circumstances,
): WatchRecord {
  const { latestCreatedAt, estimatedCompletionSeconds, compactionId } = answer.data;
  const same = before.state === 'running' && before.status?.compactionId === compactionId;
  // The server's time, on our clock; a start in the future means a wrong clock.
  const reportedStart = latestCreatedAt === null ? null : Math.min(now, latestCreatedAt - answer.meta.serverSkewMs);
  const runStartedAt = reportedStart ?? (same ? before.runStartedAt : null) ?? now;
  // The API may report a run that began long ago: patience counts from when it was first seen.
  const deadlineAt = same ? before.deadlineAt : now + runPatienceMs(estimatedCompletionSeconds);
  const record: WatchRecord = { ...known, state: 'running', runStartedAt, deadlineAt, unseen: false };
  return laterOrGivenUp(record, now, runningDelayMs(now - runStartedAt, viewOpen));
}

function isEndOfRun(before: WatchRecord, status: CompactionStatus): boolean {
  if (status.state !== 'completed' && status.state !== 'failed') return false;
  if (before.state === 'running') return true;
  // A run that began and ended between two polls.
  return before.status !== null && before.status.compactionId !== status.compactionId;
}

function runLength({ state, completedAt, latestCreatedAt }: CompactionStatus): number | null {
  return state === 'completed' && completedAt !== null && latestCreatedAt !== null
    ? completedAt - latestCreatedAt
    : null;
}

function laterOrGivenUp(record: WatchRecord, now: number, delayMs: number): WatchRecord {
  if (now >= record.deadlineAt) return { ...record, state: 'gave-up', nextAt: null };
  return { ...record, nextAt: now + delayMs, setAt: now };
}

/** When to poll next, on a clock that may have jumped back since; null: never. */
export function dueAt({ nextAt, setAt }: WatchRecord, now: number): number | null {
  return nextAt !== null && now < setAt ? now : nextAt;
}

export function isDue(record: WatchRecord, now: number): boolean {
  const at = dueAt(record, now);
  return at !== null && at <= now;
}

const time = pipe(number(), finite());
const id = pipe(
  string(),
  check((text) => parseConversationId(text) === text),
) as unknown as GenericSchema<unknown, ConversationId>;

/** Schema of a stored watch. */
export const StoredWatch: GenericSchema<unknown, WatchRecord> = object({
  profileId: string(),
  conversationId: id,
  label: nullable(string()),
  state: picklist(['waiting', 'running', 'ended', 'gave-up']),
  starred: boolean(),
  since: time,
  deadlineAt: time,
  runStartedAt: nullable(time),
  nextAt: nullable(time),
  setAt: time,
  status: nullable(custom<CompactionStatus>((data) => hasShapeOf('status', data))),
  error: nullable(custom<AppError>(isAppError)),
  failures: time,
  unseen: boolean(),
});

export function isWatchRecord(value: unknown): value is WatchRecord {
  return is(StoredWatch, value);
}
