import type { Browser } from 'puppeteer-core';

/** What was copied, by pasting it: reading the clipboard needs a permission that the extension does not have. */
export async function readClipboard(browser: Browser): Promise<string> {
  const page = await browser.newPage();
  try {
    await page.setContent('<textarea></textarea>');
    await page.focus('textarea');
    await page.keyboard.down('Control');
    await page.keyboard.press('v', { commands: ['Paste'] });
    await page.keyboard.up('Control');
    return await page.$eval('textarea', (area) => area.value);
  } finally {
    await page.close();
  }
}
