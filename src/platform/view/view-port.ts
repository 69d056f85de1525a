/**
 * A view's port, over which the worker tells events. It dies with the worker; the view then reconnects, which wakes it.
 * Right after a reload Chromium may for 30 s hand everything to a worker that is no more (seen once in a hundred reloads
 * of a busy machine): neither answer nor error comes. So a worker says `here` to every port it takes in.
 */
import type { Connection } from '../../protocol/backend.ts';
import { VIEW_PORT, type PortNotice, type ViewState, type WorkerEvent } from '../../protocol/events.ts';
import { browser } from '../browser.ts';

const NOTICES: ReadonlySet<string> = new Set<PortNotice['type']>(['here', 'outdated']);
const RECONNECT_MIN_MS = 200;
const RECONNECT_MAX_MS = 10_000;
/** Ten times what a cold start takes on a slow machine. */
const SILENCE_MS = 5_000;

/** After an update or a reload the page keeps running without its extension: `runtime.id` is gone. */
export function isAlive(): boolean {
  try {
    return Boolean(browser.runtime.id);
  } catch {
    return false;
  }
}

type Port = ReturnType<typeof browser.runtime.connect>;

export interface PortUse {
  state(): ViewState;
  onConnection(connection: Connection): void;
  onEvent(event: WorkerEvent): void;
  onConnect(): void;
  /** A worker is there after one was silent. */
  onHeardAgain(): void;
}

export function keepPort({ state, onConnection, onEvent, onConnect, onHeardAgain }: PortUse): { send(): void } {
  let port: Port | null = null;
  let delayMs = RECONNECT_MIN_MS;
  let wasSilent = false;

  const again = () => {
    port = null;
    onConnection('closed');
    setTimeout(connect, delayMs);
    delayMs = Math.min(RECONNECT_MAX_MS, delayMs * 2);
  };
  const hear = (message: unknown) => {
    delayMs = RECONNECT_MIN_MS;
    if (wasSilent) onHeardAgain();
    wasSilent = false;
    const type = typeOf(message);
    onConnection(type === 'outdated' ? type : 'open');
    if (type !== null && !NOTICES.has(type)) onEvent(message as WorkerEvent);
  };
  const connect = () => {
    if (!isAlive()) return onConnection('outdated');
    onConnect();
    try {
      port = browser.runtime.connect({ name: VIEW_PORT });
    } catch {
      return onConnection('outdated');
    }
    const silent = setTimeout(() => {
      // A port whose extension is gone cannot even be closed.
      if (!isAlive()) return onConnection('outdated');
      wasSilent = true;
      port?.disconnect();
      return again();
    }, SILENCE_MS);
    port.onMessage.addListener((message: unknown) => {
      clearTimeout(silent);
      hear(message);
    });
    port.onDisconnect.addListener(() => {
      clearTimeout(silent);
      // Read, or Chromium reports a killed worker as an unchecked error in the view's console.
      void browser.runtime.lastError;
      if (isAlive()) return again();
      port = null;
      return onConnection('outdated');
    });
    port.postMessage(state());
    // Not to wait for `here` spares the first question a way there and back.
    if (!wasSilent) onConnection('open');
    return undefined;
  };
  // The caller subscribes first, then the port opens.
  queueMicrotask(connect);
  return { send: () => trySend(port, state()) };
}

function trySend(port: Port | null, state: ViewState): void {
  try {
    port?.postMessage(state);
  } catch {
    // The worker went in this very moment; onDisconnect is on its way, and the state is told on reconnecting.
  }
}

function typeOf(message: unknown): string | null {
  return typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string'
    ? message.type
    : null;
}
