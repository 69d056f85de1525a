import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { withForcedColours } from '../support/ui/accessibility/forced-colours.ts';
import { openDetail, openTab, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { ID } from '../support/ui/fixtures.ts';
import { openStory } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

const TABS = ['status', 'summary', 'prompt', 'requests', 'raw'];

/** Boxes of what is seen, in CSS pixels. */
const boxOf = (page: Page, selector: string) =>
  page.$eval(selector, (node) => {
    const { top, bottom, left, right, height, width } = node.getBoundingClientRect();
    return { top, bottom, left, right, height, width };
  });

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe('docked low [A1]', () => {
  it.each([1280, 800])('at %i × 273, as the panel in a DevTools of 300 px, most of it is content', async (width) => {
    const page = await openStory('panel/full', { width, height: 273 });
    await page.locator(`[role="option"][aria-label*="${ID}"]`).click();
    await page.waitForSelector(`.detail[data-conversation-id="${ID}"][data-status="completed"]`);
    for (const tab of TABS) {
      await openTab(page, tab);
      const { height } = await boxOf(page, '.detail-body');
      expect(height / 273, tab).toBeGreaterThanOrEqual(0.6);
      expect(await overflow(page), tab).toBeLessThanOrEqual(0);
    }
  });
  it('has one row for the head and one for the tabs, and all that they say and do', async () => {
    const page = await openDetail('stale', 'completed', { width: 900, height: 273 });
    expect((await boxOf(page, '.detail-head')).height).toBeLessThanOrEqual(31);
    expect((await boxOf(page, '.detail-tabs')).height).toBeLessThanOrEqual(28);
    const { right } = await boxOf(page, '.detail-head');
    for (const part of ['h1', '.status-chip', '.fresh-chip', '.head-numbers', '.head-actions']) {
      const box = await boxOf(page, `.detail-head ${part}`);
      expect(box.width, part).toBeGreaterThan(15);
      expect(box.right, part).toBeLessThanOrEqual(right);
    }
    expect(await textOf(page, '.head-facts')).toContain('24,582 → 3,441 (14');
    expect(await textOf(page, '.fresh-chip')).toBe('Stale · 6 newer');
    for (const name of ['Refresh', 'Watch', 'Compact…', 'Export', 'Copy the conversation ID'])
      expect(await page.$(`::-p-aria([name="${name}"][role="button"])`), name).not.toBeNull();
    expect(await page.$eval('.detail-head h1', (node) => (node as HTMLElement).title)).toContain(ID);
  });
  it('reads something at 150 % of 1280 × 300', async () => {
    const page = await openDetail('completed', 'completed', { width: 500, height: 173 });
    expect((await boxOf(page, '.detail-body')).height).toBeGreaterThanOrEqual(80);
  });
});

describe('narrow [A1]', () => {
  it.each([380, 320])('at %i px nothing is cut, and no button stands on a line of its own', async (width) => {
    const page = await openDetail('completed', 'completed', { width, height: 700 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const tops = await page.$$eval('.head-actions button', (all) => all.map((one) => one.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    // Anything that does not fit scrolls, and the chosen tab is in sight.
    await openTab(page, 'raw');
    const tab = await boxOf(page, `#tab-raw-${ID}`);
    expect(tab.right).toBeLessThanOrEqual(width);
  });
  it.each([380, 1180])('the whole Export menu is in a window of %i px [A14]', async (width) => {
    const page = await openDetail('completed', 'completed', { width, height: 273 });
    await page.click('.head-actions .menu-button > button');
    await page.waitForSelector('[role="menuitem"]:focus');
    const items = await page.$$eval('[role="menuitem"]', (all) =>
      all.map((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return { left, right, bottom, isSeen: hit === one };
      }),
    );
    expect(items).toHaveLength(4);
    for (const { left, right, bottom, isSeen } of items) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(width);
      expect(bottom).toBeLessThanOrEqual(273);
      expect(isSeen).toBe(true);
    }
  });
});

describe('quality [A5]', () => {
  const colours = (page: Page) =>
    page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      const of = (name: string) => {
        probe.style.color = `var(--${name})`;
        return getComputedStyle(probe).color;
      };
      const known = { ok: of('ok'), warn: of('warn'), bad: of('bad') };
      probe.remove();
      const fill = document.querySelector('.quality-meter > span');
      return { ...known, meter: fill ? getComputedStyle(fill).backgroundColor : null };
    });
  it('of a failed run is red, and says so', async () => {
    const page = await openDetail('failed', 'failed');
    await waitForText(page, '0.41', '.quality-card');
    const { meter, bad } = await colours(page);
    expect(meter).toBe(bad);
    expect(await textOf(page, '.quality-card')).toContain('failed');
  });
  it('of a passed one is green, with a tick where passing begins', async () => {
    const page = await openDetail('completed', 'completed');
    await waitForText(page, 'passed', '.quality-card');
    const { meter, ok } = await colours(page);
    expect(meter).toBe(ok);
    const track = await boxOf(page, '.quality-meter');
    const tick = await boxOf(page, '.quality-tick');
    expect(((tick.left + tick.right) / 2 - track.left) / track.width).toBeCloseTo(0.5, 2);
  });
  it('of a passed one with a warning is amber', async () => {
    const page = await openDetail('doubtful', 'completed');
    // The score may come with the status, before the summary has the warning.
    await waitForText(page, '29 days may be missing', '.quality-card');
    const { meter, warn } = await colours(page);
    expect(meter).toBe(warn);
  });
});

describe('forced colours [A15]', () => {
  it('leave the chosen option, the selected tab, bars and notes told apart', async () => {
    const page = await openDetail('stale', 'completed');
    await openTab(page, 'summary');
    await withForcedColours(page, async () => {
      const look = await page.evaluate(() => {
        const of = (selector: string) => {
          const node = document.querySelector(selector);
          return node ? getComputedStyle(node) : null;
        };
        const chosen = of('.segmented-option input:checked + span');
        return {
          option: [chosen?.color, chosen?.backgroundColor],
          tabs: [
            of('.detail-tab[aria-selected="true"]')?.borderBottomColor,
            of('.detail-tab[aria-selected="false"]')?.borderBottomColor,
          ],
        };
      });
      expect(look.option[0]).not.toBe(look.option[1]);
      expect(look.tabs[0]).not.toBe(look.tabs[1]);
      await openTab(page, 'prompt');
      const keys = await page.$$eval('.prompt-key', (all) => all.map((one) => getComputedStyle(one).forcedColorAdjust));
      expect(new Set(keys)).toEqual(new Set(['none']));
      await openTab(page, 'status');
      const bars = await page.evaluate(() => {
        const canvas = getComputedStyle(document.body).backgroundColor;
        return [...document.querySelectorAll('.track > span')].map(
          (bar) => getComputedStyle(bar).backgroundColor !== canvas,
        );
      });
      expect(bars.length).toBeGreaterThan(1);
      expect(bars).not.toContain(false);
      expect(await page.$eval('.note', (note) => getComputedStyle(note).borderTopWidth)).toBe('1px');
    });
  });
});
