import { isConversationId } from '../../core/conversation/is-conversation-id.ts';
import {
  isAnything,
  isFlag,
  isNumber,
  isText,
  listOf,
  oneOf,
  orMissing,
  orNull,
  shape,
  type Guard,
} from '../../core/shape.ts';
import type { CompactionStatus } from '../../core/conversation/conversation.ts';
import { learnRun, type KnownRun } from '../../core/conversation/run-order.ts';
import { isAppError } from '../../core/errors.ts';
import { hasShapeOf } from '../lookup/answer-rules.ts';
import type { WatchRecord } from './watch-record.ts';

const isKnownRun: Guard<KnownRun> = shape({
  state: oneOf('none', 'in_progress', 'completed', 'failed', 'unknown'),
  compactionId: orNull(isText),
  latestVersion: orNull(isNumber),
  latestCreatedAt: orNull(isNumber),
  completedAt: orNull(isNumber),
  past: listOf(isText),
});

function isStatus(value: unknown): value is CompactionStatus {
  return hasShapeOf('status', value);
}

const isStored = shape({
  profileId: isText,
  conversationId: isConversationId,
  label: orNull(isText),
  state: oneOf('waiting', 'running', 'ended', 'gave-up'),
  starred: isFlag,
  since: isNumber,
  deadlineAt: isNumber,
  runStartedAt: orNull(isNumber),
  etaSeconds: orMissing(orNull(isNumber)),
  nextAt: orNull(isNumber),
  setAt: isNumber,
  status: orNull(isStatus),
  known: isAnything,
  error: orNull(isAppError),
  failures: isNumber,
  unseen: isFlag,
  untold: orMissing(isFlag),
});

/**
 * A stored watch, or null. Records from before `known`, `untold` and `etaSeconds` get them from the rest; a spoilt one
 * costs no star.
 */
export function decodeWatch(value: unknown): WatchRecord | null {
  if (!isStored(value)) return null;
  const { known, untold = false, etaSeconds = null } = value;
  const learned = value.status && learnRun(null, value.status);
  return { ...value, known: isKnownRun(known) ? known : learned, untold, etaSeconds };
}
