import type { ConversationId } from '../core/conversation/conversation.ts';
import type { Labels } from '../protocol/requests.ts';

/** The names that pages give to conversations, for views that see no page. Never stored: they die with the worker. */
export interface LabelMemory {
  remember(labels: Labels): void;
  of(conversationIds: readonly ConversationId[]): Labels;
  clear(): void;
}

const MAX_LABELS = 1000;

export function createLabelMemory(): LabelMemory {
  const held = new Map<ConversationId, string>();
  return {
    remember: (labels) => {
      for (const { conversationId, label } of labels) {
        // The newest comes last, so that the oldest is the first to go.
        held.delete(conversationId);
        held.set(conversationId, label);
      }
      for (const id of [...held.keys()].slice(0, Math.max(0, held.size - MAX_LABELS))) held.delete(id);
    },
    of: (conversationIds) =>
      conversationIds.flatMap((conversationId) => {
        const label = held.get(conversationId);
        return label === undefined ? [] : [{ conversationId, label }];
      }),
    clear: () => held.clear(),
  };
}
