import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Part } from '../../protocol/events.ts';
import type { Shell } from '../../protocol/backend.ts';
import type { ConversationModel } from './conversation-model.ts';
import type { Store } from './store.ts';
import { partKey } from './conversation-model.ts';

export interface App {
  store: Store;
  shell: Shell;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('rendered outside AppContext');
  return app;
}

/** Loads a part (from the cache when it may) and keeps it loaded while the component is mounted. */
export function usePart(model: ConversationModel, part: Part): void {
  useEffect(() => {
    const hide = model.show(part);
    void model.load(part, 'cached');
    return hide;
  }, [model, partKey(part)]);
}

/** The time now, renewed every `everyMs`, for ages and countdowns. */
export function useNow(everyMs = 1000): number {
  const { shell, store } = useApp();
  const [now, setNow] = useState(shell.now());
  useEffect(() => {
    const timer = setInterval(() => {
      // Of what is told by a view whose extension is gone, nothing changes any more.
      if (store.connection.peek() === 'outdated') clearInterval(timer);
      else setNow(shell.now());
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, shell, store]);
  return now;
}

/** Whether keys without a modifier do something; until the settings are known, they do. */
export function usesSingleKeys(store: Store): boolean {
  return store.overview.value?.settings.singleKeys ?? true;
}
