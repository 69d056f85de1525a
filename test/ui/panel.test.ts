import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { ID, OTHER_ID } from '../support/ui/fixtures.ts';
import {
  answered,
  labels,
  lookedUp,
  openFull,
  openPanel,
  row,
  selected,
  waitForCount,
  waitForLabels,
} from '../support/ui/pages/list-page.ts';
import { advance } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

it('likely rows in view are looked up once, as automatic; unlikely ones never by themselves', async () => {
  const page = await openFull();
  const asked = await lookedUp(page);
  expect(new Set(asked.map((input) => input.conversationId)).size).toBe(9);
  expect(asked.length).toBe(9);
  expect(asked.every((input) => input.mode === 'cached' && input.priority === 'automatic')).toBe(true);
  await page.locator('.list-fold').click();
  await waitForLabels(page, 10);
  const unlikely = await page.$$eval('.is-muted', (all) => all.map((element) => element.getAttribute('data-id')));
  expect(unlikely.length).toBe(1);
  expect(asked.map((input) => input.conversationId)).not.toContain(unlikely[0]);
  // A rescan that finds the same asks nothing again.
  const scans = await page.evaluate(() => window.panelPage?.scans ?? 0);
  await page.locator('button[aria-label="Rescan page"]').click();
  await page.waitForFunction((before) => (window.panelPage?.scans ?? 0) > before, {}, scans);
  expect((await lookedUp(page)).length).toBe(9);
});

it('of a long list only what is in view is looked up, and what is scrolled to', async () => {
  const page = await openPanel('many', { height: 640 });
  await waitForCount(page, 10_000);
  await page.waitForFunction(() => {
    const seen = [...document.querySelectorAll('[role="option"]')].filter(
      (element) => element.getBoundingClientRect().bottom < innerHeight - 30,
    );
    return seen.length > 5 && seen.every((element) => element.textContent?.includes('not found'));
  });
  const first = await lookedUp(page);
  expect(first.length).toBeLessThan(20);
  await page.$eval('[role="listbox"]', (list) => list.scrollTo(0, 49 * 1000));
  await page.waitForFunction(
    (before) =>
      (window.__story?.backend.calls.filter(
        (call) => call.name === 'status' && (call.input as { mode: string }).mode === 'cached',
      ).length ?? 0) >
      before + 5,
    {},
    first.length,
  );
  expect((await lookedUp(page)).length).toBeLessThan(45);
});

it('nothing is looked up by itself when that is off, when there is no key, or while paused', async () => {
  for (const name of ['manual', 'noKey', 'paused', 'offline']) {
    const page = await openPanel(name);
    await waitForLabels(page, 9);
    // Rows that come into view are looked up at once; by the second scan that would have happened.
    await advance(page, 1_000);
    await page.waitForFunction(() => (window.panelPage?.scans ?? 0) >= 2);
    expect(await lookedUp(page), name).toEqual([]);
  }
});

it('a pause that ends lets the lookups go', async () => {
  const page = await openPanel('offline');
  await waitForLabels(page, 9);
  await page.evaluate(() => {
    const story = window.__story;
    const overview = story?.store.overview.value;
    if (overview) story.backend.push({ type: 'overview', overview: { ...overview, pause: null } });
  });
  await answered(page);
  expect((await lookedUp(page)).length).toBe(9);
});

it('walking onto an unlikely id asks nothing until it is asked to', async () => {
  const page = await openFull();
  await page.locator('.list-fold').click();
  const unlikely = await page.$eval('.is-muted', (element) => element.getAttribute('data-id') ?? '');
  await page.focus('[role="listbox"]');
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.querySelector('.panel-detail')?.textContent?.includes('Not looked up yet'));
  expect((await lookedUp(page)).map((input) => input.conversationId)).not.toContain(unlikely);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`[data-conversation-id="${unlikely}"]`);
  await page.waitForFunction(
    (id) =>
      window.__story?.backend.calls.some(
        (call) =>
          call.name === 'status' &&
          (call.input as { conversationId: string; mode: string }).conversationId === id &&
          (call.input as { mode: string }).mode === 'cached',
      ),
    {},
    unlikely,
  );
});

it('the worker is told of the chosen conversation first, then of the runs in view, then of the rest', async () => {
  const page = await openFull();
  const told = (first: string[]) =>
    page.waitForFunction((ids) => window.__story?.backend.looked.slice(0, ids.length).join() === ids.join(), {}, first);
  await told([OTHER_ID]);
  await page.locator(row(ID)).click();
  await told([ID, OTHER_ID]);
});

it('ids from the page’s requests join the list, unless Network is off', async () => {
  const page = await openPanel('empty');
  await page.waitForFunction(() => document.body.innerText.includes('No conversation IDs on this page'));
  const request = (id: string) =>
    page.evaluate(
      (id) =>
        window.panelPage?.request([
          {
            id: id as never,
            label: 'From a request',
            evidence: [{ source: 'request', where: 'response $.conversation.id', count: 1 }],
          },
        ]),
      id,
    );
  await request(ID);
  await waitForLabels(page, 1);
  await page.locator('button[aria-label="Network"]').click();
  expect(await page.$eval('button[aria-label="Network"]', (button) => button.getAttribute('aria-pressed'))).toBe(
    'false',
  );
  await request(OTHER_ID);
  await page.evaluate(() => window.panelPage?.navigate());
  await waitForLabels(page, 0);
});

it('Preserve list keeps the list', async () => {
  const page = await openFull();
  await page.locator('button[aria-label="Preserve list"]').click();
  const scans = await page.evaluate(() => {
    const before = window.panelPage?.scans ?? 0;
    if (window.panelPage) window.panelPage.found = [];
    window.panelPage?.navigate();
    return before;
  });
  await page.waitForFunction((before) => (window.panelPage?.scans ?? 0) > before, {}, scans);
  expect((await labels(page)).length).toBe(9);
});

it('a pasted id is listed, chosen and looked up', async () => {
  const page = await openPanel('empty');
  await page.locator('input[aria-label="Conversation id"]').fill(ID);
  await page.locator('.panel-bar button[type="submit"]').click();
  await page.waitForSelector(`[data-conversation-id="${ID}"]`);
  await waitForLabels(page, 1);
  expect(await selected(page)).toEqual([ID]);
});

it('each broken or empty state says what to do', async () => {
  const said: [string, string][] = [
    ['empty', 'No conversation IDs on this page'],
    ['notScannable', "This page can't be scanned"],
    ['noKey', 'No API key yet'],
    ['paused', 'Rate limit reached'],
    ['outdated', 'The extension was updated'],
    ['demo', 'Demo mode.'],
    ['partly', "2 cross-origin frames can't be scanned."],
  ];
  for (const [name, words] of said) {
    const page = await openPanel(name);
    // A page that refuses a first scan may still be loading.
    await advance(page, 1_000);
    await page.waitForFunction((text) => document.body.innerText.includes(text), {}, words);
  }
});

it('a refused key is told once, by the banner, whose button tries everything again [B7]', async () => {
  const page = await openPanel('refused');
  await page.locator(row(ID)).click();
  await page.waitForFunction(() => document.querySelector('.detail')?.textContent?.includes('Not loaded: key refused'));
  expect(await page.$$eval('[role="alert"]', (notes) => notes.length)).toBe(1);
  // Neither by each row nor by the foot.
  expect((await page.evaluate(() => document.body.innerText)).match(/key refused/g)).toHaveLength(1);
  await page.locator('.panel-notices ::-p-aria([name="Try again"][role="button"])').click();
  await page.waitForSelector('.detail[data-status="completed"]');
  await page.waitForFunction(() => document.querySelector('.tokens-card')?.textContent?.includes('24,582'));
});

it('the demo lists its conversations, and the profile picker leaves it', async () => {
  const page = await openPanel('demo');
  await waitForLabels(page, 2);
  expect(await page.$eval('select[aria-label="Profile"]', (select) => (select as HTMLSelectElement).value)).toBe(
    'demo',
  );
  await page.select('select[aria-label="Profile"]', 'default');
  await waitForLabels(page, 0);
  const call = await page.evaluate(
    () => window.__story?.backend.calls.find((entry) => entry.name === 'choose-profile')?.input,
  );
  expect(call).toEqual({ profileId: 'default', demo: false });
});

it('a narrow panel shows the list or the detail', async () => {
  const page = await openFull({ width: 400 });
  await page.locator(row(ID)).click();
  await page.waitForSelector('.panel-detail', { visible: true });
  expect(await page.$eval('.panel-list', (list) => getComputedStyle(list).display)).toBe('none');
  await page.locator('.panel-back').click();
  await page.waitForSelector('[role="listbox"]', { visible: true });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
});

it('the budget is told in words', async () => {
  const page = await openPanel('paused');
  const meter = await page.waitForSelector('[role="meter"]');
  expect(await meter?.evaluate((element) => element.getAttribute('aria-valuetext'))).toBe(
    '0 of 10 requests available now. Refills at 60 per minute.',
  );
  expect(await page.$eval('.budget-waiting', (element) => element.textContent)).toBe('3 queued');
});

it('the list can be made wider, by keyboard and by dragging', async () => {
  const page = await openFull();
  const width = () => page.$eval('.panel-list', (list) => Math.round(list.getBoundingClientRect().width));
  expect(await width()).toBe(400);
  await page.focus('[role="separator"]');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('.panel-list')?.getBoundingClientRect().width === 416);
  await page.mouse.move(416, 300);
  await page.mouse.down();
  await page.mouse.move(500, 300, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(900, 300);
  await page.waitForFunction(() => document.querySelector('.panel-list')?.getBoundingClientRect().width === 500);
  await page.focus('[role="separator"]');
  await page.keyboard.press('Home');
  await page.waitForFunction(
    () => document.querySelector('[role="separator"]')?.getAttribute('aria-valuenow') === '240',
  );
});

describe('[B12] the ID box', () => {
  const box = (page: Page) =>
    page.$eval('.panel-bar .id-box input', (input) => {
      const { value, placeholder } = input as HTMLInputElement;
      return { value, placeholder };
    });

  it('shows the id of the conversation on show, greyed, and no other', async () => {
    const page = await openFull();
    await page.locator('.panel-bar .id-box input').fill(OTHER_ID);
    await page.keyboard.press('Enter');
    await page.waitForSelector(`[data-conversation-id="${OTHER_ID}"]`);
    expect((await box(page)).value).toBe(OTHER_ID);
    await page.locator(row(ID)).click();
    await page.waitForSelector(`[data-conversation-id="${ID}"]`);
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.panel-bar .id-box input')?.value === '',
    );
    expect(await box(page)).toEqual({ value: '', placeholder: ID });
  });

  it('[C3] has a quiet button, named Look up', async () => {
    const page = await openFull();
    const button = await page.$('::-p-aria([name="Look up"][role="button"])');
    expect(await button?.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgba(0, 0, 0, 0)');
  });
});

describe('[C3] the request budget', () => {
  it('is not shown while nothing waits and some is left, nor without a key', async () => {
    for (const name of ['full', 'noKey', 'demo']) {
      const page = await openPanel(name);
      await page.waitForSelector('[role="option"]');
      expect(await page.$('.budget-meter'), name).toBe(null);
    }
  });
});

it('without a key the list counts nothing', async () => {
  const page = await openPanel('noKey');
  await waitForLabels(page, 9);
  expect(await page.$('.list-chip')).toBe(null);
  expect(await page.$eval('.cell-words', (cell) => getComputedStyle(cell).visibility)).toBe('hidden');
});

it('[B16] without ids the whole panel is one state', async () => {
  const page = await openPanel('empty');
  await page.waitForSelector('.panel-empty .empty-state');
  expect(await page.$('.panel-list')).toBe(null);
  expect(await page.$('.panel-detail')).toBe(null);
  const middle = await page.$eval('.panel-empty .empty-state', (state) => {
    const { left, right } = state.getBoundingClientRect();
    return (left + right) / 2 - innerWidth / 2;
  });
  expect(Math.abs(middle)).toBeLessThan(2);
  const partly = await openPanel('unreadable');
  await partly.waitForFunction(() =>
    document.querySelector('.panel-empty')?.textContent?.includes("2 cross-origin frames can't be scanned."),
  );
});

it('[C22] ? opens a sheet of every key, Escape closes it, and neither acts in a field', async () => {
  const page = await openFull();
  await page.focus('[role="listbox"]');
  await page.keyboard.press('?');
  const sheet = await page.waitForSelector('dialog[open]');
  const text = await sheet?.evaluate((dialog) => dialog.textContent);
  for (const words of ['Filter the list', 'Refresh', 'Find in the conversation', 'Show these shortcuts']) {
    expect(text).toContain(words);
  }
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { hidden: true });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox');
  await page.focus('.list-filter input');
  await page.keyboard.press('?');
  expect(await page.$eval('.list-filter input', (input) => (input as HTMLInputElement).value)).toBe('?');
  expect(await page.$('dialog')).toBe(null);
});
