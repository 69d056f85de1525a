/** What the panel's tests do and look at. */
import type { Page } from 'puppeteer-core';
import { openStory, type StoryOptions } from '../story-server.ts';
import '../fakes/inspected-page.ts';

export const TRIP = 'Trip planning with Joanna';
/** Rows as they stand, by their label (or shortened id). */
export const labels = (page: Page) => page.$$eval('[role="option"] b', (all) => all.map((b) => b.textContent));
export const chip = (page: Page, category: string) =>
  page.$eval(`[data-category="${category}"]`, (button) => button.getAttribute('aria-label'));
export const selected = (page: Page) =>
  page.$$eval('[role="option"][aria-selected="true"]', (all) => all.map((row) => row.getAttribute('aria-label')));
/** The ids whose status Synap was asked for, in order; looking into the cache does not count. */
export const lookedUp = (page: Page) =>
  page.evaluate(() =>
    (window.__story?.backend.calls ?? [])
      .filter((call) => call.name === 'status')
      .map((call) => call.input as { conversationId: string; mode: string; priority: string })
      .filter((input) => input.mode !== 'peek'),
  );
export const row = (id: string) => `[role="option"][aria-label="${id}"]`;

export async function openPanel(name: string, options: StoryOptions = {}): Promise<Page> {
  return openStory(`panel/${name}`, { height: 900, ...options });
}

/** The full list, all that is looked up by itself being there. */
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
