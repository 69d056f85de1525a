import type { Browser, Page } from 'puppeteer-core';

/** What only the browser's own page of extensions may do; no types name it. */
async function onExtensionsPage(browser: Browser, call: string): Promise<void> {
  const page: Page = await browser.newPage();
  try {
    await page.goto('chrome://extensions/');
    await page.evaluate(`chrome.developerPrivate.${call}`);
  } finally {
    await page.close();
  }
}

/** Loads what stands in the extension's folder now, as an update does. The browser closes its views. */
export async function reloadExtension(browser: Browser, id: string): Promise<void> {
  // Without it Chromium disables an extension from a folder as it is reloaded.
  await onExtensionsPage(browser, 'updateProfileConfiguration({ inDeveloperMode: true })');
  await onExtensionsPage(browser, `reload('${id}', { failQuietly: true })`);
}
