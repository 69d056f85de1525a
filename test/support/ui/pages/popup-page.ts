import type { Page } from 'puppeteer-core';
import { openStory } from '../story-server.ts';

export const BOX = '::-p-aria([name="Conversation id"][role="textbox"])';
export const LOOK_UP = '::-p-aria([name="Look up"][role="button"])';
export const READS = ['status', 'summary', 'prompt'];

export const open = (name: string, options = {}) => openStory(`popup/${name}`, { width: 400, height: 600, ...options });
export const card = (page: Page, attributes: string) => page.waitForSelector(`.answer${attributes}`);

export async function boxText(page: Page): Promise<string> {
  return (await page.$eval(BOX, (box) => (box as HTMLInputElement).value)) ?? '';
}

export async function type(page: Page, text: string): Promise<void> {
  await page.$eval(BOX, (box) => (box as HTMLInputElement).select());
  await page.keyboard.sendCharacter(text);
}

/** The reads that the cache alone does not answer: each may become a request to Synap. */
export async function sent(page: Page): Promise<{ name: string; id: string; priority: string }[]> {
  const calls = await page.evaluate(() => window.__story?.backend.calls ?? []);
  return calls.flatMap(({ name, input }) => {
    const read = input as { mode?: string; conversationId?: string; priority?: string };
    if (!READS.includes(name) || read.mode === 'peek') return [];
    return [{ name, id: read.conversationId ?? '', priority: read.priority ?? '' }];
  });
}

export async function text(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (element) => (element as HTMLElement).innerText);
}
