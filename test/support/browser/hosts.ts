import type { Browser, Page } from 'puppeteer-core';

/** `pattern` as in the manifest: `https://host/*`. */
export async function revokeHost(browser: Browser, id: string, pattern: string): Promise<void> {
  await onExtensionsPage(browser, 'removeHostPermission', id, pattern);
}

/**
 * Gives back what `revokeHost` took. For an optional host it says yes in advance: the product's own
 * `permissions.request` is then granted without the prompt, which headless nobody could answer.
 */
export async function grantHost(browser: Browser, id: string, pattern: string): Promise<void> {
  await onExtensionsPage(browser, 'addHostPermission', id, pattern);
}

async function onExtensionsPage(browser: Browser, method: string, id: string, pattern: string): Promise<void> {
  const page: Page = await browser.newPage();
  try {
    await page.goto('chrome://extensions/');
    // Only that page has this API, and no types name it.
    await page.evaluate(`chrome.developerPrivate.${method}(${JSON.stringify(id)}, ${JSON.stringify(pattern)})`);
  } finally {
    await page.close();
  }
}
