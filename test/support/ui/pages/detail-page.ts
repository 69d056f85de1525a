import type { Page } from 'puppeteer-core';
import { ID } from '../fixtures.ts';
import { openStory, type StoryOptions } from '../story-server.ts';

/** Opens a story of the detail and waits for the state. */
export async function openDetail(name: string, state: string, options: StoryOptions = {}): Promise<Page> {
  const page = await openStory(`detail/${name}`, options);
  await page.waitForSelector(`.detail[data-conversation-id="${ID}"][data-status="${state}"]`);
  return page;
}

export async function openTab(page: Page, tab: string): Promise<void> {
  await page.click(`#tab-${tab}-${ID}`);
  await page.waitForSelector(`#tab-${tab}-${ID}[aria-selected="true"]`);
}

/** Waits for a text, and names it when it does not come. */
export async function waitForText(page: Page, text: string, selector = 'body'): Promise<void> {
  try {
    await page.waitForFunction(
      (where, what) => document.querySelector(where)?.textContent?.includes(what),
      {},
      selector,
      text,
    );
  } catch (error) {
    throw new Error(`${selector} never said: ${text}`, { cause: error });
  }
}

export function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (node) => node.textContent ?? '');
}

export function copies(page: Page): Promise<string[]> {
  return page.evaluate(() => window.__story?.shell.copies ?? []);
}

/** The inputs of all requests of one name. */
export function asked(page: Page, name: string): Promise<unknown[]> {
  return page.evaluate(
    (wanted) => (window.__story?.backend.calls ?? []).filter((call) => call.name === wanted).map((call) => call.input),
    name,
  );
}
