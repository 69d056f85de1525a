/** Measures the layout: docked low, zoomed, narrow, with forced colours. */
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { withForcedColours } from '../support/ui/accessibility/forced-colours.ts';
import { ID, NOW, overview } from '../support/ui/fixtures.ts';
import { labels, openFull, openPanel, row, waitForLabels } from '../support/ui/pages/list-page.ts';
import { ERRORS } from '../support/ui/error-fixtures.ts';
import { advance, settle } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

/** Rows that are fully visible. */
const wholeRows = (page: Page) =>
  page.$eval('[role="listbox"]', (list) => {
    const box = list.getBoundingClientRect();
    const isWhole = (one: DOMRect) => one.top >= box.top - 0.5 && one.bottom <= box.bottom + 1;
    return [...list.querySelectorAll('[role="option"]')].filter((one) => isWhole(one.getBoundingClientRect())).length;
  });
const heightOf = (page: Page, selector: string) =>
  page.$eval(selector, (element) => element.getBoundingClientRect().height);

describe('[A2] docked low', () => {
  it.each([
    [1280, 300, 7],
    [1280, 273, 7],
    [800, 300, 7],
    [500, 300, 7],
    [380, 300, 7],
    // A window of 1280 × 300 at a zoom of 150 %.
    [853, 200, 4],
    [853, 182, 4],
    // Firefox's own heights for a panel below: in a window of 900, and in a taller one.
    [1280, 184, 4],
    [1280, 221, 5],
  ])('%i × %i shows at least %i rows below one line of tools', async (width, height, rows) => {
    const page = await openPanel('hundred', { width, height });
    await page.waitForSelector(`[role="option"]:nth-child(${rows})`);
    expect(await wholeRows(page)).toBeGreaterThanOrEqual(rows);
    expect(await heightOf(page, '.panel-bar')).toBeLessThanOrEqual(35);
    expect(await heightOf(page, '.list-tools')).toBeLessThanOrEqual(35);
  });

  it.each([
    [184, 0.55],
    [221, 0.6],
    [300, 0.6],
  ])(
    'of %i px of height, the conversation has at least %d, and the list can be unfolded and saved',
    async (height, share) => {
      const page = await openPanel('full', { width: 1280, height });
      await page.locator('[role="option"]').click();
      await page.waitForSelector('.detail-body');
      expect((await heightOf(page, '.detail-body')) / height).toBeGreaterThanOrEqual(share);
      await page.locator('.list-fold').click();
      await page.waitForSelector('.list-fold[aria-expanded="true"]');
      expect(await heightOf(page, '.list-csv')).toBeGreaterThanOrEqual(20);
    },
  );

  it('the chips become a select, which filters as they do', async () => {
    const page = await openFull({ width: 1280 });
    await page.setViewport({ width: 1280, height: 300 });
    expect(await page.$eval('.list-chips', (chips) => getComputedStyle(chips).display)).toBe('none');
    const options = await page.$$eval('select[aria-label="Status"] option', (all) => all.map((one) => one.textContent));
    expect(options).toContain('Failed 1');
    expect(options).toContain('Stale 1');
    await page.select('select[aria-label="Status"]', 'stale');
    await waitForLabels(page, 1);
    expect(await labels(page)).toEqual(['Support: rate limits']);
  });
});

/** Controls of the panel that are outside its window, or partly cut off. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const isCut = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
    };
    const controls = document.querySelectorAll(
      '.panel-bar *, .list-tools *, .list-head *, .list-foot *, [role="option"]',
    );
    return [...controls].filter((one) => !one.closest('.visually-hidden') && isCut(one)).map((one) => one.className);
  });

describe('[C9] [C10] narrow', () => {
  it.each([
    [800, 600],
    [640, 600],
    [380, 640],
    [320, 640],
  ])('%i × %i: one line for the bar, nothing cut off', async (width, height) => {
    const page = await openFull({ width, height });
    expect(await heightOf(page, '.panel-bar')).toBeLessThanOrEqual(36);
    expect(await cutOff(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it('the chips take one line', async () => {
    const page = await openFull({ width: 1180 });
    const tops = await page.$$eval('.list-chip', (all) => all.map((chip) => chip.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
  });
});

it.each([1180, 800, 380])('[B13] one line a row, and the same columns in each: %i', async (width) => {
  const page = await openFull({ width });
  const rows = await page.$$eval('[role="option"]', (all) =>
    all.map((one) => {
      const name = one.querySelector('.conversation-row-name')?.getBoundingClientRect();
      return { height: one.getBoundingClientRect().height, name: name?.width ?? 0, width: one.clientWidth };
    }),
  );
  expect(new Set(rows.map(({ height }) => height))).toEqual(new Set([26]));
  // The label is the same room whatever stands beside it.
  expect(new Set(rows.map(({ name }) => Math.round(name))).size).toBe(1);
  for (const { name, width } of rows) expect(name / width).toBeGreaterThan(0.39);
});

describe('[A13] a notice', () => {
  const place = (page: Page) =>
    page.$$eval('.panel-bar, .list-tools, .list-head, [role="option"]', (all) =>
      all.map((one) => one.getBoundingClientRect().top),
    );
  const pause = (page: Page, ms: number) =>
    page.evaluate(
      (told) => window.__story?.backend.push({ type: 'overview', overview: told }),
      overview({ pause: { reason: 'rate-limited', until: NOW + ms, error: ERRORS['rate-limited'] } }),
    );
  const notice = (page: Page) => page.$('.panel-notices .error-note');

  it('moves nothing when it comes and when it goes', async () => {
    const page = await openFull();
    const before = await place(page);
    await pause(page, 42_000);
    await page.waitForSelector('.panel-notices .error-note');
    expect(await place(page)).toEqual(before);
    await page.evaluate((told) => window.__story?.backend.push({ type: 'overview', overview: told }), overview());
    await page.waitForSelector('.panel-notices .error-note', { hidden: true });
    expect(await place(page)).toEqual(before);
  });

  it('does not come for a wait of less than 5 s, and stays to the end of a longer one', async () => {
    const page = await openFull();
    await pause(page, 4_000);
    await settle(page);
    expect(await notice(page)).toBe(null);
    await pause(page, 6_000);
    await page.waitForSelector('.panel-notices .error-note');
    await advance(page, 3_000);
    await settle(page);
    expect(await notice(page)).not.toBe(null);
  });
});

describe('[A15] forced colours', () => {
  const colours = (page: Page, selector: string) =>
    page.$eval(selector, (element) => {
      const { backgroundColor, borderTopColor, borderLeftColor, color } = getComputedStyle(element);
      return { backgroundColor, borderTopColor, borderLeftColor, color };
    });

  it('tell the selected row, the pressed chip and the checked box from the others', async () => {
    const page = await openFull();
    await page.locator(row(ID)).click();
    await page.locator('.list-hide').click();
    await withForcedColours(page, async () => {
      const selected = await colours(page, '[role="option"][aria-selected="true"]');
      const other = await colours(page, '[role="option"][aria-selected="false"]');
      expect(selected.backgroundColor).not.toBe(other.backgroundColor);
      for (const cell of ['b', '.cell-version', '.cell-kept', '.cell-changed']) {
        const { color } = await colours(page, `[aria-selected="true"] ${cell}`);
        expect(color, cell).toBe(selected.color);
      }
      expect(selected.color).not.toBe(selected.backgroundColor);
      expect(selected.borderLeftColor).not.toBe(other.borderLeftColor);
      // No bar precedes a row that is not selected.
      expect(other.borderLeftColor).toBe((await colours(page, 'body')).backgroundColor);
      const pressed = await colours(page, '.list-chip[aria-pressed="true"]');
      const released = await colours(page, '.list-chip[aria-pressed="false"]');
      expect(pressed.backgroundColor).not.toBe(released.backgroundColor);
      expect(pressed.color).not.toBe(pressed.backgroundColor);
      expect(released.borderTopColor).not.toBe(released.backgroundColor);
      const checked = await colours(page, '.list-hide');
      expect(checked.color).not.toBe(checked.backgroundColor);
      expect(checked.backgroundColor).toBe(pressed.backgroundColor);
    });
  });

  it('leave the meter its frame and its bar', async () => {
    const page = await openPanel('paused');
    await page.waitForSelector('.budget-meter .track');
    await withForcedColours(page, async () => {
      const frame = await colours(page, '.budget-meter .track');
      expect(frame.borderTopColor).not.toBe(frame.backgroundColor);
      const bar = await colours(page, '.budget-meter .track > span');
      expect(bar.backgroundColor).not.toBe(frame.backgroundColor);
    });
  });
});
