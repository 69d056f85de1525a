/** A language from right to left mirrors the pages; the texts of others fit (`testRoom` in test/support/ui). */
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { boxesOf, type Box } from '../support/ui/boxes.ts';
import { ID } from '../support/ui/fixtures.ts';
import { openDetail, openTab } from '../support/ui/pages/detail-page.ts';
import { openStory, settle, storiesOf, type StoryOptions } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

/** The same words run differently within a line, which makes lines a little longer or shorter. */
const SLACK_PX = 3;

/** Blocks that do not stand where their mirror image does. */
function unmirrored(plain: readonly Box[], mirrored: readonly Box[]): string[] {
  expect(plain.length).toBeGreaterThan(0);
  const held = new Map(mirrored.map((box) => [box.path, box]));
  return plain
    .filter(({ path, left, right }) => {
      const other = held.get(path);
      return !other || Math.abs(other.left - right) > SLACK_PX || Math.abs(other.right - left) > SLACK_PX;
    })
    .map(({ path }) => path);
}

/** Code that is loaded later may miss a look; what stands wrong does so at every look. */
const LOOKS = 4;

async function faultsOf(story: string, act?: (page: Page) => Promise<void>): Promise<string[]> {
  const width = story.startsWith('popup/') ? 380 : 1180;
  const look = async (language: 'en' | 'mirrored'): Promise<Box[]> => {
    const page = await openStory(story, { language, width });
    await act?.(page);
    await page.waitForFunction(() => !document.querySelector('.kept-analysing'));
    await settle(page);
    return boxesOf(page);
  };
  let faults: string[] = [];
  for (let done = 0; done === 0 || (faults.length > 0 && done < LOOKS); done += 1) {
    faults = unmirrored(await look('en'), await look('mirrored'));
  }
  return faults;
}

const HEBREW: StoryOptions = { language: 'hebrew' };
const rootOf = (page: Page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
const leftOf = (page: Page, selector: string) => page.$eval(selector, (one) => one.getBoundingClientRect().left);

describe('from right to left', () => {
  it.each(['panel', 'detail', 'kept', 'add', 'popup', 'inspector', 'options', 'shared'])(
    'each block of every story mirrors: %s',
    async (room) => {
      for (const story of await storiesOf(room)) expect(await faultsOf(story), story).toEqual([]);
    },
  );

  it.each(['summary', 'kept', 'versions', 'prompt', 'requests', 'raw'])('so does the tab %s', async (tab) => {
    const faults = await faultsOf('versions/three', async (page) => {
      await page.waitForSelector(`.detail[data-conversation-id="${ID}"]:not([data-status="loading"])`);
      await openTab(page, tab);
      await page.waitForFunction(() => !document.querySelector('[role="tabpanel"] .skeleton'));
    });
    expect(faults).toEqual([]);
  });

  it('the page says its language and direction', async () => {
    expect(await rootOf(await openStory('panel/full'))).toEqual(['en-GB', 'ltr']);
    expect(await rootOf(await openStory('panel/full', { language: 'de' }))).toEqual(['de', 'ltr']);
    expect(await rootOf(await openStory('panel/full', HEBREW))).toEqual(['he', 'rtl']);
  });

  it('arrow keys go where they point', async () => {
    const page = await openDetail('completed', 'completed', HEBREW);
    const chosen = () => page.$eval('[role="tab"][aria-selected="true"]', (tab) => tab.id.split('-')[1]);
    await page.focus(`#tab-status-${ID}`);
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector(`#tab-summary-${ID}[aria-selected="true"]`);
    expect(await leftOf(page, `#tab-summary-${ID}`)).toBeLessThan(await leftOf(page, `#tab-status-${ID}`));
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector(`#tab-status-${ID}[aria-selected="true"]`);
    expect(await chosen()).toBe('status');
  });

  it('the list is widened to the left, by key and by hand', async () => {
    const page = await openStory('panel/full', { ...HEBREW, width: 1180 });
    const width = () => page.$eval('.panel-splitter', (splitter) => Number(splitter.getAttribute('aria-valuenow')));
    await page.focus('.panel-splitter');
    const before = await width();
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(
      (before) => Number(document.querySelector('.panel-splitter')?.getAttribute('aria-valuenow')) > before,
      {},
      before,
    );
    const { x, y, height } = (await (await page.$('.panel-splitter'))?.boundingBox()) ?? { x: 0, y: 0, height: 0 };
    await page.mouse.move(x + 4, y + height / 4);
    await page.mouse.down();
    await page.mouse.move(680, y + height / 4);
    await page.mouse.up();
    await page.waitForFunction(
      () => document.querySelector('.panel-splitter')?.getAttribute('aria-valuenow') === '500',
    );
    expect(await leftOf(page, '.panel-splitter')).toBeGreaterThan(670);
  });

  it('the strip of a conversation begins on the right', async () => {
    const page = await openStory('kept/big', { ...HEBREW, width: 1180 });
    const strip = await page.waitForSelector('.kept-strip');
    const { x, y, width } = (await strip?.boundingBox()) ?? { x: 0, y: 0, width: 0 };
    const goesTo = async (from: number, to: number) =>
      page.waitForFunction(
        (from, to) => {
          const at = Number(document.querySelector('.kept-strip')?.getAttribute('aria-valuenow'));
          return from <= at && at <= to;
        },
        {},
        from,
        to,
      );
    await page.mouse.click(x + 3, y + 4);
    await goesTo(4500, 5000);
    await page.mouse.click(x + width - 3, y + 4);
    await goesTo(1, 500);
    expect(await page.$eval('.kept-strip-window', (one) => one.getBoundingClientRect().left)).toBeGreaterThan(
      x + width / 2,
    );
  });

  it('ids, code and JSON run from left to right, and what points is turned', async () => {
    const page = await openStory('inspector/start', HEBREW);
    await openStory('panel/full', { ...HEBREW, width: 400 });
    await page.click(`[data-id="${ID}"]`);
    const back = await page.waitForSelector('.panel-back svg');
    expect(await back?.evaluate((icon) => getComputedStyle(icon).transform)).toBe('matrix(-1, 0, 0, 1, 0, 0)');
    const directions = await page.$$eval('.mono:not(:placeholder-shown)', (all) =>
      all.map((one) => getComputedStyle(one).direction),
    );
    expect(new Set(directions)).toEqual(new Set(['ltr']));
  });

  it('a menu opens at the side on which its button ends', async () => {
    const page = await openDetail('completed', 'completed', HEBREW);
    await page.click('.head-actions .menu-button > button');
    await page.waitForSelector('[role="menu"]');
    expect(await leftOf(page, '[role="menu"]')).toBeCloseTo(
      await leftOf(page, '.head-actions .menu-button > button'),
      0,
    );
  });
});
