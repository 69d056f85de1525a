import type { ConversationId } from './conversation.ts';
import { parseConversationId } from './uuid.ts';

/** An id as `parseConversationId` writes it. */
export function isConversationId(value: unknown): value is ConversationId {
  return typeof value === 'string' && value.length === 36 && parseConversationId(value) === value;
}
