/**
 * A view's port, which carries the worker's events. It closes with the worker; the view then reconnects, which wakes
 * it. Right after a reload, Chromium may deliver everything to a dead worker for 30 s (seen once in a hundred reloads
 * of a busy machine): neither answer nor error comes. A worker therefore sends `here` to every port it accepts.
 */
import type { Connection } from '../../protocol/backend.ts';
import {
  VIEW_PORT,
  type PortNotice,
  type ViewNotice,
  type ViewState,
  type WorkerEvent,
} from '../../protocol/events.ts';
import { browser } from '../browser.ts';

const NOTICES: ReadonlySet<string> = new Set<PortNotice['type']>(['here', 'outdated']);
const WAITING: ViewNotice = { type: 'waiting' };
const RECONNECT_MIN_MS = 200;
const RECONNECT_MAX_MS = 10_000;
/** Ten times a cold start on a slow machine. */
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
  /** A worker responds again after a silent one. */
  onHeardAgain(): void;
}

export interface ViewPort {
  /** Tells the view's state. */
  send(): void;
  /** Says only that the view is waiting. */
  touch(): void;
}

export function keepPort({ state, onConnection, onEvent, onConnect, onHeardAgain }: PortUse): ViewPort {
  let port: Port | null = null;
  let delayMs = RECONNECT_MIN_MS;
  let wasSilent = false;

  const reconnect = () => {
    port = null;
    onConnection('closed');
    setTimeout(connect, delayMs);
    delayMs = Math.min(RECONNECT_MAX_MS, delayMs * 2);
  };
  const receive = (message: unknown) => {
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
      return reconnect();
    }, SILENCE_MS);
    port.onMessage.addListener((message: unknown) => {
      clearTimeout(silent);
      receive(message);
    });
    port.onDisconnect.addListener(() => {
      clearTimeout(silent);
      // Reading it keeps Chromium from reporting a killed worker as an unchecked error in the view's console.
      void browser.runtime.lastError;
      if (isAlive()) return reconnect();
      port = null;
      return onConnection('outdated');
    });
    port.postMessage(state());
    // Not waiting for `here` saves the first request a round trip.
    if (!wasSilent) onConnection('open');
    return undefined;
  };
  // Deferred, so that the caller can subscribe first.
  queueMicrotask(connect);
  return { send: () => trySend(port, state()), touch: () => trySend(port, WAITING) };
}

function trySend(port: Port | null, message: ViewState | ViewNotice): void {
  try {
    port?.postMessage(message);
  } catch {
    // The worker stopped just now; onDisconnect follows, and reconnecting sends the state.
  }
}

function typeOf(message: unknown): string | null {
  return typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string'
    ? message.type
    : null;
}
