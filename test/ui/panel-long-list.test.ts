/** A list of which only a part is drawn. */
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { openPanel, waitForCount } from '../support/ui/pages/list-page.ts';
import { settle } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

/** Waits until the selected row is this one of the list, and in view. */
const standsAt = (page: Page, place: number) =>
  page.waitForFunction(
    (place) => {
      const list = document.querySelector('[role="listbox"]');
      const row = list?.querySelector(`[aria-selected="true"][aria-posinset="${place}"]`);
      if (!list || !row || list.getAttribute('aria-activedescendant') !== row.id) return false;
      const [box, { top, bottom }] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
      return top >= box.top - 1 && bottom <= box.bottom + 1;
    },
    {},
    place,
  );

it('ten thousand rows: a key press is answered at once, and every row can be reached', async () => {
  const page = await openPanel('many');
  await waitForCount(page, 10_000);
  await page.focus('[role="listbox"]');
  for (const [key, place] of [
    ['End', 10_000],
    ['PageUp', 9990],
    ['ArrowUp', 9989],
    ['Home', 1],
    ['PageDown', 11],
    ['End', 10_000],
  ] as const) {
    await page.keyboard.press(key);
    await standsAt(page, place);
  }
  // Rows in which nothing changes are left alone: only the two rows that were and are selected may be touched.
  const touched = await page.evaluate(async () => {
    const rows = new Set<Node>();
    const list = document.querySelector('[role="listbox"]');
    if (!list) return -1;
    const observer = new MutationObserver((records) => records.forEach((record) => rows.add(record.target)));
    observer.observe(list, { subtree: true, attributes: true, childList: true });
    list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    observer.disconnect();
    return [...rows].filter((node) => node instanceof HTMLElement && node.matches('[role="option"]')).length;
  });
  expect(touched).toBe(2);
});

it('ten thousand rows: those in and near view are drawn, at their places, wherever the list stands', async () => {
  const page = await openPanel('many', { height: 640 });
  await waitForCount(page, 10_000);
  /** The places of the rows that are drawn, and whether they fill the view. */
  const drawn = () =>
    page.$eval('[role="listbox"]', (list) => {
      const box = list.getBoundingClientRect();
      const rows = [...list.querySelectorAll('[role="option"]')].map((row) => ({
        place: Number(row.getAttribute('aria-posinset')),
        top: row.getBoundingClientRect().top - box.top + list.scrollTop,
        height: row.getBoundingClientRect().height,
      }));
      const [first, last] = [rows[0], rows.at(-1)];
      if (!first || !last) throw new Error('no rows');
      return {
        count: rows.length,
        isInPlace: rows.every(({ place, top, height }) => Math.abs(top - (place - 1) * height) < 1),
        isFilled: first.top <= list.scrollTop && last.top + last.height >= list.scrollTop + list.clientHeight - 1,
        height: list.scrollHeight / first.height,
      };
    });
  for (const share of [0, 0.3, 0.9, 1, 0.5]) {
    await page.$eval('[role="listbox"]', (list, share) => (list.scrollTop = share * list.scrollHeight), share);
    await settle(page);
    const now = await drawn();
    expect(now, `${share}`).toMatchObject({ isInPlace: true, isFilled: true, height: 10_000 });
    expect(now.count).toBeLessThanOrEqual(60);
  }
  // Fewer rows, none of which is where the list stood.
  await page.type('.panel-list input[type="search"]', 'conversation 19');
  await waitForCount(page, 111);
  expect(await drawn()).toMatchObject({ isInPlace: true, isFilled: true, height: 111 });
  await page.keyboard.press('Escape');
  await waitForCount(page, 10_000);
  expect(await drawn()).toMatchObject({ isInPlace: true, isFilled: true });
  // What a key leaves is drawn as far as it is in view, and the rows below follow with the first one scrolled.
  const inView = (await drawn()).count;
  for (const by of [1, 30, 30]) {
    await page.$eval('[role="listbox"]', (list, by) => list.scrollBy(0, by), by);
    await settle(page);
    const now = await drawn();
    expect(now, `${by} px further`).toMatchObject({ isInPlace: true, isFilled: true });
    expect(now.count).toBeGreaterThan(inView);
  }
});

it('ten thousand rows: a filter that leaves one row, and then others, draws each at its place', async () => {
  const page = await openPanel('many', { height: 640 });
  await waitForCount(page, 10_000);
  /** Whether each row is drawn once, in the order of its place, and says what it is. */
  const isSound = () =>
    page.$$eval('[role="option"]', (rows) => {
      const places = rows.map((row) => Number(row.getAttribute('aria-posinset')));
      const ids = new Set(rows.map((row) => row.getAttribute('data-id')));
      const isNamed = rows.every(
        (row) => row.getAttribute('aria-label')?.startsWith(row.querySelector('b')?.textContent ?? '?') ?? false,
      );
      return isNamed && ids.size === rows.length && places.every((place, at) => place === at + 1);
    });
  for (const place of [7, 2, 17]) {
    const id = await page.$eval(`[role="option"][aria-posinset="${place}"]`, (row) => row.getAttribute('data-id'));
    await page.type('.panel-list input[type="search"]', `${id}`);
    await waitForCount(page, 1);
    expect(await isSound(), `only ${place}`).toBe(true);
    // One letter less after the other, and then none.
    for (let letter = 0; letter < 3; letter += 1) await page.keyboard.press('Backspace');
    await settle(page);
    expect(await isSound(), `around ${place}`).toBe(true);
    await page.keyboard.press('Escape');
    await waitForCount(page, 10_000);
    expect(await isSound(), `after ${place}`).toBe(true);
  }
});

it('ten thousand rows: the selected one stays drawn while the list is scrolled, and is walked on from', async () => {
  const page = await openPanel('many', { height: 640 });
  await waitForCount(page, 10_000);
  await page.focus('[role="listbox"]');
  await page.keyboard.press('PageDown');
  await standsAt(page, 1);
  const scroll = (to: number) => page.$eval('[role="listbox"]', (list, to) => (list.scrollTop = to), to);
  for (const to of [20_000, 1e6]) {
    await scroll(to);
    await settle(page);
    const active = await page.$eval('[role="listbox"]', (list) =>
      document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-posinset'),
    );
    expect(active).toBe('1');
    expect(await page.$eval('[role="listbox"]', (list) => list.scrollTop)).toBeGreaterThanOrEqual(20_000);
  }
  await page.keyboard.press('ArrowDown');
  await standsAt(page, 2);
});
