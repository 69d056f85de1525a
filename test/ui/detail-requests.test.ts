import { describe, expect } from 'vitest';
import { openDetail, openTab, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { ID } from '../support/ui/fixtures.ts';
import { it } from '../support/ui/story-test.ts';

describe('requests', () => {
  it('hide reads of the cache behind a switch, and do not count them [B5]', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'requests');
    const rows = (count: number) =>
      page.waitForFunction((count) => document.querySelectorAll('.requests-row').length === count, {}, count);
    await rows(4);
    expect(await textOf(page, `#tab-requests-${ID}`)).toBe('Requests4');
    expect(await textOf(page, '.requests-reads')).toBe('Cache reads 1');
    await page.click('.requests-reads input');
    await rows(5);
    expect(await textOf(page, `#tab-requests-${ID}`)).toBe('Requests4');
  });
  it.each([1280, 908, 490, 380])('stand in one line each, and fit a view of %i px [B6]', async (width) => {
    const page = await openDetail('completed', 'completed', { width });
    await openTab(page, 'requests');
    await page.waitForSelector('.requests-row');
    const heights = await page.$$eval('.requests-row', (all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThanOrEqual(25);
    const [table, body] = await page.evaluate(() => [
      document.querySelector('.requests')?.scrollWidth ?? 0,
      document.querySelector('.detail-body')?.clientWidth ?? 0,
    ]);
    expect(table).toBeLessThanOrEqual(body ?? 0);
    if (width === 908) {
      const names = await page.$$eval('.requests-open', (all) =>
        all.map((one) => ({ text: one.textContent, isCut: one.scrollWidth > one.clientWidth })),
      );
      expect(names.map(({ isCut }) => isCut)).not.toContain(true);
      expect(names.map(({ text }) => text)).toContain('GET compaction/status ');
      expect(await textOf(page, '.requests-id')).toContain('…');
    }
  });
  it('tell by a click what was sent, without the key, and what came back [B6]', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'requests');
    await page.locator('.requests-open::-p-text(compaction/status)').click();
    await waitForText(page, 'Authorization', '.request-details');
    await waitForText(page, 'Bearer (the API key; never shown)', '.request-details');
    await waitForText(page, 'X-Correlation-ID', '.request-details');
    await waitForText(page, '"statusWord": "completed"', '.request-details');
    expect(await page.$eval('.requests-open[aria-expanded="true"]', (one) => one.textContent)).toContain('status');
    await page.locator('.requests-open::-p-text(compact balanced)').click();
    await waitForText(page, 'Request body', '.request-details');
    await waitForText(page, 'no longer held', '.request-details');
    expect(await page.$$eval('.request-details', (all) => all.length)).toBe(1);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.request-details', { hidden: true });
  });
});
