import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { asked, openDetail, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { it } from '../support/ui/story-test.ts';
import type { StoryOptions } from '../support/ui/story-server.ts';

const COMPACT = '.head-actions .compact-button';
const SUBMIT = 'dialog button[type="submit"]';

async function openDialog(story: string, state = 'completed', options: StoryOptions = {}): Promise<Page> {
  const page = await openDetail(story, state, options);
  await page.click(COMPACT);
  await page.waitForSelector('dialog[open]');
  return page;
}

describe('the Compact dialog', () => {
  it('begins at the strategy that is chosen', async () => {
    const page = await openDialog('stale');
    expect(await page.$eval(':focus', (radio) => (radio as HTMLInputElement).value)).toBe('balanced');
  });
  it('tells what is there now [B10]', async () => {
    const page = await openDialog('stale');
    await waitForText(page, 'Now: v3 · 24,582 → 3,441 (14', '.compact-now');
    await waitForText(page, 'Stale · 6 newer', '.compact-now');
  });
  it('without credits, sends nothing and leads to some [B10]', async () => {
    const page = await openDialog('compactBroke');
    await waitForText(page, 'Balance: 0 credits.', 'dialog');
    await waitForText(page, 'No credits left', 'dialog');
    expect(await page.$eval(SUBMIT, (button) => [button.ariaDisabled, button.className])).toEqual(['true', 'btn']);
    await page.click(SUBMIT);
    expect(await asked(page, 'compact')).toEqual([]);
    expect(await page.$eval('dialog .btn.primary', (button) => button.textContent)).toBe('Check the balance');
  });
  it('after a refusal for want of credits, tries again for real [B10]', async () => {
    const page = await openDialog('compactFails');
    await page.click(SUBMIT);
    await waitForText(page, 'Out of credits', 'dialog');
    await page.locator('dialog .error-note .btn::-p-text(Try again)').click();
    await page.waitForFunction(
      () => window.__story?.backend.calls.filter(({ name }) => name === 'compact').length === 2,
    );
  });
  it('of what is too short says by how much, and offers force [B9]', async () => {
    const page = await openDialog('compactTooShort');
    await page.click(SUBMIT);
    await waitForText(page, 'Too short to compact: 153 of 250 tokens', 'dialog');
    expect(await textOf(page, 'dialog')).not.toMatch(/base URL|HTTP 400/);
    await page.locator('dialog .error-note .btn::-p-text(Compact anyway)').click();
    await page.waitForSelector('dialog', { hidden: true });
    expect((await asked(page, 'compact')).map((input) => (input as { force: boolean }).force)).toEqual([false, true]);
  });
  it('says the same when Synap accepts and starts nothing [B9]', async () => {
    const page = await openDialog('compactNothing');
    await page.click(SUBMIT);
    await waitForText(page, 'Too short to compact', 'dialog');
    await waitForText(page, 'Compact anyway (force)', 'dialog');
  });
  it('keeps nothing to choose once a run is there [C13]', async () => {
    const page = await openDialog('compactConflict');
    await page.click(SUBMIT);
    await waitForText(page, 'already running', 'dialog');
    expect(await page.$$('dialog input')).toEqual([]);
    expect(await page.$(SUBMIT)).toBeNull();
  });
  it.each([
    [1280, 273],
    [800, 273],
    [380, 640],
    [320, 480],
  ])(
    'at %i × %i shows cost and buttons without scrolling, and the strategies side by side [B11]',
    async (width, height) => {
      const page = await openDialog('completed', 'completed', { width, height });
      await waitForText(page, 'Balance: 1,240 credits.', 'dialog');
      for (const part of ['.compact-cost', SUBMIT, '.compact-buttons [type="button"]']) {
        const { top, bottom, isSeen } = await page.$eval(part, (node) => {
          const box = node.getBoundingClientRect();
          const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return {
            top: box.top,
            bottom: box.bottom,
            isSeen: hit !== null && (node.contains(hit) || hit.contains(node)),
          };
        });
        expect(top, part).toBeGreaterThanOrEqual(0);
        expect(bottom, part).toBeLessThanOrEqual(height);
        expect(isSeen, part).toBe(true);
      }
      const tops = await page.$$eval('.compact-strategy', (all) => all.map((one) => one.getBoundingClientRect().top));
      expect(new Set(tops).size).toBe(width > 460 ? 1 : 2);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      if (height === 273) {
        expect(await page.$eval('.compact-body', (body) => body.scrollHeight - body.clientHeight)).toBeLessThanOrEqual(
          0,
        );
      }
    },
  );
});

describe('where no compaction can be started', () => {
  it('is locked in words, with a way to the options [B20]', async () => {
    const page = await openDetail('locked', 'completed');
    await page.waitForSelector(`${COMPACT}[aria-disabled="true"]:not([disabled])`);
    await page.focus(COMPACT);
    await page.keyboard.press('Enter');
    expect(await page.$('dialog[open]')).toBeNull();
    await waitForText(page, 'Locked (', '.head-actions');
    await page.click('.compact-lock');
    expect(await page.evaluate(() => window.__story?.shell.optionsOpened)).toBe(1);
  });
  it('because a run is in progress [C13]', async () => {
    const page = await openDetail('running', 'in_progress');
    await page.waitForSelector(`${COMPACT}[aria-disabled="true"]`);
    await page.click(COMPACT);
    expect(await page.$('dialog[open]')).toBeNull();
    expect(await page.$eval(COMPACT, (button) => (button as HTMLElement).title)).toContain('in progress');
  });
  it('because Synap has no such conversation: nothing else is on offer either [C14]', async () => {
    const page = await openDetail('notFound', 'unknown');
    await waitForText(page, 'Not found', '.status-chip');
    const buttons = await page.$$eval('.head-actions .btn', (all) =>
      all.map((one) => [one.textContent, one.getAttribute('aria-disabled')]),
    );
    expect(buttons).toEqual([
      ['Refresh', null],
      ['Watch', 'true'],
      ['Compact…', 'true'],
      ['Export', 'true'],
    ]);
    await page.click('.watch-button');
    expect(await asked(page, 'watch')).toEqual([]);
    expect(await textOf(page, '.error-note')).not.toContain('Try again');
  });
});

describe('without a result [B21]', () => {
  it('a first run is offered with what there is to compact, said once', async () => {
    const page = await openDetail('none', 'none');
    await waitForText(page, '2 messages, ≈ ', '.empty-state');
    await waitForText(page, 'threshold', '.empty-state');
    expect((await textOf(page, '.detail-body')).match(/Never compacted/g)).toHaveLength(1);
  });
  it('a failed run can be tried again, and its reason stands once', async () => {
    const page = await openDetail('failed', 'failed');
    await waitForText(page, 'Compaction failed · validation score 0.41', '.status-tab-failed');
    expect((await textOf(page, '.detail')).match(/validation score 0\.41/g)).toHaveLength(1);
    await page.locator('.status-tab-failed ::-p-text(Compact again…)').click();
    await page.waitForSelector('dialog[open]');
  });
});
