import type { Browser } from 'puppeteer-core';

/** What was copied, by pasting it into an empty tab: reading the clipboard needs a permission that the extension does not have. */
export async function readClipboard(browser: Browser): Promise<string> {
  const empty = (await browser.pages()).find((page) => page.url() === 'about:blank');
  const page = empty ?? (await browser.newPage());
  await page.bringToFront();
  await page.setContent('<textarea></textarea>');
  await page.focus('textarea');
  await page.keyboard.down('Control');
  await page.keyboard.press('v', { commands: ['Paste'] });
  await page.keyboard.up('Control');
  return page.$eval('textarea', (area) => area.value);
}
