import type { ContextForPrompt } from '../../../core/conversation/conversation.ts';
import type { Transcript } from '../../../core/transcript/message.ts';

/** How much of a conversation is known: 412 of the 419 messages that Synap counts. */
export interface Completeness {
  known: number;
  /** Null where Synap does not say. */
  counted: number | null;
}

export function completenessOf({ messages }: Transcript, prompt: ContextForPrompt | null): Completeness {
  const { totalMessageCount = null, compactedMessageCount = null, recentMessageCount = null } = prompt ?? {};
  const sum = compactedMessageCount !== null && recentMessageCount !== null;
  return {
    known: messages.length,
    counted: totalMessageCount ?? (sum ? compactedMessageCount + recentMessageCount : null),
  };
}
