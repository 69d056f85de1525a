import { useEffect, useState } from 'preact/hooks';
import type { ConversationId } from '../core/conversation/conversation.ts';
import { useApp } from '../ui/model/app.ts';

/** Maps conversations to the names that a page gives them, or that they are watched under; unnamed ones are missing. */
export function useLabels(ids: readonly ConversationId[]): ReadonlyMap<ConversationId, string> {
  const { store } = useApp();
  const [told, setTold] = useState<ReadonlyMap<ConversationId, string>>(new Map());
  const key = ids.join();
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const outcome = await store.backend.ask('labels', { conversationIds: [...ids] });
      if (!isCurrent || !outcome.ok) return;
      setTold(new Map(outcome.value.map(({ conversationId, label }) => [conversationId, label])));
    };
    if (ids.length > 0) void load();
    return () => {
      isCurrent = false;
    };
  }, [store, key]);
  const watches = store.overview.value?.watches ?? [];
  const watched = watches.flatMap(({ conversationId, label }): [ConversationId, string][] =>
    label === null ? [] : [[conversationId, label]],
  );
  return new Map([...told, ...watched]);
}
