import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { advance, openStory } from '../support/ui/story-server.ts';
import { asked, openDetail, openTab, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { ID, OTHER_ID } from '../support/ui/fixtures.ts';
import { it } from '../support/ui/story-test.ts';

const seek = async (page: Page, text: string) => {
  await page.keyboard.down('Control');
  await page.keyboard.press('f');
  await page.keyboard.up('Control');
  await page.waitForSelector('.find-bar input:focus');
  await page.keyboard.type(text);
};
/** Whether the current hit is seen: inside the scrolled part, and nothing lies over it. */
const seesHit = (page: Page) =>
  page.evaluate(() => {
    const mark = document.querySelector('mark.current');
    if (!mark) return false;
    const { left, right, top, bottom } = mark.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit !== null && (mark.contains(hit) || hit.contains(mark));
  });

describe('find [B4]', () => {
  it('counts nothing inside what is closed, and says how much is in there', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'summary');
    await seek(page, 'the');
    await waitForText(page, '1 of ', '.find-bar');
    expect(await page.$$eval('details:not([open]) mark', (marks) => marks.length)).toBe(0);
    await waitForText(page, 'match', '.summary-as-text summary');
    const count = Number(/of (\d+)/.exec(await textOf(page, '.find-bar-count'))?.[1]);
    for (let step = 0; step < count; step += 1) {
      await page.waitForFunction(
        (words) => document.querySelector('.find-bar-count')?.textContent === words,
        {},
        `${step + 1} of ${count}`,
      );
      expect(await seesHit(page), `${step + 1} of ${count}`).toBe(true);
      await page.keyboard.press('Enter');
    }
    // Not by the pointer: the last Enter still moves the text under it.
    await page.$eval('.summary-as-text summary', (summary) => (summary as HTMLElement).click());
    await page.waitForSelector('.summary-as-text mark');
  });
  it.each([640, 273])(
    'shows the first hit while one types, keeps the bar, and moves nothing else: %i px',
    async (height) => {
      const page = await openStory('panel/full', { width: 1280, height });
      await page.locator(`[role="option"][aria-label*="${ID}"]`).click();
      await page.waitForSelector(`.detail[data-conversation-id="${ID}"][data-status="completed"]`);
      await openTab(page, 'summary');
      const before = await page.$eval('.detail-head', (head) => head.getBoundingClientRect().top);
      await seek(page, 'question');
      await page.waitForFunction(() => document.querySelector('mark.current'));
      await page.waitForFunction(() => (document.querySelector('.detail-body')?.scrollTop ?? 0) > 0);
      expect(await seesHit(page)).toBe(true);
      expect(await page.$eval('.detail-head', (head) => head.getBoundingClientRect().top)).toBe(before);
      const [bar, body] = await page.evaluate(() =>
        ['.find-bar', '.detail-body'].map((part) => document.querySelector(part)?.getBoundingClientRect().top ?? -1),
      );
      expect((bar ?? 0) - (body ?? 0)).toBeGreaterThanOrEqual(0);
      expect((bar ?? 0) - (body ?? 0)).toBeLessThan(40);
    },
  );
});

describe('another conversation [B2]', () => {
  it('opens on the same tab, format and query, and on its latest version', async () => {
    const page = await openStory('panel/full', { width: 1280, height: 700 });
    const choose = async (id: string) => {
      await page.locator(`[role="option"][aria-label*="${id}"]`).click();
      await page.waitForSelector(`.detail[data-conversation-id="${id}"]`);
    };
    await choose(ID);
    await page.waitForSelector('.detail[data-status="completed"]');
    await openTab(page, 'summary');
    await page.locator('.segmented input[value="narrative"]').click();
    await page.select('.summary-tab select', '1');
    await page.type('.find-bar input', 'studio');
    await choose(OTHER_ID);
    await page.waitForSelector(`#tab-summary-${OTHER_ID}[aria-selected="true"]`);
    expect(await page.$eval('.segmented input:checked', (one) => (one as HTMLInputElement).value)).toBe('narrative');
    expect(await page.$eval('.find-bar input', (one) => (one as HTMLInputElement).value)).toBe('studio');
    expect(await page.$eval('.summary-tab select', (one) => (one as HTMLSelectElement).value)).toBe('');
    // By the arrows of the list, too.
    await page.focus('[role="listbox"]');
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(
      (id) => document.querySelector<HTMLElement>('.detail')?.dataset['conversationId'] !== id,
      {},
      OTHER_ID,
    );
    await page.waitForSelector('[role="tab"][id^="tab-summary-"][aria-selected="true"]');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox');
  });
});

describe('a pinned version [B18]', () => {
  it('is told by its own figures, also on the tab', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'summary');
    await page.select('.summary-tab select', '1');
    await waitForText(page, 'v1 · ', '.pinned-note');
    expect(await textOf(page, `#tab-summary-${ID}`)).toMatch(/^Summaryv1 · \d+$/);
  });
});

describe('statements [B22]', () => {
  it('are one stop for Tab in each list, and arrows go through them', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'summary');
    await page.waitForSelector('.summary-items li');
    const stops = await page.$$eval(
      '.summary-items li > button',
      (all) => all.filter((one) => (one as HTMLElement).tabIndex === 0).length,
    );
    const lists = await page.$$eval('.summary-items ul', (all) => all.filter((one) => one.children.length > 0).length);
    expect(stops).toBe(lists);
    await page.focus('.summary-items li > button');
    const name = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    const first = await name();
    await page.keyboard.press('ArrowDown');
    expect(await name()).not.toBe(first);
    await page.keyboard.press('Home');
    expect(await name()).toBe(first);
    const names = await page.$$eval('.summary-items li > button', (all) => all.map((one) => one.ariaLabel));
    expect(new Set(names).size).toBe(names.length);
  });
  it.each([640, 273])('are jumped to part by part, at %i px', async (height) => {
    const page = await openDetail('long', 'completed', { height });
    await openTab(page, 'summary');
    await page.waitForSelector('.summary-jumps');
    expect(await textOf(page, '.summary-jumps')).toMatch(/^Facts 1,200 ?Decisions/);
    for (const part of ['Preferences', 'Facts', 'Decisions']) {
      await page.locator(`.summary-jump::-p-text(${part})`).click();
      await page.waitForFunction(
        (part) => {
          const bottom = document.querySelector('.summary-jumps')?.getBoundingClientRect().bottom ?? 0;
          const top = document.querySelector(`[data-part=${part}]`)?.getBoundingClientRect().top ?? -1;
          return top >= bottom && top < bottom + 120;
        },
        {},
        part,
      );
    }
  });
});

it('an answer of a megabyte is handed over once while it holds, a short one each time that its tab is opened', async () => {
  for (const [story, again] of [
    ['long', 0],
    ['completed', 1],
  ] as const) {
    const page = await openDetail(story, 'completed');
    await page.waitForFunction(() => window.__story?.backend.calls.some(({ name }) => name === 'summary'));
    const before = (await asked(page, 'summary')).length;
    await openTab(page, 'summary');
    await page.waitForSelector('.summary-items li');
    expect((await asked(page, 'summary')).length - before, story).toBe(again);
  }
  // No longer than the cache itself would have it.
  const page = await openDetail('long', 'completed');
  await advance(page, 282_000);
  const before = (await asked(page, 'summary')).length;
  await openTab(page, 'summary');
  await page.waitForFunction(
    (before) => (window.__story?.backend.calls.filter(({ name }) => name === 'summary').length ?? 0) > before,
    {},
    before,
  );
});
