import type { Page } from 'puppeteer-core';
import type { DrivenExtension } from '../browser/extension.ts';
import { STORES } from '../browser/hosts.ts';
import { until } from '../browser/until.ts';
import type { RunInBrowser } from './chrome-scope.ts';
import { firefoxEvents } from './events.ts';
import { asPage, FirefoxPage, idOf } from './firefox-page.ts';
import { firefoxToolbox } from './toolbox.ts';
import { firefoxWindow } from './window.ts';

/** The same words as in Chromium (`browser/extension.ts`) for the extension in Firefox. */
export async function driveFirefox(run: RunInBrowser): Promise<DrivenExtension> {
  const origin = await run('origin');
  const closed = new Set<number>();
  const pageOf = (id: number) => new FirefoxPage({ run, id, closed });
  const visit = async (url: string, inFront = true): Promise<Page> => {
    const page = pageOf(await run('openTab', url, inFront));
    await page.isLoaded(url.replace(/[#?].*$/s, ''));
    return asPage(page);
  };
  const pages = async () => {
    const tabs = await run('tabs');
    return Promise.all(
      tabs.map(async ({ id, url }) => {
        const page = pageOf(id);
        if (url !== 'about:blank') await page.isLoaded().catch(() => undefined);
        return asPage(page);
      }),
    );
  };
  const openPage: DrivenExtension['openPage'] = (name, params = {}) => {
    const query = new URLSearchParams(params).toString();
    return visit(`${origin}/src/${name}/${name}.html${query === '' ? '' : `?${query}`}`);
  };
  const openPopup = async (page: Page): Promise<Page> => {
    await page.bringToFront();
    const popup = pageOf(await run('openPopup'));
    await popup.waitForSelector('#app > *');
    return asPage(popup);
  };
  const worker = async () => {
    const evaluate = async (code: unknown, ...args: unknown[]) =>
      pageOf(await run('wakeBackground')).evaluate(code, ...args);
    return { evaluate } as never;
  };
  return {
    engine: 'firefox',
    extensionId: await run('extensionId'),
    origin,
    browserPage: 'about:license',
    storePage: `https://${STORES.firefox}/health`,
    worker,
    workerRuns: () => run('backgroundRuns'),
    stopWorker: () => run('stopBackground'),
    reload: () => Promise.reject(new Error('a reload is not driven in Firefox')),
    visit,
    visitEndless: async (url) => asPage(pageOf(await run('openTab', url, true))),
    openPage,
    openPanel: async (page, { dock = 'undocked', viewport = { width: 1280, height: 800 } } = {}) => {
      const tab = idOf(page);
      const panel = pageOf(await run('openToolbox', tab, dock === 'undocked' ? 'window' : dock));
      if (viewport && dock === 'undocked') await panel.setViewport(viewport);
      await panel.waitForSelector('#app > *');
      const frame = asPage(panel);
      return { devtools: frame, frame: frame as never };
    },
    openDevtools: (page) => run('openDevtools', idOf(page)),
    toolbox: (page) => firefoxToolbox(run, idOf(page)),
    closePanel: (page) => run('closeToolbox', idOf(page)),
    openPopup,
    pages,
    ...tabsOf(run, { origin, pageOf, closed }),
    readClipboard: () => run('clipboard'),
    revokeHost: (pattern) => run('changeHost', 'remove', pattern),
    grantHost: (pattern) => run('changeHost', 'add', pattern),
    restoreHosts: () => run('restoreHosts'),
    errors: () => run('complaints'),
    said: () => [],
    forgetErrors: () => run('forgetComplaints'),
    ...firefoxWindow(run),
    ...firefoxEvents(run, worker, visit),
  };
}

interface Opened {
  origin: string;
  pageOf: (id: number) => FirefoxPage;
  closed: Set<number>;
}

type Tabs = Pick<DrivenExtension, 'tabUrls' | 'closeTabs' | 'tabOpenedBy'>;

function tabsOf(run: RunInBrowser, { origin, pageOf, closed }: Opened): Tabs {
  return {
    tabUrls: async () => (await run('tabs')).map(({ url }) => url),
    closeTabs: async (keep = []) => {
      for (const id of await run('closeTabs', keep.map(idOf))) closed.add(id);
    },
    tabOpenedBy: async (act) => {
      const before = new Set((await run('tabs')).map(({ id }) => id));
      await act();
      const isNew = async () => (await run('tabs')).find(({ id, url }) => !before.has(id) && url.startsWith(origin));
      const page = pageOf((await until(isNew, 'a new tab of the extension')).id);
      await page.isLoaded(origin);
      return asPage(page);
    },
  };
}
