import type {
  Answer,
  CompactionState,
  CompactionStatus,
  ContextForPrompt,
} from '../../../core/conversation/conversation.ts';
import { isGoneError, type AppError } from '../../../core/errors.ts';

/** A view's state of one answer: the last good one stays while a newer one is loading or has failed. */
export interface Slot<T> {
  answer: Answer<T> | null;
  /** `answer` is of an earlier version than the one that is now known: it must not be shown as the latest. */
  superseded: boolean;
  error: AppError | null;
  /** When `error` came, by our clock. */
  failedAt: number | null;
  loading: boolean;
  /** While the request waits for the budget or a Retry-After: the approximate end of the wait. */
  queuedUntil: number | null;
}

export function emptySlot<T>(): Slot<T> {
  return { answer: null, superseded: false, error: null, failedAt: null, loading: false, queuedUntil: null };
}

/** The states a conversation can be shown in. */
export type ShownStatus = CompactionState | 'error' | 'loading';

/** Synap has no such conversation, or none that this key may read: no earlier answer applies any more. */
export function isGone({ error }: Pick<Slot<unknown>, 'error'>): boolean {
  return error !== null && isGoneError(error);
}

/**
 * The last good answer outranks a failed refresh and a running one. Null: never requested. An id that Synap does not
 * know is a state of its own, not a failure; a status `none` does not show that Synap knows it, if the prompt denies it.
 */
export function shownStatus(
  status: Slot<CompactionStatus>,
  prompt: Slot<ContextForPrompt> | null = null,
): ShownStatus | null {
  if (isGone(status)) return 'unknown';
  if (status.answer) {
    const { state } = status.answer.data;
    return state === 'none' && prompt !== null && isGone(prompt) ? 'unknown' : state;
  }
  if (status.error) return 'error';
  return status.loading ? 'loading' : null;
}

/** The status as Synap worded it, if it is a word that this version does not know; null for other states. */
export function unknownWord(status: Slot<CompactionStatus>): string | null {
  const data = status.answer?.data;
  return data?.state === 'unknown' && !isGone(status) ? data.statusWord : null;
}

/** The value of `data-status`: as `shownStatus`, but a failed refresh is an `error` whatever is still shown. */
export function dataStatus(
  status: Slot<CompactionStatus>,
  prompt: Slot<ContextForPrompt> | null = null,
): ShownStatus | null {
  return status.error && !isGone(status) ? 'error' : shownStatus(status, prompt);
}

/** An earlier answer is still shown although its refresh failed. */
export function refreshFailed(slot: Slot<unknown>): { error: AppError; at: number } | null {
  const { answer, error, failedAt, loading } = slot;
  return answer && error && failedAt !== null && !loading && !isGone(slot) ? { error, at: failedAt } : null;
}
