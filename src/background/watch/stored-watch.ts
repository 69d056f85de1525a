import {
  array,
  boolean,
  custom,
  fallback,
  is,
  nullable,
  object,
  optional,
  picklist,
  pipe,
  string,
  transform,
  type GenericSchema,
} from 'valibot';
import type { CompactionStatus } from '../../core/conversation/conversation.ts';
import { learnRun, type KnownRun } from '../../core/conversation/run-order.ts';
import { isAppError, type AppError } from '../../core/errors.ts';
import { conversationId } from '../../protocol/conversation-id.ts';
import { hasShapeOf } from '../lookup/answer-rules.ts';
import { time } from '../stored-item.ts';
import type { WatchRecord } from './watch-record.ts';

const StoredRun: GenericSchema<unknown, KnownRun> = object({
  state: picklist(['none', 'in_progress', 'completed', 'failed', 'unknown']),
  compactionId: nullable(string()),
  latestVersion: nullable(time),
  latestCreatedAt: nullable(time),
  completedAt: nullable(time),
  past: array(string()),
});

/** Schema of a stored watch. Records from before `known` and `untold` get them from the rest. */
export const StoredWatch: GenericSchema<unknown, WatchRecord> = pipe(
  object({
    profileId: string(),
    conversationId,
    label: nullable(string()),
    state: picklist(['waiting', 'running', 'ended', 'gave-up']),
    starred: boolean(),
    since: time,
    deadlineAt: time,
    runStartedAt: nullable(time),
    nextAt: nullable(time),
    setAt: time,
    status: nullable(custom<CompactionStatus>((data) => hasShapeOf('status', data))),
    // A spoilt one costs no star.
    known: fallback(optional(nullable(StoredRun)), null),
    error: nullable(custom<AppError>(isAppError)),
    failures: time,
    unseen: boolean(),
    untold: optional(boolean(), false),
  }),
  transform(({ known, ...record }): WatchRecord => ({
    ...record,
    known: known ?? (record.status && learnRun(null, record.status)),
  })),
);

export function isWatchRecord(value: unknown): value is WatchRecord {
  return is(StoredWatch, value);
}
