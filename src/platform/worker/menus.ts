import { browser } from '../browser.ts';

const ITEMS = [
  { id: 'selection', contexts: ['selection'], title: 'menuSelection' },
  { id: 'link', contexts: ['link'], title: 'menuLink' },
  // Chromium has `page` in frames, too; Firefox has `frame` there.
  { id: 'page', contexts: ['page', 'frame'], title: 'menuPage' },
] as const;

type MenuId = (typeof ITEMS)[number]['id'];

/** The right-clicked target; its texts are the page's and may be anything. */
export interface MenuClick {
  menu: MenuId;
  selectionText: string | null;
  linkUrl: string | null;
  pageUrl: string | null;
  /** The URL of the clicked frame; null on the page itself. */
  frameUrl: string | null;
  tabId: number | null;
  /** 0 for the page itself. */
  frameId: number;
}

/** Recreated at install and update; the browser keeps them while the worker sleeps. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const { id, contexts, title } of ITEMS) {
    browser.contextMenus.create({ id, contexts: [...contexts], title: browser.i18n.getMessage(title) });
  }
}

/** Call in the worker's first tick. */
export function onMenuClick(listener: (click: MenuClick) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    const item = ITEMS.find(({ id }) => id === info.menuItemId);
    if (!item) return;
    listener({
      menu: item.id,
      selectionText: info.selectionText ?? null,
      linkUrl: info.linkUrl ?? null,
      pageUrl: info.pageUrl ?? tab?.url ?? null,
      frameUrl: info.frameUrl ?? null,
      tabId: tab?.id ?? null,
      frameId: info.frameId ?? 0,
    });
  });
}

export function onOmnibox(listener: (text: string) => void): void {
  browser.omnibox.onInputEntered.addListener((text) => listener(text));
}

/** `isNew`: the extension was added, not updated or reloaded. */
export function onInstalled(listener: (isNew: boolean) => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => listener(reason === 'install'));
}

export function onStartup(listener: () => void): void {
  browser.runtime.onStartup.addListener(() => listener());
}
