/** What the worker remembers of a conversation beside its answers: the runs that were seen, and what must be kept. */
import type { ConversationId } from '../core/conversation/conversation.ts';

/**
 * One run, from everything that answers told of it; null where none did. Times are the server's, but for `seenAt`. It
 * holds no text of a message or a summary.
 */
export interface HistoryRun {
  compactionId: string | null;
  /** The version it made. */
  version: number | null;
  /** `in_progress` of a run that is not the newest: its end was not seen. */
  state: 'completed' | 'failed' | 'in_progress';
  strategy: string | null;
  originalTokens: number | null;
  compactedTokens: number | null;
  ratio: number | null;
  score: number | null;
  startedAt: number | null;
  endedAt: number | null;
  /** Why it failed, as Synap said. */
  error: string | null;
  /** When it was first heard of, by our clock. */
  seenAt: number;
}

/** A statement that every version must keep. */
export interface Pin {
  id: string;
  /** Null: of every conversation of the profile. */
  conversationId: ConversationId | null;
  text: string;
  pinnedAt: number;
}

export const MAX_PIN_CHARS = 1_000;
/** Most pins of a profile. */
export const MAX_PINS = 200;
