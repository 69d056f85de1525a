import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { asked, copies, openDetail, openTab, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { ID, NOW, overview, PROFILE, requestEntry } from '../support/ui/fixtures.ts';
import { it } from '../support/ui/story-test.ts';

describe('summary', () => {
  it('shows lists, confidence and the state as a tree', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'summary');
    await waitForText(page, 'Facts 4');
    await waitForText(page, 'confidence mostly 0.9');
    await waitForText(page, 'openQuestions', '.state-tree');
    await page.hover('.summary-items li');
    await page.click('.summary-items li button');
    expect(await copies(page)).toEqual(['The studio is on the third floor, 42 m², facing north.']);
    expect(await textOf(page, `#tab-summary-${ID}`)).toBe('Summary8');
  });
  it('asks for a format and a pinned version', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'summary');
    await page.select('.summary-tab select', '1');
    await waitForText(page, 'An early fact.');
    await waitForText(page, 'never from the cache');
    await page.locator('.segmented input[value="narrative"]').click();
    await page.waitForFunction(() =>
      window.__story?.backend.calls.some(
        (call) => call.name === 'summary' && JSON.stringify(call.input).includes('narrative'),
      ),
    );
    expect((await asked(page, 'summary')).at(-1)).toMatchObject({ part: { format: 'narrative', version: 1 } });
  });
  it('[T06] [T26] draws each line from where its script begins, spelt as it is', async () => {
    const page = await openDetail('scripts', 'completed');
    await openTab(page, 'summary');
    await waitForText(page, 'می\u200Cخواهد پروژه\u200Cها');
    /** Where the text of each item is: the space before and after it in its block. */
    const gaps = await page.$$eval('.summary-items:first-child .text-block', (blocks) =>
      blocks.map((block) => {
        const range = document.createRange();
        range.selectNodeContents(block);
        const [text, around] = [range.getBoundingClientRect(), block.getBoundingClientRect()];
        return { before: Math.round(text.left - around.left), after: Math.round(around.right - text.right) };
      }),
    );
    expect(gaps).toHaveLength(2);
    expect(gaps[0]?.before).toBeGreaterThan(50);
    expect(gaps[0]?.after).toBe(0);
    expect(gaps[1]?.before).toBe(0);
    expect(gaps[1]?.after).toBeGreaterThan(50);
  });
  it('says that there is none', async () => {
    const page = await openDetail('none', 'none');
    await openTab(page, 'summary');
    await waitForText(page, 'No summary yet');
  });
  it('keeps what is long behind "more", and finds it there', async () => {
    const page = await openDetail('long', 'completed');
    await openTab(page, 'summary');
    await waitForText(page, 'Show 1,000 more');
    await page.waitForFunction(() => document.querySelectorAll('.summary-items:first-child li').length === 200);
    await page.type('.find-bar input', 'fact number 199');
    await waitForText(page, '1 of 1', '.find-bar');
    await page.$eval('.find-bar input', (field) => (field as HTMLInputElement).select());
    await page.type('.find-bar input', 'fact number 1200');
    await waitForText(page, '1 match hidden');
    // Rows get their real height only when they come into view, so a click by coordinates may miss.
    await page.$eval('.more-button', (button) => (button as HTMLElement).click());
    await page.waitForFunction(() => document.querySelectorAll('.summary-items:first-child li').length === 1200);
    await waitForText(page, '1 of 1', '.find-bar');
  });
  it('shows hostile text as text, and a state as deep as the decoder lets through', async () => {
    const page = await openDetail('hostile', 'completed');
    await openTab(page, 'summary');
    await waitForText(page, '<img src=x onerror=alert(1)>⟨U+202E⟩gnp.exe⟨U+200B⟩');
    expect(await page.$('.summary-items img')).toBeNull();
    await page.type('.find-bar input', 'bottom');
    await waitForText(page, '1 of 1', '.find-bar');
    await openTab(page, 'raw');
    await waitForText(page, 'Truncated:', '.raw-tab');
  });
});

it('shows what the model will read', async () => {
  const page = await openDetail('stale', 'completed');
  await openTab(page, 'prompt');
  await waitForText(page, '≈ 3,477 tokens');
  await waitForText(page, 'From the summary: 3,441 tokens');
  await waitForText(page, 'What the model reads');
  await waitForText(page, 'Estimate: 4 characters');
  await waitForText(page, 'replaces 148 messages');
  await waitForText(page, 'Could we start with the north wall');
  await page.locator('.segmented input[value="bullet_points"]').click();
  await page.waitForFunction(() =>
    window.__story?.backend.calls.some(
      (call) => call.name === 'prompt' && JSON.stringify(call.input).includes('bullet_points'),
    ),
  );
});

describe('requests', () => {
  it('lists calls, newest first, and learns of new ones', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'requests');
    await page.waitForFunction(() => document.querySelectorAll('.requests tbody tr').length === 4);
    expect(await textOf(page, '.requests tbody tr')).toContain('503 unavailable');
    const entry = requestEntry({ id: 'r9', startedAt: NOW + 1, status: 200, tookMs: 128, serverMs: 41 });
    await page.evaluate(
      (told) => window.__story?.backend.push({ type: 'logged', entries: [told], budget: null }),
      entry,
    );
    await page.waitForFunction(() => document.querySelectorAll('.requests tbody tr').length === 5);
    expect(await textOf(page, '.requests tbody tr')).toContain('128 ms · server 41');
    expect(await page.$eval('.requests .number [title]', (cell) => cell.getAttribute('title'))).toBe(
      "Synap's server: 41 ms. Network: 87 ms.",
    );
  });
  it('are listed again after the cache was cleared, and after a port was lost', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'requests');
    const rows = (count: number) =>
      page.waitForFunction((count) => document.querySelectorAll('.requests tbody tr').length === count, {}, count);
    await rows(4);
    await page.evaluate(
      (profileId) => window.__story?.backend.push({ type: 'invalidated', profileId, conversationId: null }),
      PROFILE,
    );
    await page.waitForFunction(
      () => window.__story?.backend.calls.filter(({ name }) => name === 'requests').length === 2,
    );
    await rows(4);
    await page.evaluate(() => window.__story?.backend.connect('closed'));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await page.evaluate(
      (entry) => window.__story?.backend.answer('requests', { ok: true, value: [entry] }),
      requestEntry({ id: 'missed' }),
    );
    await page.evaluate(() => window.__story?.backend.connect('open'));
    await rows(5);
  });
  it('copies code and a support bundle without a key', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'requests');
    for (const name of ['cURL', 'Python', 'JavaScript']) {
      await page.click('.requests .menu-button > button');
      await page.locator(`[role="menuitem"]::-p-text(${name})`).click();
    }
    await page.locator('button[aria-label="Copy support bundle"]').click();
    await page.waitForFunction(() => window.__story?.shell.copies.length === 4);
    const texts = await copies(page);
    for (const code of texts.slice(0, 3)) expect(code).toContain('SYNAP_API_KEY');
    const bundle: unknown = JSON.parse(texts[3] ?? '');
    expect(bundle).toMatchObject({ version: '0.1.0', conversationId: ID, instanceId: 'inst_5537b6aa00112233' });
    expect(texts[3]).not.toContain('Qx7a');
  });
});

/** Chooses another profile while a compaction is being sent. */
async function sendThenChooseAnother(page: Page): Promise<void> {
  await page.evaluate(() => window.__story?.backend.hold('compact'));
  await page.click('dialog button[type="submit"]');
  await waitForText(page, 'Sending', 'dialog');
  await page.evaluate(
    (next) => window.__story?.backend.push({ type: 'overview', overview: next }),
    overview({ activeProfileId: 'second' }),
  );
}

describe('compact dialog', () => {
  const open = async (story: string) => {
    const page = await openDetail(story, 'completed');
    await page.locator('.head-actions ::-p-text(Compact…)').click();
    await page.waitForSelector('dialog[open]');
    return page;
  };
  it('says what it costs, keeps what is wrong, sends once', async () => {
    const page = await open('compactStarts');
    await waitForText(page, 'Costs about 25 credits (24,582 tokens). Balance: 1,240 credits.', 'dialog');
    await page.type('dialog input[inputmode="numeric"]', '12.5');
    await page.click('dialog button[type="submit"]');
    await waitForText(page, 'Enter a whole number above 0', 'dialog [role="alert"]');
    expect(await asked(page, 'compact')).toEqual([]);
    expect(await page.$eval('dialog input[inputmode="numeric"]', (box) => (box as HTMLInputElement).value)).toBe(
      '12.5',
    );
    await page.locator('dialog input[inputmode="numeric"]').fill('2000');
    await page.click('dialog input[value="aggressive"]');
    await page.click('dialog input[type="checkbox"]');
    await page.evaluate(() => window.__story?.backend.hold('compact'));
    await page.click('dialog button[type="submit"]');
    await page.waitForSelector('dialog button[type="submit"][aria-disabled="true"]');
    await page.evaluate(() =>
      document.querySelector('dialog form')?.dispatchEvent(new Event('submit', { cancelable: true })),
    );
    await page.evaluate(() => window.__story?.backend.release('compact'));
    await page.waitForSelector('dialog', { hidden: true });
    expect(await asked(page, 'compact')).toEqual([
      { profileId: PROFILE, conversationId: ID, strategy: 'aggressive', targetTokens: 2000, force: true },
    ]);
    await page.waitForSelector('.detail[data-status="in_progress"]');
  });
  it('keeps what was typed under an error', async () => {
    const page = await open('compactFails');
    await page.type('dialog input[inputmode="numeric"]', '500');
    await page.click('dialog button[type="submit"]');
    await waitForText(page, 'Out of credits', 'dialog');
    expect(await page.$eval('dialog input[inputmode="numeric"]', (box) => (box as HTMLInputElement).value)).toBe('500');
    expect(await page.$eval('dialog button[type="submit"]', (button) => button.ariaDisabled)).toBe('false');
  });
  it.each([
    ['compactUnsure', 'Synap is unavailable', 'State: In progress'],
    ['compactLost', "The extension's background worker stopped", 'State: Completed'],
  ])('of which nobody knows whether it began looks at the state, and warns: %s [F45]', async (story, title, state) => {
    const page = await open(story);
    await page.click('dialog button[type="submit"]');
    await waitForText(page, title, 'dialog');
    await waitForText(page, 'Check the status before starting another.', 'dialog');
    await waitForText(page, state, 'dialog');
    expect(await textOf(page, 'dialog')).not.toContain('again on retry');
    expect((await asked(page, 'status')).at(-1)).toMatchObject({ mode: 'fresh' });
    expect(await asked(page, 'compact')).toHaveLength(1);
  });
  it('says that a run is there already, and offers no second one', async () => {
    const page = await open('compactConflict');
    await page.click('dialog button[type="submit"]');
    await waitForText(page, 'A compaction is already running', 'dialog');
    expect(await page.$('dialog button[type="submit"]')).toBeNull();
  });
  it('stays while it is sent: that cannot be taken back', async () => {
    const page = await open('compactSends');
    await page.click('dialog button[type="submit"]');
    await waitForText(page, "Sending… This can't be undone.", 'dialog');
    expect(
      await page.$eval(
        'dialog button[type="button"].btn:not(.primary)',
        (button) => (button as HTMLButtonElement).disabled,
      ),
    ).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    expect(await page.$('dialog[open]')).not.toBeNull();
  });
  it('is closed by Escape without sending', async () => {
    const page = await open('completed');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { hidden: true });
    expect(await asked(page, 'compact')).toEqual([]);
  });
  it('is closed by another profile, whose credits were not confirmed', async () => {
    const page = await open('completed');
    await waitForText(page, 'Balance: 1,240 credits.', 'dialog');
    await page.evaluate(
      (next) => window.__story?.backend.push({ type: 'overview', overview: next }),
      overview({ activeProfileId: 'second' }),
    );
    await page.waitForSelector('dialog', { hidden: true });
    expect(await asked(page, 'compact')).toEqual([]);
  });
  it('tells how a compaction ended under the profile before', async () => {
    const page = await open('compactFails');
    await sendThenChooseAnother(page);
    await page.evaluate(() => window.__story?.backend.release('compact'));
    await waitForText(page, 'Out of credits', 'dialog');
    expect(await asked(page, 'compact')).toMatchObject([{ profileId: PROFILE }]);
  });
  it('promises no second try of its own after a rate limit', async () => {
    const page = await open('compactLimited');
    await page.click('dialog button[type="submit"]');
    await waitForText(page, 'Rate limit reached', 'dialog');
    expect(await textOf(page, 'dialog')).toMatch(/Not retried automatically/);
  });
  it('dropped for the sake of another profile is not said to have begun, and that one’s state is not told', async () => {
    const page = await open('compactDropped');
    await sendThenChooseAnother(page);
    const before = (await asked(page, 'status')).length;
    await page.evaluate(() => window.__story?.backend.release('compact'));
    await waitForText(page, 'Lookup cancelled', 'dialog');
    expect(await textOf(page, 'dialog')).not.toMatch(/may have started|State:/);
    expect(JSON.stringify((await asked(page, 'status')).slice(before))).not.toContain('fresh');
  });
});

it.each([320, 480, 1600])('fits %i px', async (width) => {
  const page = await openDetail('completed', 'completed', { width });
  for (const tab of ['status', 'summary', 'prompt', 'requests', 'raw']) {
    await openTab(page, tab);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), tab).toBeLessThanOrEqual(0);
    expect(await page.$eval('.detail-body', (body) => body.scrollWidth - body.clientWidth), tab).toBeLessThanOrEqual(0);
  }
});
