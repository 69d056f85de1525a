/** The worker's side of the channel. Call `onRequest` and `onView` in its first tick, or a waking message is lost. */
import { VIEW_PORT, type PortNotice, type WorkerEvent } from '../../protocol/events.ts';
import { browser } from '../browser.ts';

/** Sender details that the browser vouches for. */
export interface Sender {
  id: string | undefined;
  origin: string | undefined;
  url: string | undefined;
  frameId: number | undefined;
  tabId: number | undefined;
  tabUrl: string | undefined;
}

export interface IncomingPort {
  sender: Sender;
  send(message: WorkerEvent | PortNotice): void;
  onMessage(listener: (message: unknown) => void): void;
  onClosed(listener: () => void): void;
}

export function identity(): { extensionId: string; origin: string; version: string } {
  return {
    extensionId: browser.runtime.id,
    origin: location.origin,
    version: browser.runtime.getManifest().version,
  };
}

export function onRequest(answer: (message: unknown, sender: Sender) => Promise<unknown>): void {
  // Every browser supports a late `sendResponse`; Chromium accepts a promise as the answer only since 148.
  browser.runtime.onMessage.addListener(
    (message: unknown, sender: BrowserSender, sendResponse: (response: unknown) => void) => {
      void answer(message, readSender(sender)).then(sendResponse);
      return true;
    },
  );
}

export function onView(listener: (port: IncomingPort) => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== VIEW_PORT) return port.disconnect();
    return listener({
      sender: readSender(port.sender),
      send: (message) => {
        try {
          port.postMessage(message);
        } catch {
          // The view closed just now; its onDisconnect follows.
        }
      },
      onMessage: (run) => port.onMessage.addListener((message: unknown) => run(message)),
      onClosed: (run) => port.onDisconnect.addListener(() => run()),
    });
  });
}

/** The polyfill's types lack `origin`, and do not say that every field may be missing. */
interface BrowserSender extends Pick<Partial<Sender>, 'id' | 'origin' | 'url' | 'frameId'> {
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
}

function readSender(sender: BrowserSender | undefined): Sender {
  const { id, origin, url, frameId, tab } = sender ?? {};
  return { id, origin, url, frameId, tabId: tab?.id, tabUrl: tab?.url };
}
