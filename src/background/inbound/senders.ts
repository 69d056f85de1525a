import type { Surface } from '../../protocol/events.ts';
import type { RequestName } from '../../protocol/requests.ts';

/** The sender details in which the browser can be trusted. */
export interface SenderFacts {
  id?: string | undefined;
  origin?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  /** The sender's tab: its id (-1 for a DevTools window) and the URL of its top page. */
  tabId?: number | undefined;
  tabUrl?: string | undefined;
}

/** Only the options page handles keys, settings and deletion. */
const OPTIONS_ONLY: ReadonlySet<RequestName> = new Set<RequestName>([
  'save-settings',
  'save-profile',
  'remove-profile',
  'set-key',
  'remove-key',
  'test-connection',
  'erase-everything',
]);

const PAGES: ReadonlyMap<string, Surface> = new Map([
  ['/src/panel/panel.html', 'panel'],
  ['/src/popup/popup.html', 'popup'],
  ['/src/inspector/inspector.html', 'inspector'],
  ['/src/options/options.html', 'options'],
]);

/**
 * The page of ours that sent this; null for any other sender. A content script has our id too, so origin and URL
 * decide. Measured in Chromium: a popup comes without frameId, a page in a tab with 0, a frame in a page with more. A
 * panel is a frame of the DevTools: docked it comes without tab and frameId, undocked in tab -1, and docked again in a
 * tab whose page is the DevTools themselves.
 */
export function surfaceOf(sender: SenderFacts, ownId: string, ownOrigin: string): Surface | null {
  if (sender.id !== ownId || sender.url === undefined) return null;
  // Where the browser tells no origin, the URL contains it.
  if (sender.origin !== undefined && sender.origin !== ownOrigin) return null;
  const url = URL.canParse(sender.url) ? new URL(sender.url) : null;
  if (!url || `${url.protocol}//${url.host}` !== ownOrigin) return null;
  const surface = PAGES.get(url.pathname) ?? null;
  const isFrame = (sender.frameId ?? 0) !== 0;
  const inDevtools = sender.tabId === -1 || (sender.tabUrl ?? '').startsWith('devtools://');
  return isFrame && !(surface === 'panel' && inDevtools) ? null : surface;
}

export function mayAsk(surface: Surface, name: RequestName): boolean {
  return surface === 'options' || !OPTIONS_ONLY.has(name);
}
