/**
 * The way between a view and the worker: requests by message, events by a port. A port dies with the worker; the
 * view then reconnects, which wakes it.
 */
import type { ConversationId } from '../core/conversation.ts';
import { fail, type Outcome } from '../core/errors.ts';
import type { Backend, Connection } from '../protocol/backend.ts';
import { VIEW_PORT, type Surface, type ViewState, type WorkerEvent } from '../protocol/events.ts';
import type { RequestInput, RequestName, RequestOutput, ResponseEnvelope } from '../protocol/requests.ts';
import { browser } from './browser.ts';
import { watchVisibility } from './visibility.ts';

const RECONNECT_MIN_MS = 200;
const RECONNECT_MAX_MS = 10_000;
const MOST_IN_VIEW = 50;

export function createBackend(surface: Surface): Backend {
  const version = browser.runtime.getManifest().version;
  const listeners = new Set<(event: WorkerEvent) => void>();
  const connection = watchedConnection();
  let inView: ConversationId[] = [];
  let visible = document.visibilityState === 'visible';

  const state = (): ViewState => ({
    type: 'view',
    version,
    surface,
    visible,
    conversationIds: inView,
  });
  const port = keepPort(state, connection.set, (event) => listeners.forEach((tell) => tell(event)));
  watchVisibility((seen) => {
    if (visible === seen) return;
    visible = seen;
    port.send();
  });

  return {
    ask: async (name, input) => {
      const outcome = await askOnce(version, name, input);
      if (!outcome.ok && outcome.error.kind === 'outdated') connection.set('outdated');
      // A question that only reads may be repeated once; a compaction may have been sent.
      const repeat = !outcome.ok && outcome.error.kind === 'worker-gone' && name !== 'compact';
      return repeat ? askOnce(version, name, input) : outcome;
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

async function askOnce<N extends RequestName>(
  version: string,
  name: N,
  input: RequestInput<N>,
): Promise<Outcome<RequestOutput<N>>> {
  if (!isAlive()) return fail({ kind: 'outdated' });
  let sent: Promise<unknown>;
  try {
    sent = browser.runtime.sendMessage({ app: 'synap-inspector', version, name, input });
  } catch {
    // At once: over 64 MiB, which no repeat mends, or the extension went in this very moment.
    return fail(isAlive() ? { kind: 'refused', why: 'malformed' } : { kind: 'outdated' });
  }
  try {
    const answer = await sent;
    // The version was compared, so both sides were built from the same types: the envelope is all there is to check.
    return isResponse<N>(answer) ? answer.outcome : fail({ kind: 'worker-gone' });
  } catch {
    return fail({ kind: isAlive() ? 'worker-gone' : 'outdated' });
  }
}

function isResponse<N extends RequestName>(value: unknown): value is ResponseEnvelope<N> {
  return typeof value === 'object' && value !== null && 'app' in value && value.app === 'synap-inspector';
}

/** After an update or a reload the page keeps running without its extension: `runtime.id` is gone. */
function isAlive(): boolean {
  try {
    return Boolean(browser.runtime.id);
  } catch {
    return false;
  }
}

function keepPort(
  state: () => ViewState,
  onConnection: (connection: Connection) => void,
  onEvent: (event: WorkerEvent) => void,
): { send(): void } {
  let port: ReturnType<typeof browser.runtime.connect> | null = null;
  let delayMs = RECONNECT_MIN_MS;

  const connect = () => {
    if (!isAlive()) return onConnection('outdated');
    try {
      port = browser.runtime.connect({ name: VIEW_PORT });
    } catch {
      return onConnection('outdated');
    }
    port.onMessage.addListener((message: unknown) => {
      delayMs = RECONNECT_MIN_MS;
      if (isOutdatedNotice(message)) onConnection('outdated');
      else if (isEvent(message)) onEvent(message);
    });
    port.onDisconnect.addListener(() => {
      // Read, or Chromium reports a killed worker as an unchecked error in the view's console.
      void browser.runtime.lastError;
      port = null;
      if (!isAlive()) return onConnection('outdated');
      onConnection('closed');
      setTimeout(connect, delayMs);
      delayMs = Math.min(RECONNECT_MAX_MS, delayMs * 2);
      return undefined;
    });
    port.postMessage(state());
    onConnection('open');
    return undefined;
  };
  // The caller subscribes first, then the port opens.
  queueMicrotask(connect);
  return {
    send: () => {
      try {
        port?.postMessage(state());
      } catch {
        // The worker went in this very moment; onDisconnect is on its way, and the state is told on reconnecting.
      }
    },
  };
}

function isEvent(value: unknown): value is WorkerEvent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isOutdatedNotice(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'outdated';
}
