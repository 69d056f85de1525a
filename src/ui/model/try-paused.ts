import { STATUS } from '../../core/conversation/part.ts';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { Store } from './store.ts';

/**
 * For a click that looks up a conversation, before it is shown. While a refused key or missing credits pause requests,
 * opening sends nothing: the click sends one request, which shows whether it works again.
 */
export function tryPaused({ overview, conversation }: Store, id: ConversationId): void {
  if (overview.peek()?.pause) void conversation(id).load(STATUS, 'cached', 'user');
}
