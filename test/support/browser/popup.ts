import type { Browser, Page } from 'puppeteer-core';
import { until } from './until.ts';

export async function openPopup(browser: Browser, id: string, page: Page): Promise<Page> {
  const url = `chrome-extension://${id}/src/popup/popup.html`;
  const before = new Set(browser.targets());
  await page.bringToFront();
  const extension = (await browser.extensions()).get(id);
  if (!extension) throw new Error(`the extension ${id} is gone`);
  await extension.triggerAction(page);
  const target = await until(
    () => browser.targets().find((one) => one.url().startsWith(url) && !before.has(one)),
    'the popup',
  );
  const popup = await target.asPage();
  await popup.waitForSelector('#app > *');
  return popup;
}
