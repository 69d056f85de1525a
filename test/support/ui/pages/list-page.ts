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

/** Opens the full list, its doubtful id folded away, and waits until all automatic lookups are answered. */
export async function openFull(options: StoryOptions = {}): Promise<Page> {
  const page = await openPanel('full', options);
  await waitForLabels(page, 9);
  await answered(page);
  return page;
}
/** Waits until only the doubtful id is not looked up. */
export const answered = (page: Page) =>
  page.waitForFunction(
    () => document.querySelector('[data-category="not_looked_up"]')?.getAttribute('aria-label') === 'Not looked up 1',
  );
/** Sorts by a column's head. */
export const sortBy = (page: Page, sort: string) => page.locator(`.list-head [data-sort="${sort}"]`).click();
export const waitForLabels = (page: Page, count: number) =>
  page.waitForFunction((n) => document.querySelectorAll('[role="option"]').length === n, {}, count);
/** Waits until the rows mark these texts and no others: the list is drawn a frame after a key of the filter. */
export const waitForMarks = (page: Page, marks: string[]) =>
  page.waitForFunction(
    (texts) => JSON.stringify([...document.querySelectorAll('mark')].map((mark) => mark.textContent)) === texts,
    {},
    JSON.stringify(marks),
  );
/** Waits until the list has this many rows, most of which may not be drawn. */
export const waitForCount = (page: Page, count: number) =>
  page.waitForSelector(`[role="option"][aria-setsize="${count}"]`);
