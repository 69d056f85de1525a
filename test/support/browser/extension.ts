import type { Browser, Page } from 'puppeteer-core';
import { readClipboard } from './clipboard.ts';
import { watchErrors } from './error-watch.ts';
import { type BrowserEvents, browserEvents } from './events.ts';
import { type HostPermissions, hostPermissions, STORES } from './hosts.ts';
import { openDevtools, openPanel, type OpenPanel, type PanelOptions } from './panel.ts';
import { openPopup } from './popup.ts';
import { reloadExtension } from './reload.ts';
import { closeTabs, openTab, pagesOf, tabOpenedBy } from './tabs.ts';
import { chromiumToolbox, type Toolbox } from './toolbox.ts';
import { noWindow, type BrowserWindow } from './window.ts';
import { followWorkers, type WorkerHandle } from './workers.ts';

type ExtensionPage = 'options' | 'inspector' | 'popup' | 'panel';

export interface DrivenExtension extends BrowserEvents, BrowserWindow, HostPermissions {
  engine: 'chromium' | 'firefox';
  extensionId: string;
  /** `chrome-extension://<id>` */
  origin: string;
  /** The worker that runs now; a stopped one is started. Ask again after a stop. */
  worker(): Promise<WorkerHandle>;
  /** True while a worker runs; starts none. */
  workerRuns(): Promise<boolean>;
  /** Kills the worker as the browser would, and waits until it is gone. The next event wakes it. */
  stopWorker(): Promise<void>;
  /** Loads what stands in the extension's folder now, as an update does. The browser closes its views. */
  reload(): Promise<void>;
  /** A page of the browser's own, which no extension may read. */
  browserPage: string;
  /** A page of an extension store, where the emulator answers. */
  storePage: string;
  /** A new tab, in front. */
  visit(url: string): Promise<Page>;
  /** The same, of a page that may never end. */
  visitEndless(url: string): Promise<Page>;
  /** One of the extension's pages in a tab of its own. */
  openPage(name: ExtensionPage, params?: Record<string, string>): Promise<Page>;
  /** The real panel in real DevTools on that tab. */
  openPanel(page: Page, options?: PanelOptions): Promise<OpenPanel>;
  /** DevTools on that tab, at a tool of their own; they log its requests from then on. */
  openDevtools(page: Page): Promise<void>;
  /** The DevTools on that tab, around the panel. */
  toolbox(page: Page, panel: OpenPanel): Toolbox;
  /** Closes DevTools on that tab. */
  closePanel(page: Page): Promise<void>;
  /** The real popup, as a click on the toolbar's button opens it over that tab; grants activeTab. */
  openPopup(page: Page): Promise<Page>;
  /** Every tab but those of DevTools. */
  pages(): Promise<Page[]>;
  /** Addresses as the tabs show them, of pages that are not to be reached, too. */
  tabUrls(): Promise<string[]>;
  /** Closes every tab but an empty one, and those of `keep`. */
  closeTabs(keep?: readonly Page[]): Promise<void>;
  /** The tab that was opened by what `act` does, once its address is there. */
  tabOpenedBy(act: () => Promise<unknown>): Promise<Page>;
  readClipboard(): Promise<string>;
  /** What pages and worker complained about: exceptions, console errors, CSP reports. */
  errors(): Promise<string[]>;
  /** All that they wrote to the console, complaint or not. */
  said(): string[];
  forgetErrors(): Promise<void>;
}

export async function driveExtension(browser: Browser, id: string): Promise<DrivenExtension> {
  const origin = `chrome-extension://${id}`;
  const watch = watchErrors(browser, origin);
  const workers = await followWorkers(browser, origin, watch.listen);
  const session = await browser.target().createCDPSession();
  const visit = (url: string): Promise<Page> => openTab(browser, session, url);
  await workers.current();
  return {
    engine: 'chromium',
    extensionId: id,
    origin,
    browserPage: 'chrome://version/',
    storePage: `http://${STORES.chromium}/health`,
    worker: workers.current,
    workerRuns: workers.isRunning,
    stopWorker: workers.stop,
    reload: () => workers.unwatched(() => reloadExtension(browser, id)),
    visit,
    visitEndless: async (url) => {
      const page = await browser.newPage();
      // Waiting for it would not end either.
      void page.goto(url).catch(() => undefined);
      return page;
    },
    openPage: (name, params = {}) => visit(pageUrl(origin, name, params)),
    openPanel: (page, options) => openPanel(id, page, options),
    openDevtools,
    toolbox: (_page, panel) => chromiumToolbox(panel),
    closePanel: async (page) => void (await (await page.openDevTools()).close()),
    openPopup: (page) => openPopup(browser, id, page),
    ...hostPermissions(browser, id, workers.current),
    pages: () => pagesOf(browser),
    tabUrls: async () => browser.targets().flatMap((one) => (one.type() === 'page' ? [one.url()] : [])),
    closeTabs: (keep) => closeTabs(browser, keep),
    tabOpenedBy: (act) => tabOpenedBy(browser, act),
    readClipboard: () => readClipboard(browser),
    errors: async () => watch.errors(),
    said: watch.said,
    forgetErrors: async () => watch.forget(),
    ...noWindow,
    ...browserEvents(workers.current, (page) => openPopup(browser, id, page)),
  };
}

function pageUrl(origin: string, name: ExtensionPage, params: Record<string, string>): string {
  const query = new URLSearchParams(params).toString();
  return `${origin}/src/${name}/${name}.html${query === '' ? '' : `?${query}`}`;
}
