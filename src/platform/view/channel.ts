/** The way between a view and the worker: requests by message, events by a port. */
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { Backend, Connection } from '../../protocol/backend.ts';
import type { Surface, ViewState, WorkerEvent } from '../../protocol/events.ts';
import { createAsks } from './asks.ts';
import { browser } from '../browser.ts';
import { keepPort } from './view-port.ts';
import { watchVisibility } from './visibility.ts';

const MOST_IN_VIEW = 50;

export function createBackend(surface: Surface): Backend {
  const version = browser.runtime.getManifest().version;
  const listeners = new Set<(event: WorkerEvent) => void>();
  const connection = watchedConnection();
  const asks = createAsks(version);
  let inView: ConversationId[] = [];
  let visible = document.visibilityState === 'visible';

  const state = (): ViewState => ({
    type: 'view',
    version,
    surface,
    visible,
    conversationIds: inView,
  });
  const port = keepPort({
    state,
    onConnection: connection.set,
    onEvent: (event) => listeners.forEach((tell) => tell(event)),
    onConnect: asks.nextPort,
    onHeardAgain: asks.giveUpOlder,
  });
  watchVisibility((seen) => {
    if (visible === seen) return;
    visible = seen;
    port.send();
  });

  return {
    ask: async (name, input) => {
      const outcome = await asks.ask(name, input);
      if (!outcome.ok && outcome.error.kind === 'outdated') connection.set('outdated');
      // A question that only reads may be repeated once; a compaction may have been sent.
      const repeat = !outcome.ok && outcome.error.kind === 'worker-gone' && name !== 'compact';
      return repeat ? asks.ask(name, input) : outcome;
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onConnection: connection.subscribe,
    look: (conversationIds) => {
      inView = conversationIds.slice(0, MOST_IN_VIEW);
      port.send();
    },
  };
}

function watchedConnection() {
  const listeners = new Set<(connection: Connection) => void>();
  let current: Connection = 'closed';
  return {
    set: (next: Connection) => {
      // An outdated view stays so until it is reopened.
      if (current === next || current === 'outdated') return;
      current = next;
      listeners.forEach((tell) => tell(next));
    },
    subscribe: (listener: (connection: Connection) => void) => {
      listeners.add(listener);
      listener(current);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
