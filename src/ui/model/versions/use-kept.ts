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

/** What was answered, and to whom it belongs: another profile has other runs. */
interface Owned<T> {
  owner: string;
  value: T | null;
  error: AppError | null;
}

/** What the worker keeps of a conversation: asked for now, and again whenever it says that it changed. */
export function useKept<N extends 'history' | 'pins'>(name: N, id: ConversationId): Held<RequestOutput<N>> {
  const { store } = useApp();
  const profileId = store.overview.value?.activeProfileId;
  const epoch = store.epoch.value;
  // Changes while no port was open sent no event to this view.
  const isOpen = store.connection.value === 'open';
  const owner = `${profileId} ${epoch} ${id}`;
  const [held, setHeld] = useState<Owned<RequestOutput<N>>>({ owner, value: null, error: null });
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
      setHeld((before) =>
        outcome.ok
          ? { owner, value: outcome.value as RequestOutput<N>, error: null }
          : { owner, value: before.owner === owner ? before.value : null, error: outcome.error },
      );
    };
    const isNews = (event: WorkerEvent) =>
      name === 'pins'
        ? event.type === 'pins' && event.profileId === profileId
        : event.type === 'answered' && event.newRun && event.profileId === profileId && event.conversationId === id;
    const stop = store.backend.onEvent((event) => {
      if (isNews(event)) void ask();
    });
    void ask();
    return () => {
      latest = Infinity;
      stop();
    };
  }, [store, name, id, profileId, epoch, isOpen, again]);
  const { value, error } = held.owner === owner ? held : { value: null, error: null };
  return { value, error, ask: () => askAgain((times) => times + 1) };
}
