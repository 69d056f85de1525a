import type { Browser } from 'puppeteer-core';
import { callDeveloperPrivate } from './extensions-page.ts';
import { until } from './until.ts';

/** A worker that nothing reaches is given up by the browser after 30 s. */
const LOST_MS = 40_000;
/** So long a reload may take: a test that reloads needs at least this. */
export const RELOAD_MS = 2 * LOST_MS + 20_000;

/**
 * Loads what stands in the extension's folder now, as an update does, and waits until its worker answers. The browser
 * closes its views.
 *
 * Chromium 156 sometimes does not manage that under open views (84 reloads of six browsers on two cores, debugged or
 * not): eight times all messages went to nowhere for 30 s, four times no worker ever came. Nothing but another reload
 * helps then, and views say so (`ConnectionNotice`).
 */
export async function reloadExtension(browser: Browser, id: string): Promise<void> {
  // Without it Chromium disables an extension from a folder as it is reloaded.
  await callDeveloperPrivate(browser, 'updateProfileConfiguration({ inDeveloperMode: true })');
  const reload = () => callDeveloperPrivate(browser, `reload('${id}', { failQuietly: true })`);
  await reload();
  if (await answers(browser, id)) return;
  await reload();
  if (!(await answers(browser, id))) throw new Error(`no worker answered after two reloads, ${LOST_MS} ms each`);
}

async function answers(browser: Browser, id: string): Promise<boolean> {
  const page = await browser.newPage();
  try {
    await until(() => page.goto(`chrome-extension://${id}/manifest.json`), 'the extension to be there again');
    const isHeard = () =>
      page.evaluate(() => {
        const late = new Promise((resolve) => {
          setTimeout(resolve, 2_000, null);
        });
        return Promise.race([chrome.runtime.sendMessage('anything'), late]);
      });
    return await until(isHeard, 'the new worker to answer', LOST_MS).then(Boolean, () => false);
  } finally {
    await page.close();
  }
}
