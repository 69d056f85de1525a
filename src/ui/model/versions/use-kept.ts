import { useEffect, useState } from 'preact/hooks';
import type { ConversationId } from '../../../core/conversation/conversation.ts';
import type { AppError } from '../../../core/errors.ts';
import type { WorkerEvent } from '../../../protocol/events.ts';
import type { RequestOutput } from '../../../protocol/requests.ts';
import { useApp } from '../app.ts';

export interface Held<T> {
  /** Null until the worker answered. */
  value: T | null;
  error: AppError | null;
  ask(): void;
}

/** What the worker keeps of a conversation: asked for now, and again whenever it says that it changed. */
export function useKept<N extends 'history' | 'pins'>(name: N, id: ConversationId): Held<RequestOutput<N>> {
  const { store } = useApp();
  const profileId = store.overview.value?.activeProfileId;
  const epoch = store.epoch.value;
  // Changes while no port was open sent no event to this view.
  const isOpen = store.connection.value === 'open';
  const [held, setHeld] = useState<Omit<Held<RequestOutput<N>>, 'ask'>>({ value: null, error: null });
  const [again, askAgain] = useState(0);
  useEffect(() => {
    if (!isOpen || profileId === undefined) return undefined;
    let latest = 0;
    const ask = async () => {
      latest += 1;
      const mine = latest;
      const outcome = await store.backend.ask(name, { conversationId: id });
      // Another profile's or conversation's by now, or older than what was asked for later.
      if (mine !== latest) return;
      setHeld(({ value }) =>
        outcome.ok ? { value: outcome.value as RequestOutput<N>, error: null } : { value, error: outcome.error },
      );
    };
    const isNews = (event: WorkerEvent) =>
      event.type === name && event.profileId === profileId && (event.type === 'pins' || event.conversationId === id);
    const stop = store.backend.onEvent((event) => {
      if (isNews(event)) void ask();
    });
    void ask();
    return () => {
      latest = Infinity;
      stop();
    };
  }, [store, name, id, profileId, epoch, isOpen, again]);
  return { ...held, ask: () => askAgain(again + 1) };
}
