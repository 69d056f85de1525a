/** The texts beside the rows' labels, and the folded rows. */
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { ERRORS } from '../support/ui/error-fixtures.ts';
import { STALE_ID } from '../support/ui/fakes/inspected-page.ts';
import { ID } from '../support/ui/fixtures.ts';
import {
  labels,
  openFull,
  openPanel,
  row,
  sortBy,
  waitForLabels,
  waitForMarks,
} from '../support/ui/pages/list-page.ts';
import { it } from '../support/ui/story-test.ts';

describe('[B14] ids that are probably not conversations', () => {
  const fold = (page: Page) => page.$eval('.list-fold', (button) => button.getAttribute('aria-expanded'));

  it('are folded away at the end, behind their number', async () => {
    const page = await openFull();
    expect(await page.$eval('.list-fold', (button) => button.textContent)).toBe('Probably not conversations · 1');
    expect(await fold(page)).toBe('false');
    await page.locator('.list-fold').click();
    await waitForLabels(page, 10);
    const group = await page.$eval('[role="listbox"] > [role="group"]', (element) => ({
      name: element.getAttribute('aria-label'),
      muted: element.querySelectorAll('.is-muted').length,
    }));
    expect(group).toEqual({ name: 'Probably not conversations', muted: 1 });
    await page.locator('.list-fold').click();
    await waitForLabels(page, 9);
  });

  it('are found by a filter nevertheless', async () => {
    const page = await openFull();
    await page.locator('[data-category="not_looked_up"]').click();
    await waitForLabels(page, 1);
    expect(await page.$('.list-fold')).toBe(null);
    const id = await page.$eval('[role="option"]', (element) => element.getAttribute('data-id') ?? '');
    await page.locator('[data-category="not_looked_up"]').click();
    await page.type('.list-filter input', id.slice(0, 13));
    await waitForMarks(page, [id.slice(0, 13)]);
    await waitForLabels(page, 1);
  });
});

it('rows of one label show the ids that tell them apart; the others have room for theirs in a wide list', async () => {
  const page = await openPanel('twins');
  await waitForLabels(page, 3);
  const ids = () =>
    page.$$eval('[role="option"]', (rows) =>
      rows.map((row) => {
        const { content, display } = getComputedStyle(row.querySelector('.conversation-row-name') ?? row, '::after');
        const shown = display === 'none' ? '' : content.replaceAll('"', '');
        const id = row.getAttribute('data-id') ?? '';
        const tail = `…${id.slice(-4)}`;
        const words = new Map([
          [tail, 'tail'],
          [id.slice(0, 8) + tail, 'id'],
        ]);
        return `${row.querySelector('b')?.textContent} ${words.get(shown) ?? shown}`;
      }),
    );
  expect((await ids()).toSorted()).toEqual(['New chat tail', 'New chat tail', 'Studio ']);
  await page.setViewport({ width: 1900, height: 900 });
  await page.$eval('.panel-main', (main) => (main as HTMLElement).style.setProperty('--list-width', '640px'));
  expect((await ids()).toSorted()).toEqual(['New chat id', 'New chat id', 'Studio id']);
});

it('[C21] marks what the filter found, in the label or in the id', async () => {
  const page = await openFull();
  await page.type('.list-filter input', 'RENO');
  await waitForMarks(page, ['reno']);
  await page.keyboard.press('Escape');
  await page.type('.list-filter input', ID.slice(9, 18));
  await waitForMarks(page, [ID.slice(9, 18)]);
  expect(await labels(page)).toEqual(['Studio renovation']);
});

it('[B1] staleness stands in the row where it is known, and is a filter and an order', async () => {
  const page = await openFull();
  await page.waitForSelector(`${row(STALE_ID)} .cell-stale`);
  expect(await page.$eval(`${row(STALE_ID)} .cell-stale`, (cell) => cell.textContent)).toBe('Stale');
  const about = await page.$eval(row(STALE_ID), (one) => one.getAttribute('aria-describedby') ?? '');
  expect(await page.$eval(`#${about}`, (text) => text.textContent)).toContain('Stale · 86 newer');
  expect(await page.$(`${row(ID)} .cell-stale`)).toBe(null);
  await sortBy(page, 'freshness');
  await page.waitForFunction(() => document.querySelector('[role="option"] b')?.textContent === 'Support: rate limits');
  await page.locator('[data-category="stale"]').click();
  await waitForLabels(page, 1);
});

it('[A11] a refresh that failed leaves the row as it was, with a sign', async () => {
  const page = await openFull();
  await page.evaluate(
    (id, error) =>
      window.__story?.backend.push({
        type: 'failed',
        profileId: 'default',
        conversationId: id as never,
        part: { kind: 'status' },
        error,
      }),
    ID,
    ERRORS['key-refused'],
  );
  const sign = await page.waitForSelector(`${row(ID)} .cell-warning`);
  expect(await sign?.evaluate((element) => element.getAttribute('title'))).toBe('Refresh failed: key refused');
  expect(await page.$eval(`${row(ID)} .cell-kept`, (cell) => cell.textContent)).toBe('14%');
  expect(await page.$eval(`${row(ID)} [data-state]`, (icon) => icon.getAttribute('data-state'))).toBe('completed');
});
