import type { Answer, CompactionState, CompactionStatus } from '../../core/conversation/conversation.ts';
import type { AppError } from '../../core/errors.ts';

/** A view's state of one answer: the last good one stays while a newer one is loading or has failed. */
export interface Slot<T> {
  answer: Answer<T> | null;
  error: AppError | null;
  loading: boolean;
  /** While the request waits for the budget or a Retry-After: the approximate end of the wait. */
  queuedUntil: number | null;
}

export function emptySlot<T>(): Slot<T> {
  return { answer: null, error: null, loading: false, queuedUntil: null };
}

/** The states a conversation can be shown in; the value of `data-status`. */
export type ShownStatus = CompactionState | 'error' | 'loading';

/**
 * An error outranks an older answer; an answer outranks its own refresh. Null: never requested. An id that Synap does
 * not know is a state of its own, not a failure.
 */
export function shownStatus(slot: Slot<CompactionStatus>): ShownStatus | null {
  if (slot.error?.kind === 'unknown-conversation' || slot.error?.kind === 'no-messages') return 'unknown';
  if (slot.error) return 'error';
  if (slot.answer) return slot.answer.data.state;
  return slot.loading ? 'loading' : null;
}
