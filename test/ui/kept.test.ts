import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { barsOf } from '../support/ui/accessibility/forced-colours.ts';
import { asked, copies, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { ID } from '../support/ui/fixtures.ts';
import { openStory, settle, type StoryOptions } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

async function openKept(name: string, options: StoryOptions = {}): Promise<Page> {
  const page = await openStory(`kept/${name}`, options);
  await page.waitForSelector('.kept-view .row-list-row');
  await settle(page);
  return page;
}

const rows = (page: Page, list: string) =>
  page.$$eval(`.kept-${list} .row-list-row`, (all) => all.map((row) => Number(row.getAttribute('data-at')) + 1));
const chip = (page: Page, word: string) => page.click(`.kept-chip::-p-text(${word})`);
const focused = (page: Page) =>
  page.evaluate(() => ({
    list: document.activeElement?.closest('.kept-column')?.classList[1],
    at: Number(document.activeElement?.getAttribute('data-at')) + 1,
    text: document.activeElement?.textContent,
  }));
const lit = (page: Page, list: string) =>
  page.$$eval(`.kept-${list} .row-list-row:has(> .is-lit)`, (all) =>
    all.map((row) => Number(row.getAttribute('data-at')) + 1),
  );
const message = (at: number) => `.kept-messages [data-at="${at - 1}"]`;
const statement = (at: number) => `.kept-statements [data-at="${at - 1}"]`;

const PROMISE = 'Never ship the oak boards before the moisture check on 14 June, please.';

describe('Kept & lost', () => {
  it('says at once what was lost, and copies it in one line', async () => {
    const page = await openKept('lossy');
    const line = await textOf(page, '.kept-verdict');
    expect(line).toMatch(/^Kept \d+ of \d+ specifics · \d+ commitments? lost · 1 statement without a source$/);
    expect(await textOf(page, '.kept-line .chip')).toBe('Lossy');
    await page.click('.kept-line button');
    expect(await copies(page)).toEqual([`Lossy: ${line}`]);
    expect(await textOf(page, '.kept-completeness')).toMatch(/^11 of 11 messages|^11 messages · from Synap, traffic$/);
    // What binds most comes first, and what was lost in it is marked.
    const losses = await page.$$eval('.kept-losses bdi', (all) => all.map((loss) => loss.textContent));
    expect(losses.slice(0, 2)).toContain(PROMISE);
    const lost = await page.$$eval('.kept-losses .kept-mark-lost', (all) => all.map((mark) => mark.textContent));
    expect(lost.join(' ')).toContain('1,200');
    // "by Friday" is two marks, and the blank between them belongs to neither.
    const marks = await page.$$eval('.kept-mark', (all) => all.map((mark) => mark.textContent));
    expect(marks).toContain('by');
    expect(marks.filter((mark) => mark !== mark.trim())).toEqual([]);
  });

  it('marks what is lost, and nothing in the summary, where the system forces its colours', async () => {
    const page = await openKept('lossy');
    const lost = await barsOf(page, '.kept-messages .fate-lost');
    expect(lost.bars.length).toBeGreaterThan(0);
    expect(lost.bars).not.toContain(lost.canvas);
    const statements = await barsOf(page, '.kept-statements .row-list-row');
    expect(new Set(statements.bars)).toEqual(new Set([statements.canvas]));
  });

  it('lists the lost messages, the partly kept ones, and all', async () => {
    const page = await openKept('lossy');
    const lost = await rows(page, 'messages');
    expect(lost).toContain(2);
    expect(lost).not.toContain(5);
    await chip(page, 'All');
    await page.waitForFunction(
      (count) => document.querySelectorAll('.kept-messages .row-list-row').length > count,
      {},
      lost.length,
    );
    expect(await rows(page, 'messages')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(await textOf(page, message(10))).toContain('read in full');
    expect(await textOf(page, message(9))).toContain('nothing to keep');
    await page.select('.kept-speakers', 'Sam');
    await settle(page);
    expect(await rows(page, 'messages')).toEqual([2, 4, 6, 8, 10]);
  });

  it('names the statement that no message supports', async () => {
    const page = await openKept('lossy');
    expect(await textOf(page, statement(2))).toContain('no source found');
    expect(await textOf(page, statement(3))).toContain('#7');
    await chip(page, 'No source');
    await settle(page);
    expect(await rows(page, 'statements')).toEqual([2]);
  });

  it('lights what belongs together, from either side', async () => {
    const page = await openKept('lossy');
    await chip(page, 'All');
    await settle(page);
    await page.hover(statement(4));
    await page.waitForSelector(`${message(5)} > .is-lit`);
    await page.waitForSelector(`${statement(4)} > .is-lit`);
    expect(await lit(page, 'statements')).toEqual([4]);
    expect(await page.$$eval('.strip-lit', (all) => all.length)).toBeGreaterThan(0);
    await page.hover(message(7));
    await page.waitForSelector(`${statement(3)} > .is-lit`);
    await page.waitForSelector(`${message(7)} > .is-lit`);
    expect(await lit(page, 'messages')).toEqual([7]);
  });

  it('leads from a statement to its message, whatever is filtered, and back', async () => {
    const page = await openKept('lossy');
    await page.click(`${statement(4)} .kept-place`);
    await page.waitForFunction((row) => document.activeElement === document.querySelector(row), {}, message(5));
    await page.keyboard.press('Enter');
    await page.waitForFunction((row) => document.activeElement === document.querySelector(row), {}, statement(4));
  });
});

describe('what was lost', () => {
  it('is pinned, so that every later version is checked for it', async () => {
    const page = await openKept('lossy');
    const count = await page.$$eval('.kept-losses li', (all) => all.length);
    await waitForText(page, `Must keep these ${count}`, '.kept-guard');
    await page.click('.kept-guard > button');
    await waitForText(page, `${count} pinned`, '.kept-guard');
    const pinned = (await asked(page, 'pin')) as { conversationId: string; text: string }[];
    expect(pinned).toHaveLength(count);
    expect(pinned).toContainEqual({ conversationId: ID, text: PROMISE });
    await page.click('.kept-guard .menu-button button');
    await page.click('[role="menuitem"]');
    const [test] = await copies(page);
    expect(test).toContain('def test_');
    expect(test).toContain(PROMISE);
  });
});

describe('with the keyboard', () => {
  it('each list is one stop, and arrows go through rows and their buttons', async () => {
    const page = await openKept('lossy');
    await chip(page, 'All');
    await settle(page);
    for (const list of ['messages', 'statements'])
      expect(await page.$$eval(`.kept-${list} .row-list [tabindex="0"]`, (all) => all.length)).toBe(1);
    await page.focus(message(1));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toMatchObject({ list: 'kept-messages', at: 3 });
    await page.keyboard.press('End');
    expect(await focused(page)).toMatchObject({ at: 11 });
    await page.keyboard.press('Home');
    expect(await focused(page)).toMatchObject({ at: 1 });
    await page.focus(statement(4));
    await page.keyboard.press('ArrowRight');
    expect((await focused(page)).text).toMatch(/^#5$/);
    await page.keyboard.press('ArrowLeft');
    expect(await focused(page)).toMatchObject({ list: 'kept-statements', at: 4 });
  });

  it('l goes from one lost message to the next, and Shift+L back', async () => {
    const page = await openKept('lossy');
    const [first = 0, second = 0] = await rows(page, 'messages');
    for (const [key, at] of [
      ['l', first],
      ['l', second],
      ['Shift', first],
    ] as const) {
      if (key === 'Shift') await page.keyboard.down(key);
      await page.keyboard.press('l');
      if (key === 'Shift') await page.keyboard.up(key);
      await page.waitForSelector(`${message(at)}:focus`);
      await page.waitForSelector(`${message(at)} > .is-lit`);
    }
  });

  it('the strip is a slider over the conversation', async () => {
    const page = await openKept('big');
    await chip(page, 'All');
    await settle(page);
    const at = () => page.$eval('.kept-strip', (strip) => Number(strip.getAttribute('aria-valuenow')));
    await page.focus('.kept-strip');
    await page.keyboard.press('End');
    await page.waitForFunction(
      () => Number(document.querySelector('.kept-strip')?.getAttribute('aria-valuenow')) > 4900,
    );
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.querySelector('.kept-strip')?.getAttribute('aria-valuenow') === '1');
    const before = await at();
    await page.keyboard.press('PageDown');
    await page.waitForFunction(
      (before) => Number(document.querySelector('.kept-strip')?.getAttribute('aria-valuenow')) > before + 400,
      {},
      before,
    );
    expect(await page.$eval('.kept-strip', (strip) => strip.getAttribute('aria-valuetext'))).toMatch(
      /^Message \d+ of 5,000, /,
    );
  });
});

describe('a long conversation', () => {
  it('is drawn in part, wherever one looks', async () => {
    const page = await openKept('big');
    await chip(page, 'All');
    await settle(page);
    const drawn = () => page.$$eval('.kept-messages .row-list-row', (all) => all.length);
    expect(await drawn()).toBeLessThan(300);
    const strip = await page.$('.kept-strip');
    const box = await strip?.boundingBox();
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 5);
    await page.waitForSelector('.kept-messages [data-at="2500"]');
    await settle(page);
    expect(await drawn()).toBeLessThan(300);
  });
});

describe('what is unknown', () => {
  it('is told as such: few of the messages', async () => {
    const page = await openKept('few');
    expect(await textOf(page, '.kept-verdict')).toMatch(/in 8 of 419 messages$/);
    await waitForText(page, '411 messages are not known', '.kept-missing');
    expect(await page.$('.kept-unsourced')).toBeNull();
  });

  it('only the recent messages', async () => {
    const page = await openKept('recentOnly');
    expect(await textOf(page, '.kept-verdict')).toBe('None of the compacted messages is known yet');
    expect(await page.$('.kept-line .chip')).toBeNull();
    expect(await page.$$eval('.kept-chip', (all) => all.map(({ textContent }) => textContent))).toEqual([
      expect.stringMatching(/^All \d+$/),
    ]);
    await waitForText(page, 'Not compared yet', '.kept-specifics');
    await page.click('.kept-missing .btn');
    await page.waitForSelector('dialog[open]');
  });

  it.each([
    ['none', 'No messages known yet'],
    ['noSummary', 'No summary yet'],
    ['promptFails', 'unavailable'],
  ])('%s: %s', async (name, words) => {
    const page = await openStory(`kept/${name}`);
    await page.waitForFunction(
      (words) => document.body.innerText.toLowerCase().includes(words.toLowerCase()),
      {},
      words,
    );
    expect(await page.$('.kept-view')).toBeNull();
  });
});

describe('verdicts', () => {
  it.each([
    ['sound', 'Sound'],
    ['grew', 'Grew'],
    ['unchanged', 'Did nothing'],
  ])('%s', async (name, word) => {
    const page = await openKept(name);
    await waitForText(page, word, '.kept-line .chip');
  });
});

describe('text is text', () => {
  it('and hidden characters are seen', async () => {
    const page = await openKept('hostile');
    await chip(page, 'All');
    await settle(page);
    const text = await textOf(page, message(3));
    expect(text).toContain('<img src=x onerror=alert(1)>');
    expect(text).toContain('⟨U+202E⟩');
    expect(text).toContain('⟨U+200B⟩');
    expect(await page.$('.kept-messages img')).toBeNull();
  });
});

describe('room', () => {
  it.each([
    [1280, 273],
    [950, 700],
    [600, 640],
    [380, 640],
  ])('%i × %i: most of it is content, and nothing is wider than the view', async (width, height) => {
    const page = await openKept('lossy', { width, height });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const list = await page.$eval('.kept-messages .row-list', (one) => one.getBoundingClientRect().height);
    expect(list).toBeGreaterThan(100);
    if (width < 520) return;
    const columns = await page.$eval('.kept-columns', (one) => one.getBoundingClientRect().height);
    expect(columns / height).toBeGreaterThan(0.6);
  });
});
