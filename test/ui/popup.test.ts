import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { barsOf } from '../support/ui/accessibility/forced-colours.ts';
import { ID } from '../support/ui/fixtures.ts';
import { card, open, READS, text } from '../support/ui/pages/popup-page.ts';
import { advance } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

describe('the answer', () => {
  it('is painted from the cache, then asked afresh, in all three parts', async () => {
    const page = await open('waiting');
    const own = (id: string) =>
      (window.__story?.backend.calls ?? []).filter(
        (call) => (call.input as { conversationId?: string }).conversationId === id,
      );
    await page.waitForFunction(
      (id) =>
        (window.__story?.backend.calls ?? []).filter(
          ({ name, input }) => name === 'status' && (input as { conversationId: string }).conversationId === id,
        ).length === 1,
      {},
      ID,
    );

    const answered = await open('completed');
    await card(answered, '[data-status="completed"][data-source="cloud"]');
    const calls = await answered.evaluate(own, ID);
    for (const name of READS) {
      const modes = calls.filter((call) => call.name === name).map((call) => (call.input as { mode: string }).mode);
      expect(modes).toEqual(['peek', 'fresh']);
    }
  });

  it('shows the cached answer while Synap has not answered', async () => {
    const page = await open('slow');
    const shown = await card(page, '[data-status="completed"][data-source="cache"]');
    expect(await shown?.evaluate((element) => (element as HTMLElement).dataset['conversationId'])).toBe(ID);
    expect(await text(page, '.answer')).toContain('24,582 → 3,441');
  });

  it("is dated by the server's clock", async () => {
    const page = await open('ahead');
    await card(page, '[data-status="completed"][data-source="cloud"]');
    expect(await text(page, '.answer-line')).toContain('2 min ago');
  });

  it('says all at one glance', async () => {
    const page = await open('stale');
    await card(page, '[data-status="completed"][data-source="cloud"]');
    await page.waitForFunction(() => document.querySelector('.answer')?.textContent?.includes('6 messages are newer'));
    const said = await text(page, '.answer');
    for (const words of ['Completed', 'kept 14% (saved 86%)', '0.52', 'Two facts contradict', 'Stale', 'v3', 'cloud']) {
      expect(said).toContain(words);
    }
  });

  it.each([
    ['inProgress', 'in_progress', 'about'],
    ['failed', 'failed', 'threshold of 0.5'],
    ['none', 'none', 'reads all 150 messages'],
    ['unknownWord', 'unknown', 'archived'],
  ])('shows %s as %s', async (story, status, words) => {
    const page = await open(story);
    await card(page, `[data-status="${status}"]`);
    await page.waitForFunction((w) => document.querySelector('.answer')?.textContent?.includes(w), {}, words);
  });
});

describe('what is told once [C11]', () => {
  it('leaves out of the headline what stands in the rows below', async () => {
    const page = await open('stale');
    await card(page, '[data-status="completed"][data-source="cloud"]');
    await page.waitForSelector('.answer .fresh-chip');
    expect(await text(page, '.answer-line')).toMatch(/^Compacted v3 · 2 min ago\s+Stale · 6 newer\s*$/);
    expect(await text(page, '.fresh-chip')).toBe('Stale · 6 newer');
  });

  it('offers a first compaction, and claims no summary', async () => {
    const page = await open('none');
    await card(page, '[data-status="none"]');
    expect(await text(page, '.answer')).not.toMatch(/Stale|Fresh$/m);
    await page.locator('::-p-aria([name="Compact…"][role="button"])').click();
    await page.waitForSelector('dialog[open], [role="dialog"]');
  });

  it('shows what the cache knows of the ids below, which sends nothing', async () => {
    const page = await open('completed');
    await card(page, '[data-status="completed"][data-source="cloud"]');
    await page.waitForFunction(() => document.querySelectorAll('.found-status[data-state="completed"]').length === 3);
    const calls = await page.evaluate(() => window.__story?.backend.calls ?? []);
    const others = calls
      .map(({ input }) => input as { conversationId?: string; mode?: string })
      .filter(({ conversationId }) => conversationId !== undefined && conversationId !== ID);
    expect([...new Set(others.map(({ mode }) => mode))]).toEqual(['peek']);
  });

  it('does not wait for a request that failed [C12]', async () => {
    const page = await open('failsOverCache');
    await card(page, '[data-status="error"][data-source="cache"]');
    expect(await page.$('.answer-wait')).toBeNull();
    expect(await text(page, '.answer')).toMatch(/Refresh failed just now/);
  });
});

describe('the answer card', () => {
  it('copies the one line, and opens the full view', async () => {
    const page = await open('completed');
    await card(page, '[data-source="cloud"]');
    await page.locator('::-p-aria([name="Copy status line"][role="button"])').click();
    await page.locator('::-p-aria([name="Open full view"][role="button"])').click();
    const shell = await page.evaluate(() => ({
      copies: window.__story?.shell.copies,
      views: window.__story?.shell.fullViews,
    }));
    expect(shell.copies?.[0]).toMatch(/^Compacted v3 · balanced · 24,582 → 3,441 tokens \(kept 14%\)/);
    expect(shell.views).toEqual([ID]);
  });

  it('tells the worker what it shows, and watches it', async () => {
    const page = await open('completed');
    await card(page, '[data-source="cloud"]');
    expect(await page.evaluate(() => window.__story?.backend.looked)).toEqual([ID]);
    await page.locator('::-p-aria([name="Watch"][role="button"])').click();
    await page.waitForSelector('.watch-button[aria-pressed="true"]');
  });

  it('learns what the worker learns', async () => {
    const page = await open('inProgress');
    await card(page, '[data-status="in_progress"]');
    await advance(page, 1_000);
    await page.evaluate((id) => {
      const story = window.__story;
      const held = story?.store.conversation(id as never).slot({ kind: 'status' }).value.answer;
      if (!story || !held) return;
      const data = { ...held.data, state: 'completed' as const, statusWord: 'completed', latestVersion: 4 };
      const answer = { ...held, data, meta: { ...held.meta, retrievedAt: held.meta.retrievedAt + 1 } };
      story.backend.push({
        type: 'answered',
        profileId: 'default',
        conversationId: id as never,
        part: { kind: 'status' },
        answer,
      });
    }, ID);
    await card(page, '[data-status="completed"]');
  });
});

describe('an answer that failed', () => {
  it.each([
    ['keyRefused', 'error', 'Synap refused the key'],
    ['noCredits', 'error', 'Out of credits'],
    ['rateLimited', 'error', 'Rate limit'],
    ['offline', 'error', "You're offline"],
    ['noPermission', 'error', 'Grant access'],
    ['unknownConversation', 'unknown', 'Conversation not found'],
  ])('tells %s once, with what to do', async (story, status, words) => {
    const page = await open(story);
    await card(page, `[data-status="${status}"]`);
    await page.waitForSelector('.answer [role="alert"]');
    expect(await page.$$eval('.answer [role="alert"]', (alerts) => alerts.length)).toBe(1);
    expect(await text(page, '.answer')).toContain(words);
  });

  it('says why, and leaves out rows in which nothing is known', async () => {
    const page = await open('keyRefused');
    await card(page, '[data-status="error"]');
    await page.waitForSelector('.answer [role="alert"]');
    const said = await text(page, '.answer');
    for (const words of ['Synap refused the key', 'was revoked', 'Replace the key in the options'])
      expect(said).toContain(words);
    expect(await page.$('.answer-facts')).toBeNull();
  });

  it('keeps the cached answer under an error', async () => {
    const page = await open('failsOverCache');
    await card(page, '[data-status="error"][data-source="cache"]');
    expect(await text(page, '.answer')).toContain('24,582 → 3,441');
  });

  it('shows a pause once, and asks again on a click', async () => {
    const page = await open('paused');
    await card(page, '[data-source="cloud"]');
    expect(await text(page, '.answer')).toContain('Out of credits');
    await page.locator('::-p-aria([name="Try again"][role="button"])').click();
    await page.waitForFunction(() => window.__story?.backend.calls.some((call) => call.name === 'resume'));
  });
});

describe('the look', () => {
  it.each(['completed', 'waiting', 'inProgress', 'failed', 'manyIds', 'demo', 'noKey', 'hostile'])(
    'of %s fits 380 by 600 without a sideways scroll',
    async (story) => {
      const page = await open(story, { width: 380 });
      await page.waitForSelector('.popup-foot');
      const size = await page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        height: document.body.scrollHeight,
      }));
      expect(size.width).toBeLessThanOrEqual(380);
      expect(size.height).toBeLessThanOrEqual(600);
    },
  );

  it('does not move when the answers arrive', async () => {
    const waiting = await open('waiting');
    await card(waiting, '[data-status="loading"]');
    const done = await open('completed');
    await card(done, '[data-source="cloud"]');
    await done.waitForFunction(() => document.querySelector('.answer-kept'));
    const top = (page: Page) => page.$eval('.answer > .btn:last-child', (button) => button.getBoundingClientRect().top);
    expect(Math.abs((await top(done)) - (await top(waiting)))).toBeLessThanOrEqual(4);
  });

  it('marks the row on show, and no other, where the system forces its colours', async () => {
    const page = await open('completed');
    await page.waitForSelector('.found-row[aria-current]');
    const { bars, canvas } = await barsOf(page, '.found-row');
    expect(bars.length).toBeGreaterThan(1);
    expect(bars.filter((bar) => bar !== canvas)).toEqual((await barsOf(page, '.found-row[aria-current]')).bars);
  });

  it('follows the theme of the settings', async () => {
    const page = await open('dark');
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  });
});
