import type { Page } from 'puppeteer-core';
import { openStory, type StoryOptions } from '../story-server.ts';
import '../fakes/inspected-page.ts';

export const TRIP = 'Trip planning with Joanna';
/** The label, or shortened id, of each row, in order. */
export const labels = (page: Page) => page.$$eval('[role="option"] b', (all) => all.map((b) => b.textContent));
export const chip = (page: Page, category: string) =>
  page.$eval(`[data-category="${category}"]`, (button) => button.getAttribute('aria-label'));
export const selected = (page: Page) =>
  page.$$eval('[role="option"][aria-selected="true"]', (all) => all.map((row) => row.getAttribute('data-id')));
/** The status requests that were not answered by the cache alone, in order. */
export const lookedUp = (page: Page) =>
  page.evaluate(() =>
    (window.__story?.backend.calls ?? [])
      .filter((call) => call.name === 'status')
      .map((call) => call.input as { conversationId: string; mode: string; priority: string })
      .filter((input) => input.mode !== 'peek'),
  );
export const row = (id: string) => `[role="option"][data-id="${id}"]`;

export async function openPanel(name: string, options: StoryOptions = {}): Promise<Page> {
  return openStory(`panel/${name}`, { height: 900, ...options });
}

/** Opens the full list and waits until all automatic lookups are answered. */
export async function openFull(options: StoryOptions = {}): Promise<Page> {
  const page = await openPanel('full', options);
  await page.waitForFunction(() => document.querySelectorAll('[role="option"]').length === 10);
  await page.waitForFunction(
    () => document.querySelector('[data-category="unknown"]')?.getAttribute('aria-label') === 'Unknown 4',
  );
  return page;
}
export const waitForLabels = (page: Page, count: number) =>
  page.waitForFunction((n) => document.querySelectorAll('[role="option"]').length === n, {}, count);
