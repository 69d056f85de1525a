import { custom } from 'valibot';
import type { ConversationId } from '../core/conversation/conversation.ts';
import { parseConversationId } from '../core/conversation/uuid.ts';

/** An id as `parseConversationId` writes it. */
export const conversationId = custom<ConversationId>(
  (value) => typeof value === 'string' && value.length === 36 && parseConversationId(value) === value,
);
