/** The channel between a view and the worker: requests by message, events by a port. */
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { fail, type Outcome } from '../../core/errors.ts';
import type { Backend, Connection } from '../../protocol/backend.ts';
import { MAX_IN_VIEW, type Surface, type ViewRef, type ViewState, type WorkerEvent } from '../../protocol/events.ts';
import type { RequestInput, RequestName, RequestOutput, ResponseEnvelope } from '../../protocol/requests.ts';
import { browser } from '../browser.ts';
import { isAlive, keepPort } from './view-port.ts';
import { watchVisibility } from './visibility.ts';

/** `onVisibility` tells whether the view can be seen. */
export function createBackend(surface: Surface, onVisibility = watchVisibility): Backend {
  const version = browser.runtime.getManifest().version;
  const listeners = new Set<(event: WorkerEvent) => void>();
  const connection = watchedConnection();
  const viewId = crypto.randomUUID();
  let profileId: string | null = null;
  const requests = createRequests(
    () => ({ version, viewId, profileId }),
    () => port.touch(),
  );
  let inView: ConversationId[] = [];
  let visible = document.visibilityState === 'visible';

  const state = (): ViewState => ({
    type: 'view',
    version,
    viewId,
    profileId,
    surface,
    visible,
    conversationIds: inView,
  });
  const port = keepPort({
    state,
    onConnection: connection.set,
    onEvent: (event) => listeners.forEach((listener) => listener(event)),
    onConnect: requests.nextPort,
    onHeardAgain: requests.giveUpOlder,
  });
  onVisibility((isVisible) => {
    if (visible === isVisible) return;
    visible = isVisible;
    port.send();
  });

  return {
    ask: async (name, input) => {
      const outcome = await requests.send(name, input);
      if (!outcome.ok && outcome.error.kind === 'outdated') connection.set('outdated');
      // A request that only reads may be repeated once; a compaction may already have been sent.
      const repeat = !outcome.ok && outcome.error.kind === 'worker-gone' && name !== 'compact';
      return repeat ? requests.send(name, input) : outcome;
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onConnection: connection.subscribe,
    setShownProfile: (shown) => {
      if (profileId === shown) return;
      profileId = shown;
      port.send();
    },
    setVisibleConversations: (conversationIds) => {
      inView = conversationIds.slice(0, MAX_IN_VIEW);
      port.send();
    },
  };
}

function watchedConnection() {
  const listeners = new Set<(connection: Connection) => void>();
  let current: Connection = 'closed';
  return {
    set: (next: Connection) => {
      // An outdated view stays outdated until it is reopened.
      if (current === next || current === 'outdated') return;
      current = next;
      listeners.forEach((listener) => listener(next));
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

interface Requests {
  send<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Outcome<RequestOutput<N>>>;
  /** Another port opens: requests from now on belong to it. */
  nextPort(): void;
  /** Gives up requests sent before this port opened: no worker received them. */
  giveUpOlder(): void;
}

/** Firefox stops its event page after 30 s without an event, whatever is asked of it. */
const TOUCH_EVERY_MS = 10_000;

/** `touch` reminds the worker, now and then, that an answer is awaited. */
function createRequests(sender: () => ViewRef & { version: string }, touch: () => void): Requests {
  /** How to give up each open request, and the number of the port it belongs to. */
  const open = new Map<() => void, number>();
  let port = 0;
  let touching: ReturnType<typeof setInterval> | undefined;
  /** Undefined for a request that was given up. */
  const answerTo = (sent: Promise<unknown>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const giveUp = () => {
        close();
        resolve(undefined);
      };
      const close = () => {
        if (!open.delete(giveUp) || open.size > 0) return;
        clearInterval(touching);
        touching = undefined;
      };
      open.set(giveUp, port);
      touching ??= setInterval(touch, TOUCH_EVERY_MS);
      sent.finally(close).then(resolve, reject);
    });
  return {
    send: async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<Outcome<RequestOutput<N>>> => {
      if (!isAlive()) return fail({ kind: 'outdated' });
      let sent: Promise<unknown>;
      try {
        sent = browser.runtime.sendMessage({ app: 'synap-inspector', ...sender(), name, input });
      } catch {
        // A synchronous error: over 64 MiB, which no retry helps, or the extension was unloaded just now.
        return fail(isAlive() ? { kind: 'refused', why: 'malformed' } : { kind: 'outdated' });
      }
      try {
        const answer = await answerTo(sent);
        // The versions match, so both sides were built from the same types: only the envelope needs checking.
        return isResponse<N>(answer) ? answer.outcome : fail({ kind: 'worker-gone' });
      } catch {
        return fail({ kind: isAlive() ? 'worker-gone' : 'outdated' });
      }
    },
    nextPort: () => {
      port += 1;
    },
    giveUpOlder: () => open.forEach((sentUnder, giveUp) => sentUnder < port && giveUp()),
  };
}

function isResponse<N extends RequestName>(value: unknown): value is ResponseEnvelope<N> {
  return typeof value === 'object' && value !== null && 'app' in value && value.app === 'synap-inspector';
}
