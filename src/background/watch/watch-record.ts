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

/** Pure steps of one watch: what a status, a failure or a wish makes of it. Times are epoch milliseconds. */

export interface WatchRecord extends Watch {
  profileId: string;
  since: number;
  /** When it gives up. */
  deadlineAt: number;
  /** When the run in progress began, as far as known. */
  runStartedAt: number | null;
  /** When the status is asked for next; null when it is not. */
  nextAt: number | null;
  /** When `nextAt` was set: a clock that says less has jumped back since. */
  setAt: number;
  status: CompactionStatus | null;
  /** The last attempt's failure, when it failed. */
  error: AppError | null;
  /** Failures in a row. */
  failures: number;
  /** A failed run that nobody has looked at yet keeps the badge red. */
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

/** A star set, or set anew on a watch that ended or gave up: asks again from now, with a new deadline. */
export function starred(before: WatchRecord | null, wish: NewWatch, now: number): WatchRecord {
  if (!before) return newWatch(wish, now);
  const again = { ...newWatch({ ...wish, label: wish.label ?? before.label }, now), since: before.since };
  // A run stays known: its end must still be seen as one.
  const state = before.state === 'running' ? 'running' : 'waiting';
  return { ...again, status: before.status, runStartedAt: before.runStartedAt, state };
}

/** A star taken away: a run that a view shows is still followed. */
export function unstarred(before: WatchRecord | null, shown: boolean): WatchRecord | null {
  return before && shown && before.state === 'running' ? { ...before, starred: false } : null;
}

type StatusAnswer = { data: CompactionStatus; meta: Pick<AnswerMeta, 'serverSkewMs'> };

/** What a status makes of the watch. `lengthMs` is set when a followed run just ended and its length is known. */
export function afterStatus(
  record: WatchRecord,
  answer: StatusAnswer,
  { now, viewOpen }: Circumstances,
): { record: WatchRecord; ended: boolean; lengthMs: number | null } {
  const status = answer.data;
  const known = { ...record, status, error: null, failures: 0 };
  if (status.state === 'in_progress') {
    // A watch that gave up stays so while the same run goes on: only a star revives it.
    const isSameRun = record.status?.state === 'in_progress' && record.status.compactionId === status.compactionId;
    if (record.state === 'gave-up' && isSameRun) return { record: known, ended: false, lengthMs: null };
    return { record: running(known, record, answer, { now, viewOpen }), ended: false, lengthMs: null };
  }
  if (isEndOfRun(record, status)) {
    const ended: WatchRecord = { ...known, state: 'ended', nextAt: null, unseen: status.state === 'failed' };
    return { record: ended, ended: true, lengthMs: runLength(status) };
  }
  // Completed long ago, never compacted, or an unknown word: the watch waits for the next run.
  if (record.state === 'ended' || record.state === 'gave-up') return { record: known, ended: false, lengthMs: null };
  const waiting: WatchRecord = { ...known, state: 'waiting', runStartedAt: null };
  return { record: laterOrGivenUp(waiting, now, waitingDelayMs(viewOpen)), ended: false, lengthMs: null };
}

/** A failure at the deadline may only mean that the machine has just woken up: so many are needed to give up. */
const LAST_TRIES = 3;
/** What the network or a Retry-After holds up is not the conversation's fault; it gets a day more. */
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

/** A pause for key or credits that lasts past the deadline: nothing more is asked before the user acts. */
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
  // The server's time, told by our clock; a start in the future is a wrong clock.
  const told = latestCreatedAt === null ? null : Math.min(now, latestCreatedAt - answer.meta.serverSkewMs);
  const runStartedAt = told ?? (same ? before.runStartedAt : null) ?? now;
  // The API may report a run that began long ago: the patience counts from when it was first seen.
  const deadlineAt = same ? before.deadlineAt : now + runPatienceMs(estimatedCompletionSeconds);
  const record: WatchRecord = { ...known, state: 'running', runStartedAt, deadlineAt, unseen: false };
  return laterOrGivenUp(record, now, runningDelayMs(now - runStartedAt, viewOpen));
}

function isEndOfRun(before: WatchRecord, status: CompactionStatus): boolean {
  if (status.state !== 'completed' && status.state !== 'failed') return false;
  if (before.state === 'running') return true;
  // A run that began and ended between two questions.
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

/** When to ask next, by a clock that may have jumped back since that was set; null: not at all. */
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

/** A watch as it is stored. */
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
