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

export async function pagesOf(browser: Browser): Promise<Page[]> {
  return (await browser.pages()).filter((page) => !page.url().startsWith('devtools:'));
}

export async function closeTabs(browser: Browser, keep: readonly Page[] = []): Promise<void> {
  const pages = (await pagesOf(browser)).filter((page) => !keep.includes(page));
  const empty = pages.find((page) => page.url() === 'about:blank') ?? (await browser.newPage());
  await Promise.all(pages.filter((page) => page !== empty).map((page) => page.close()));
}

export async function tabOpenedBy(browser: Browser, act: () => Promise<unknown>): Promise<Page> {
  const before = new Set(browser.targets());
  await act();
  const isNew = () =>
    browser
      .targets()
      .find((one) => one.type() === 'page' && !before.has(one) && one.url().startsWith('chrome-extension:'));
  const target = await until(isNew, 'a new tab of the extension');
  const page = await until(() => target.page(), "the new tab's page");
  // The frame hears of its address after the target does.
  await until(() => page.url().startsWith('chrome-extension:'), "the new tab's address");
  return page;
}
