import type { Page } from 'puppeteer-core';
import { ID } from '../fixtures.ts';
import { openStory } from '../story-server.ts';
import { openTab } from './detail-page.ts';

/** What changed, in the tab Versions. */
export const DIFF = '.versions-diff';

/** Opens a story on the tab. */
export async function openVersions(name: string, size = { width: 1000, height: 700 }): Promise<Page> {
  const page = await openStory(`versions/${name}`, size);
  await page.waitForSelector(`.detail[data-conversation-id="${ID}"]:not([data-status="loading"])`);
  await openTab(page, 'versions');
  return page;
}

/** A change that has this text. */
export const row = (text: string) =>
  `::-p-xpath(//li[contains(@class,"change ")][contains(., ${JSON.stringify(text)})])`;
