import { type Browser, type Page, TargetType, type WebWorker } from 'puppeteer-core';
import { readClipboard } from './clipboard.ts';
import { watchErrors } from './error-watch.ts';
import { type BrowserEvents, browserEvents } from './events.ts';
import { grantHost, revokeHost } from './hosts.ts';
import { openPanel, type OpenPanel, type PanelOptions } from './panel.ts';
import { openPopup } from './popup.ts';
import { until } from './until.ts';

export type ExtensionPage = 'options' | 'inspector' | 'popup' | 'panel';

export interface DrivenExtension extends BrowserEvents {
  extensionId: string;
  /** `chrome-extension://<id>` */
  origin: string;
  /** The worker that runs now; a stopped one is started. Ask again after a stop. */
  worker(): Promise<WebWorker>;
  /** True while a worker runs; starts none. */
  workerRuns(): boolean;
  /** Kills the worker as the browser would, and waits until it is gone. The next event wakes it. */
  stopWorker(): Promise<void>;
  /** A new tab, in front. */
  visit(url: string): Promise<Page>;
  /** One of the extension's pages in a tab of its own. */
  openPage(name: ExtensionPage, params?: Record<string, string>): Promise<Page>;
  /** The real panel in real DevTools on that tab. */
  openPanel(page: Page, options?: PanelOptions): Promise<OpenPanel>;
  /** The real popup, as a click on the toolbar's button opens it over that tab; grants activeTab. */
  openPopup(page: Page): Promise<Page>;
  /** Takes a host permission away; `pattern` as in the manifest: `https://host/*`. */
  revokeHost(pattern: string): Promise<void>;
  /** Gives it back; for an optional host: makes the product's next request for it succeed without a prompt. */
  grantHost(pattern: string): Promise<void>;
  readClipboard(): Promise<string>;
  /** What pages and worker complained about: exceptions, console errors, CSP reports. */
  errors(): string[];
  /** All that they wrote to the console, complaint or not. */
  said(): string[];
  forgetErrors(): void;
}

export async function driveExtension(browser: Browser, id: string): Promise<DrivenExtension> {
  const origin = `chrome-extension://${id}`;
  const watch = watchErrors(browser, origin);
  const running = () => browser.targets().find((target) => target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(`${origin}/`));
  const worker = async (): Promise<WebWorker> => {
    if (!running()) await startWorker(browser, origin);
    return until(async () => (await running()?.worker()) ?? null, 'the worker to run');
  };
  const stopWorker = async (): Promise<void> => {
    const target = running();
    if (!target) return;
    await detachAndClose(await target.worker());
    // The list here is a moment behind the browser's.
    await until(() => running() !== target, 'the worker to leave the list');
  };
  const visit = async (url: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(url);
    return page;
  };
  await worker();
  return {
    extensionId: id,
    origin,
    worker,
    workerRuns: () => running() !== undefined,
    stopWorker,
    visit,
    openPage: (name, params = {}) => visit(pageUrl(origin, name, params)),
    openPanel: (page, options) => openPanel(id, page, options),
    openPopup: (page) => openPopup(browser, id, page),
    revokeHost: (pattern) => revokeHost(browser, id, pattern),
    grantHost: (pattern) => grantHost(browser, id, pattern),
    readClipboard: () => readClipboard(browser),
    errors: watch.errors,
    said: watch.said,
    forgetErrors: watch.forget,
    ...browserEvents(worker, (page) => openPopup(browser, id, page)),
  };
}

function pageUrl(origin: string, name: ExtensionPage, params: Record<string, string>): string {
  const query = new URLSearchParams(params).toString();
  return `${origin}/src/${name}/${name}.html${query === '' ? '' : `?${query}`}`;
}

/**
 * A worker that is stopped while attached crashes the browser as it wakes; and one that an open view wakes before it was
 * detached gets its old target back, where puppeteer takes it for the dead one.
 */
async function detachAndClose(worker: WebWorker | null): Promise<void> {
  const connection = worker?.client.connection();
  if (!worker || !connection) return;
  const { targetInfo } = await worker.client.send('Target.getTargetInfo');
  const { targetId } = targetInfo;
  await connection.send('Target.detachFromTarget', { sessionId: worker.client.id() });
  // One that is still starting lets a stop pass unheard.
  const isGone = async () => {
    await connection.send('Target.closeTarget', { targetId }).catch(() => undefined);
    const { targetInfos } = await connection.send('Target.getTargets');
    return targetInfos.every((one) => one.targetId !== targetId);
  };
  await until(isGone, 'the worker to stop');
}

async function startWorker(browser: Browser, origin: string): Promise<void> {
  const page = await browser.newPage();
  try {
    const session = await page.createCDPSession();
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` });
  } finally {
    await page.close();
  }
}
