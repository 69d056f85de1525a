import type { PopupStart } from '../../protocol/backend.ts';
import { browser } from '../browser.ts';

const LAST_ID = 'popup-last-id';

/** The tab's URL is readable because the click on the icon grants activeTab. */
export async function readPopupStart(): Promise<PopupStart> {
  const [tabs, stored] = await Promise.all([
    browser.tabs.query({ active: true, currentWindow: true }),
    browser.storage.session.get(LAST_ID),
  ]);
  const lastId: unknown = stored[LAST_ID];
  return {
    url: tabs[0]?.url ?? null,
    tabId: tabs[0]?.id ?? null,
    lastId: typeof lastId === 'string' ? lastId : null,
  };
}

export async function rememberLastId(id: string): Promise<void> {
  await browser.storage.session.set({ [LAST_ID]: id });
}
