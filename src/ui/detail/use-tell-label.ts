import { useEffect } from 'preact/hooks';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { useApp } from '../model/app.ts';

const MAX_LABEL_CHARS = 200;

/** Tells the worker what the page calls the conversation: its full view sees no page that names it. */
export function useTellLabel(conversationId: ConversationId, label: string | null): void {
  const { store } = useApp();
  useEffect(() => {
    if (label === null) return;
    void store.backend.ask('tell-labels', { labels: [{ conversationId, label: label.slice(0, MAX_LABEL_CHARS) }] });
  }, [store, conversationId, label]);
}
