import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { until } from './until.ts';

/**
 * A new tab at that address, in front, once it is loaded; `session` is the browser's own. Not an empty tab that is then
 * sent there: that would take a process for each of the two.
 */
export async function openTab(browser: Browser, session: CDPSession, url: string): Promise<Page> {
  const { targetId } = await session.send('Target.createTarget', { url });
  const target = await browser.waitForTarget((one) => Reflect.get(one, '_targetId') === targetId);
  const page = await until(() => target.page(), `the page of ${url}`);
  const isThere = () => page.evaluate(() => document.readyState === 'complete' && location.href !== 'about:blank');
  if (url !== 'about:blank') await until(isThere, `${url} to load`);
  if (page.url().startsWith('chrome-error:')) throw new Error(`${url} is not to be reached`);
  return page;
}
