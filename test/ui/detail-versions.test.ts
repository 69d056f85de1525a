import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { asked, copies, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { partAnswer, SUMMARY } from '../../src/core/conversation/part.ts';
import { answer, ID, PROFILE } from '../support/ui/fixtures.ts';
import { DIFF, openVersions, row } from '../support/ui/pages/versions-page.ts';
import { it } from '../support/ui/story-test.ts';

const HEAD = '.versions-head';
/** An answer that no view shows. */
const TOLD = partAnswer({ ...SUMMARY, version: 99 }, answer(null));

/** The versions that the pickers show. */
const pair = (page: Page) =>
  page.$$eval('.versions-pair select', (all) => all.map((one) => (one as HTMLSelectElement).value).join(' '));
const chosen = (page: Page) =>
  page.$$eval('.run-list [aria-pressed="true"] b', (all) => all.map((one) => one.textContent));
const groups = (page: Page) =>
  page.$$eval(`${DIFF} > .diff-group > summary h2`, (all) => all.map((one) => one.textContent));
const reads = async (page: Page) =>
  (await asked(page, 'summary'))
    .map((input) => (input as { part: { format: string; version: number | null } }).part)
    .filter(({ version }) => version !== null)
    .map(({ format, version }) => `${format} ${version}`);

describe('the time line', () => {
  it('lists every run, the failed with its reason, and what was not read yet', async () => {
    const page = await openVersions('three');
    await waitForText(page, 'v1', '.run-list');
    const runs = await page.$$eval('.run-list li', (all) => all.map((one) => one.textContent.replaceAll(/\s+/g, ' ')));
    expect(runs).toHaveLength(4);
    expect(runs[0]).toMatch(/^v3\s?balanced · 9 s .*5,523 tokens kept 33% score 0\.94/);
    expect(runs[1]).toContain('validation score 0.43 is below the threshold of 0.5');
    expect(runs[2]).toMatch(/^v2\s?conservative · 12 s/);
    expect(runs[3]).toBe('v1not loaded yet');
    expect(await page.$eval('.run-chart svg', (chart) => [chart.role, chart.ariaLabel])).toEqual([
      'img',
      'Tokens after each run, and its score. v2: 4,102 tokens, score 0.88. v3: 5,523 tokens, score 0.94. 1 failed run',
    ]);
  });

  it('reads a version on a click, and then knows its figures', async () => {
    const page = await openVersions('three');
    await waitForText(page, 'not loaded yet', '.run-list');
    await page.locator('.run-list button::-p-text(v1)').click();
    await waitForText(page, '2,117', '.run-list');
    expect(await pair(page)).toBe('1 3');
    expect(await reads(page)).toEqual(['structured 2', 'structured 3', 'structured 1']);
  });

  it('is one stop for Tab, and chooses by keyboard', async () => {
    const page = await openVersions('three');
    await page.waitForSelector('.run-list button');
    await page.focus('.run-list button');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('.versions-pair select')?.value === '1');
    expect(await pair(page)).toBe('1 2');
    expect(await chosen(page)).toEqual(['v2', 'v1']);
    await page.keyboard.press('ArrowDown');
    expect(await page.$$eval('.run-list button', (all) => all.filter((one) => one.tabIndex === 0).length)).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('v1');
  });

  it('is told when the worker hears more', async () => {
    const page = await openVersions('onlyFailed');
    await waitForText(page, 'failed', '.run-list');
    await waitForText(page, 'No summary yet', '.versions-right');
    await page.evaluate(
      (conversationId, profileId, told) => {
        window.__story?.backend.answer('history', { ok: true, value: [] });
        window.__story?.backend.push({ type: 'answered', newRun: true, profileId, conversationId, ...told });
      },
      ID,
      PROFILE,
      TOLD,
    );
    await page.waitForFunction(() => !document.querySelector('.run-list'));
    expect(await textOf(page, '.detail-body')).toContain('No summary yet');
  });
});

describe('the comparison', () => {
  it('is of the latest two, asked for side by side and pinned', async () => {
    const page = await openVersions('three');
    await waitForText(page, 'Removed', DIFF);
    expect(await pair(page)).toBe('2 3');
    expect(await reads(page)).toEqual(['structured 2', 'structured 3']);
    // What was lost comes first. Which pairs count as reworded is for the matching to say.
    const order = ['Removed', 'Updated', 'Reworded', 'Added', 'Same', 'Current'];
    const titles = (await groups(page)).map((title) => title.split(' ')[0] ?? '');
    expect(titles).toEqual(order.filter((title) => titles.includes(title)));
    expect(titles).toEqual(expect.arrayContaining(['Removed', 'Updated', 'Added', 'Same', 'Current']));
    expect(await textOf(page, HEAD)).toContain('4,102 → 5,523 tokens ▲ · 28% → 33% ▲ · 0.88 → 0.94 ▲');
  });

  it('marks the value that changed, in a statement and in the state', async () => {
    const page = await openVersions('three');
    const updated = await page.waitForSelector(row('The tiler comes'));
    expect(await updated?.$eval('ins', (one) => one.textContent)).toContain('25');
    expect(await updated?.$eval('del', (one) => one.textContent)).toContain('23');
    const changes = await page.$$eval('.versions-diff :is(del, ins)', (all) => all.map((one) => one.textContent));
    expect(changes.filter((change) => change !== change.trim())).toEqual([]);
    const state = await page.$eval('.state-key', (one) => one.textContent);
    expect(state).toBe('±phase: "planning" "building"');
  });

  it('turns round', async () => {
    const page = await openVersions('three');
    const inGroup = (kind: string, text: string) =>
      page.waitForSelector(`::-p-xpath(//details[@data-part="${kind}"]//li[contains(., "${text}")])`);
    await inGroup('removed', 'The deposit of €1,200');
    await inGroup('added', 'The ceiling is 2.62 m high.');
    await page.locator('[aria-label="Swap the two versions"]').click();
    await inGroup('added', 'The deposit of €1,200');
    await inGroup('removed', 'The ceiling is 2.62 m high.');
    expect(await pair(page)).toBe('3 2');
    expect(await textOf(page, HEAD)).toContain('5,523 → 4,102 tokens ▼');
  });

  it('jumps to a kind of change, and opens it', async () => {
    const page = await openVersions('long');
    await page.locator('.versions-chips ::-p-text(same)').click();
    await page.waitForSelector('[data-part="same"][open] li');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Same');
    await page.waitForFunction(() => {
      const top = document.querySelector('[data-part="same"]')?.getBoundingClientRect().top ?? -1;
      const pane = document.querySelector('.versions-diff')?.getBoundingClientRect().top ?? 0;
      return top >= pane - 1 && top < pane + 40;
    });
  });

  it('shows a long list bit by bit', async () => {
    const page = await openVersions('long');
    await page.locator('.versions-chips ::-p-text(same)').click();
    await page.waitForSelector('[data-part="same"] .more-button');
    expect((await page.$$('[data-part="same"] li.change')).length).toBe(50);
    await page.locator('[data-part="same"] .more-button').click();
    await page.waitForFunction(() => document.querySelectorAll('[data-part="same"] li.change').length === 150);
  });

  it('compares the texts of another format, and asks for both', async () => {
    const page = await openVersions('three');
    await page.locator('.versions-tools input[value="narrative"]').click();
    await page.waitForSelector('.text-diff ins');
    expect((await reads(page)).slice(2)).toEqual(['narrative 2', 'narrative 3']);
    expect(await textOf(page, '.text-diff del')).toContain('21,000');
  });

  it('is copied as Markdown', async () => {
    const page = await openVersions('three');
    await waitForText(page, 'Removed', DIFF);
    await page.locator('[aria-label="Copy the comparison as Markdown"]').click();
    await page.waitForFunction(() => (window.__story?.shell.copies.length ?? 0) > 0);
    const [text = ''] = await copies(page);
    expect(text).toMatch(/^# v2 → v3\n\n4,102 → 5,523 tokens ▲/);
    expect(text).toContain('## Must-keep statements lost\n- **The deposit of €1,200 went to Okafor & Sons.**');
  });

  it('says of one version alone that there is nothing to compare, and shows it', async () => {
    const page = await openVersions('one');
    await waitForText(page, 'There is nothing to compare yet: v1 is the only version.', DIFF);
    expect(await groups(page)).toEqual(['v1 · 3 statements', 'Current state']);
    expect(await reads(page)).toEqual(['structured 1']);
  });

  it('says what the Summary tab says where there is no version', async () => {
    const page = await openVersions('none');
    await waitForText(page, 'No summary yet', '.detail-body');
  });

  it('says which version cannot be had and why, and keeps the other', async () => {
    const page = await openVersions('missing');
    await waitForText(page, 'Version 2 could not be loaded', DIFF);
    expect(await textOf(page, DIFF)).toContain('HTTP 503');
    expect(await groups(page)).toEqual(['v3 · 10 statements', 'Current state']);
    await page.locator(`${DIFF} .error-note button`).click();
    await waitForText(page, 'Removed', DIFF);
    expect(await reads(page)).toEqual(['structured 2', 'structured 3', 'structured 2']);
  });

  it('says so of a version that Synap does not have', async () => {
    const page = await openVersions('gone');
    await waitForText(page, 'No version 2', DIFF);
    expect(await groups(page)).toEqual(['v3 · 10 statements', 'Current state']);
  });
});

describe('the source of a change', () => {
  const sources = async (page: Page, text: string) => {
    const change = await page.waitForSelector(row(text));
    return change?.$$eval('.change-source, .chip.tone-warn', (all) => all.map((one) => one.textContent));
  };

  it('is the message that it likely came from, or none', async () => {
    const page = await openVersions('sourced');
    await page.waitForSelector('.change-source');
    expect(await sources(page, 'The deposit of')).toEqual(['#2']);
    expect(await sources(page, 'Oak boards wait')).toEqual(['#3']);
    expect(await sources(page, 'The ceiling is')).toEqual(['#4']);
    expect(await sources(page, 'The landlord has')).toEqual(['no source found']);
    // What only changed is told apart already.
    expect(await sources(page, 'The tiler comes')).toEqual([]);
    expect(await page.$eval('.change-source', (one) => [one.ariaLabel, (one as HTMLElement).title])).toEqual([
      'Likely from message 2',
      'Likely from message 2\nThe deposit of €1,200 went to Okafor & Sons this morning.',
    ]);
  });

  it('leads to the message among what was kept and lost', async () => {
    const page = await openVersions('sourced');
    await page.locator('.change-source::-p-text(#3)').click();
    await page.waitForFunction(() => document.activeElement?.closest('.kept-tab .row-list-row'));
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(
      'moisture check before they are laid',
    );
  });

  it('is not said to be missing while too few messages are known', async () => {
    const page = await openVersions('sourcedPartly');
    await page.waitForSelector('.change-source');
    expect(await sources(page, 'The ceiling is')).toEqual(['#4']);
    expect(await sources(page, 'The landlord has')).toEqual([]);
  });

  it('is nothing where no messages are known', async () => {
    const page = await openVersions('three');
    await waitForText(page, 'Removed', DIFF);
    expect(await sources(page, 'The landlord has')).toEqual([]);
    expect(await page.$('.change-source')).toBeNull();
  });
});

describe('find', () => {
  it('marks what is sought, and says how much is in what is closed', async () => {
    const page = await openVersions('three');
    await waitForText(page, 'Removed', DIFF);
    expect(await page.$('.find-bar')).toBeNull();
    await page.keyboard.down('Control');
    await page.keyboard.press('f');
    await page.keyboard.up('Control');
    await page.waitForSelector('.find-bar input:focus');
    await page.keyboard.type('skylight');
    // It is pinned and kept, so it stands among what is the same.
    await waitForText(page, '1 match hidden', '[data-part="same"] summary');
    await page.click('[data-part="same"] summary');
    await waitForText(page, '1 of 1', '.find-bar');
    expect(await textOf(page, 'mark.current')).toBe('skylight');
  });

  it('unfolds the text in which it is', async () => {
    const page = await openVersions('texts');
    await page.locator('.versions-tools input[value="narrative"]').click();
    await page.waitForSelector('.text-diff-fold');
    await page.locator('[aria-label="Find in this tab"]').click();
    await page.waitForSelector('.find-bar input:focus');
    await page.keyboard.type('Sentence 30 ');
    await waitForText(page, '1 of 1', '.find-bar');
    expect(await page.$('.text-diff-fold')).toBeNull();
  });
});

describe('a version that comes meanwhile', () => {
  const arrives = (page: Page) =>
    page.evaluate(
      (conversationId, profileId, told) => {
        const backend = window.__story?.backend;
        const run = {
          compactionId: 'cmp_4',
          version: 4,
          state: 'completed' as const,
          strategy: 'balanced',
          originalTokens: 20_000,
          compactedTokens: 6000,
          ratio: null,
          score: 0.9,
          startedAt: null,
          endedAt: null,
          error: null,
          seenAt: 1,
        };
        backend?.answer('history', { ok: true, value: [run] });
        backend?.push({ type: 'answered', newRun: true, profileId, conversationId, ...told });
      },
      ID,
      PROFILE,
      TOLD,
    );

  it('is compared when the latest two were on show', async () => {
    const page = await openVersions('three');
    await waitForText(page, 'Removed', DIFF);
    await arrives(page);
    await page.waitForFunction(() => document.querySelector('.run-list')?.textContent?.includes('v4'));
    expect(await pair(page)).toBe('3 4');
    await waitForText(page, 'Now comparing v3 with v4.', '.versions-diff [role="status"]');
  });

  it('is only told when another comparison was chosen', async () => {
    const page = await openVersions('three');
    await page.locator('.run-list button::-p-text(v1)').click();
    await arrives(page);
    await waitForText(page, 'v4 is here. This comparison stays as you chose it.', DIFF);
    expect(await pair(page)).toBe('1 3');
    await page.locator('.versions-newer button').click();
    await page.waitForFunction(() => !document.querySelector('.versions-newer'));
    expect(await pair(page)).toBe('3 4');
  });
});

describe('the room that it takes', () => {
  it.each([
    [950, 266],
    [950, 686],
    [380, 700],
  ])('needs no sideways scrolling at %i × %i px', async (width, height) => {
    const page = await openVersions('three', { width, height });
    await waitForText(page, 'Removed', DIFF);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBe(0);
  });

  it('leaves 60 % of a low panel to the content', async () => {
    const page = await openVersions('three', { width: 950, height: 266 });
    await waitForText(page, 'Removed', DIFF);
    const share = await page.$eval(DIFF, (diff) => diff.getBoundingClientRect().height / innerHeight);
    expect(share).toBeGreaterThanOrEqual(0.6);
  });
});
