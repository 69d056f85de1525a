import { browser } from '../browser.ts';

export interface PopupStart {
  /** Read by the page scan, which also looks at the selection. */
  selection: string | null;
  url: string | null;
  tabId: number | null;
  lastId: string | null;
}

const LAST_ID = 'popup-last-id';

/** What the popup fills its box from. The URL is there because the click on the icon grants activeTab. */
export async function readPopupStart(): Promise<PopupStart> {
  const [tabs, stored] = await Promise.all([
    browser.tabs.query({ active: true, currentWindow: true }),
    browser.storage.session.get(LAST_ID),
  ]);
  const lastId: unknown = stored[LAST_ID];
  return {
    selection: null,
    url: tabs[0]?.url ?? null,
    tabId: tabs[0]?.id ?? null,
    lastId: typeof lastId === 'string' ? lastId : null,
  };
}

export async function rememberLastId(id: string): Promise<void> {
  await browser.storage.session.set({ [LAST_ID]: id });
}
