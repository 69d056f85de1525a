import { useEffect } from 'preact/hooks';
import type { ConversationId } from '../../../../core/conversation/conversation.ts';
import type { Message } from '../../../../core/transcript/message.ts';
import { useIsDemo } from '../../../model/app.ts';
import type { KnownMessages } from '../../../model/messages/messages.ts';

/** Synap's recorded answers have only the recent messages: the demo brings the others along. */
export function useDemoMessages(id: ConversationId, { add, isLoaded }: KnownMessages): void {
  const isDemo = useIsDemo();
  const isReady = isDemo && isLoaded.value;
  useEffect(() => {
    if (!isReady) return undefined;
    let isShown = true;
    void import('./demo-messages.json').then(({ default: recorded }) => {
      const messages: Partial<Record<string, Message[]>> = recorded;
      if (isShown) add(messages[id] ?? [], 'synap', false);
    });
    return () => {
      isShown = false;
    };
  }, [isReady, id, add]);
}
