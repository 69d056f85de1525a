import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { partKey, type Part } from '../../core/conversation/part.ts';
import type { MessageMemory, Shell } from '../../protocol/backend.ts';
import type { ConversationModel } from './conversation-model.ts';
import type { Store } from './store.ts';
import { runProgress, type RunProgress } from './slots/run-estimate.ts';
import { tickerOf } from './ticker.ts';

export interface App {
  store: Store;
  shell: Shell;
  /** Loaded on demand; a page without it keeps no messages beyond its own life. */
  memory?: () => Promise<MessageMemory>;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('rendered outside AppContext');
  return app;
}

/** Loads a part (from the cache if possible) and keeps it loaded while the component is mounted. */
export function usePart(model: ConversationModel, part: Part): void {
  const { now } = useApp().shell;
  useEffect(() => {
    const hide = model.show(part);
    if (!holds(model, part, now())) void model.load(part, 'cached');
    return hide;
  }, [model, partKey(part)]);
}

/** To hand over so many characters again takes 5 ms of the view's thread and more, 50 ms for 8 MB. */
const LONG_CHARS = 1_000_000;

/** Whether a long answer is here as the cache has it. A pinned version is never from there. */
function holds(model: ConversationModel, part: Part, now: number): boolean {
  const { answer, superseded, error } = model.slot(part).peek();
  if (answer === null || superseded || error || answer.raw.length < LONG_CHARS) return false;
  const isPinned = part.kind === 'summary' && part.version !== null;
  return !isPinned && answer.meta.retrievedAt <= now && now < answer.meta.expiresAt;
}

/** The current time, updated every `everyMs`, for ages and countdowns. */
export function useNow(everyMs = 1000): number {
  const { shell, store } = useApp();
  const ticker = tickerOf(shell, everyMs);
  const [now, setNow] = useState(shell.now());
  useEffect(() => {
    const stop = ticker.subscribe((next) => {
      // A view whose extension is gone never changes again.
      if (store.connection.peek() === 'outdated') stop();
      else setNow(next);
    });
    return stop;
  }, [ticker, store]);
  return now;
}

/** Progress of the current run, updated every second; null while none is known. */
export function useRunProgress(model: ConversationModel): RunProgress | null {
  const now = useNow();
  const run = model.run.value;
  return run && runProgress(run, now);
}

/** Whether what is shown comes from the demo's recordings. */
export function useIsDemo(): boolean {
  return useApp().store.overview.value?.settings.demo ?? false;
}

/** Whether single-key shortcuts are on; they are until the settings are known. */
export function usesSingleKeys(store: Store): boolean {
  return store.overview.value?.settings.singleKeys ?? true;
}
