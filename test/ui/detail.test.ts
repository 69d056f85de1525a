import { STATUS } from '../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { asked, copies, openDetail, openTab, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { answer, ID, NOW, status } from '../support/ui/fixtures.ts';
import { advance } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

describe('states', () => {
  it('shows a completed run', async () => {
    const page = await openDetail('completed', 'completed');
    expect(await page.$eval('.detail', (node) => node.getAttribute('data-source'))).toBe('cloud');
    await waitForText(page, '24,582 → 3,441', '.tokens-card');
    await waitForText(page, 'kept 14% (saved 86%)', '.tokens-card');
    await waitForText(page, '$0.063', '.tokens-card');
    await waitForText(page, '0.91', '.quality-card');
    await waitForText(page, 'balanced (targets about 40%)', '.run-card');
    await waitForText(page, '(9 s)', '.run-card');
    await waitForText(page, 'Fresh', '.fresh-note');
    await waitForText(page, 'cloud · 212 ms', '.detail-foot');
  });
  it('asks for status, summary and prompt at once, and refreshes the status alone where there is no summary', async () => {
    const page = await openDetail('loading', 'loading');
    await page.waitForFunction(() => window.__story?.backend.calls.some(({ name }) => name === 'prompt'));
    expect([await asked(page, 'status'), await asked(page, 'summary'), await asked(page, 'prompt')]).toEqual([
      [expect.objectContaining({ mode: 'cached' })],
      [expect.objectContaining({ mode: 'cached' })],
      [expect.objectContaining({ mode: 'cached' })],
    ]);
    // Before the log, which is asked for with the first effects.
    const calls = await page.evaluate(() => (window.__story?.backend.calls ?? []).map(({ name }) => name));
    expect(calls.slice(0, calls.indexOf('requests'))).toEqual(expect.arrayContaining(['status', 'summary', 'prompt']));
    const none = await openDetail('none', 'none');
    const before = (await asked(none, 'summary')).length;
    await none.keyboard.press('r');
    await none.waitForFunction(
      () => window.__story?.backend.calls.filter(({ name }) => name === 'status').length === 2,
    );
    expect((await asked(none, 'summary')).length).toBe(before);
  });
  it('says why a summary is stale', async () => {
    const page = await openDetail('stale', 'completed');
    await waitForText(page, '6 messages are newer', '.fresh-note');
    await page.click('.fresh-note-link');
    await waitForText(page, 'Recent messages');
  });
  it('shows a failure with its reason, and no pass of the version before', async () => {
    const page = await openDetail('failed', 'failed');
    await waitForText(page, 'validation score 0.41 is below', '.status-tab-failed');
    expect(await textOf(page, '.quality-card')).not.toContain('passed');
  });
  it('shows a run against its estimate, and admits when it is late', async () => {
    const page = await openDetail('running', 'in_progress');
    await waitForText(page, "left by Synap's estimate", '.running-note');
    await advance(page, 120_000);
    await waitForText(page, 'longer than estimated', '.running-note');
    expect(await page.$eval('[role="progressbar"]', (node) => node.hasAttribute('aria-valuenow'))).toBe(false);
  });
  it('puts no run between a summary and a state that it does not know', async () => {
    const page = await openDetail('unknownWord', 'unknown');
    await waitForText(page, '24,582', '.tokens-card');
    expect(await textOf(page, '.status-tab')).not.toContain('before this run');
  });
  it('offers a first compaction', async () => {
    const page = await openDetail('none', 'none');
    await waitForText(page, 'Synap has this conversation');
    await page.click('.empty-state button');
    await page.waitForSelector('dialog[open]');
  });
});

describe('what could not be loaded', () => {
  it('is small and says why, in place of a number [A10]', async () => {
    const page = await openDetail('summaryFails', 'completed');
    await waitForText(page, '–', '.tokens-card .big');
    await waitForText(page, 'Not loaded: HTTP 503', '.tokens-card');
    // One cause is shown once [B7].
    expect(await page.$$eval('.status-tab [role="alert"]', (notes) => notes.length)).toBe(1);
    await waitForText(page, 'Freshness unknown', '.fresh-note');
    await waitForText(page, 'Could not be checked: HTTP 503.', '.fresh-note');
  });

  it('keeps the last response, and says when the refresh failed [A11]', async () => {
    const page = await openDetail('refreshFails', 'completed');
    await page.locator('::-p-aria([name="Refresh"][role="button"])').click();
    await page.waitForSelector('.detail[data-status="error"]');
    await advance(page, 10_000);
    await waitForText(page, 'Refresh failed 10 s ago: HTTP 503', '.status-tab');
    expect(await textOf(page, '.detail-head')).toContain('v3');
    await waitForText(page, '24,582 → 3,441', '.tokens-card');
    expect(await page.$$eval('[role="alert"]', (notes) => notes.length)).toBe(1);
  });

  it('shows an id as unknown that only a status "none" knows', async () => {
    const page = await openDetail('noneUnknown', 'unknown');
    await waitForText(page, 'Conversation not found', '.status-tab');
    expect(await textOf(page, '.detail')).not.toContain('Synap has this conversation');
  });
});

describe('the demo [A16]', () => {
  it('shows sample data: no cloud, no HTTP status, no time it took', async () => {
    const page = await openDetail('demo', 'completed');
    await waitForText(page, 'Sample data', '.run-card');
    await waitForText(page, 'sample data', '.detail-foot');
    expect(await textOf(page, '.detail')).not.toMatch(/cloud|\b200\b|\d ms/);
  });
});

describe('odd states', () => {
  it.each([
    ['notFound', 'unknown', 'Conversation not found'],
    ['unavailable', 'error', 'Synap is unavailable'],
    ['loading', 'loading', 'Loading'],
    ['noKey', 'error', 'Try the demo'],
    ['poor', 'completed', 'Token counts not provided'],
    ['gaveUp', 'in_progress', "this run didn't finish in time"],
  ])('shows %s as %s', async (story, state, words) => {
    const page = await openDetail(story, state);
    await waitForText(page, words);
  });
  it('shows a word that it does not know as it is', async () => {
    const page = await openDetail('unknownWord', 'unknown');
    await waitForText(page, 'arch⟨U+202E⟩ived<b>', '.status-chip');
  });
  it('tries again by itself after a rate limit', async () => {
    const page = await openDetail('rateLimited', 'error');
    await waitForText(page, 'Retrying in');
    await advance(page, 50_000);
    await page.waitForSelector('.detail[data-status="completed"]');
  });
  it('tells a change of the state', async () => {
    const page = await openDetail('running', 'in_progress');
    const told = { part: STATUS, answer: answer(status('completed'), { retrievedAt: NOW + 1000 }) };
    await advance(page, 1_000);
    await page.evaluate(
      (answered, id) =>
        window.__story?.backend.push({ type: 'answered', profileId: 'default', conversationId: id, ...answered }),
      told,
      ID,
    );
    await page.waitForSelector('.detail[data-status="completed"]');
    await waitForText(page, 'State: Completed', '.detail-state');
  });
});

describe('keys', () => {
  it('refresh, watch and copy, but not while typing', async () => {
    const page = await openDetail('completed', 'completed');
    const before = (await asked(page, 'status')).length;
    await page.keyboard.press('r');
    await page.waitForFunction(
      (count) => (window.__story?.backend.calls.filter((call) => call.name === 'status').length ?? 0) > count,
      {},
      before,
    );
    expect((await asked(page, 'status')).at(-1)).toMatchObject({ mode: 'fresh', priority: 'user' });
    await page.keyboard.press('w');
    await page.waitForSelector('.watch-button[aria-pressed="true"]');
    await page.keyboard.press('c');
    expect(await copies(page)).toEqual([ID]);
    // It also says so where the user looks [C1].
    const told = await page.waitForSelector('.head-told:not(:empty)');
    expect(await told?.evaluate((node) => [node.textContent, node.getBoundingClientRect().width > 20])).toEqual([
      'Copied',
      true,
    ]);
    await openTab(page, 'summary');
    await page.type('.find-bar input', 'rcw');
    expect(await page.$eval('.find-bar input', (box) => (box as HTMLInputElement).value)).toBe('rcw');
    expect(await copies(page)).toEqual([ID]);
  });
  it('move between tabs with the arrows', async () => {
    const page = await openDetail('completed', 'completed');
    await page.focus(`#tab-status-${ID}`);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector(`#tab-summary-${ID}[aria-selected="true"]`);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`tab-summary-${ID}`);
    await page.keyboard.press('End');
    await page.waitForSelector(`#tab-raw-${ID}[aria-selected="true"]`);
  });
  it('find has its field before the next key, from a tab without one as well', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'summary');
    await openTab(page, 'status');
    const isReady = await page.evaluate(async () => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve));
      return document.activeElement?.matches('.find-bar input') ?? false;
    });
    expect(isReady).toBe(true);
    // It takes the focus once: not from a tab that is chosen later.
    await page.focus(`#tab-summary-${ID}`);
    await page.keyboard.press('End');
    await page.waitForSelector(`#tab-raw-${ID}[aria-selected="true"]`);
    await page.waitForSelector('.find-bar input');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`tab-raw-${ID}`);
  });
  it('find inside', async () => {
    const page = await openDetail('completed', 'completed');
    await page.keyboard.down('Control');
    await page.keyboard.press('f');
    await page.keyboard.up('Control');
    await page.waitForFunction(() => document.activeElement?.matches('.find-bar input'));
    await page.keyboard.type('floor');
    await waitForText(page, '1 of ', '.find-bar');
    const count = await page.$$eval('mark', (marks) => marks.length);
    expect(count).toBeGreaterThanOrEqual(2);
    await page.keyboard.press('Enter');
    await waitForText(page, `2 of ${count}`, '.find-bar');
    await page.keyboard.press('Escape');
    await page.waitForSelector('mark', { hidden: true });
  });
});

it('a status of an unknown word is of the version that it names', async () => {
  const page = await openDetail('archived', 'unknown');
  await waitForText(page, '3 (latest)', '.run-card');
  expect(await textOf(page, '.run-card')).toContain('balanced');
});

describe('header', () => {
  it('exports', async () => {
    const page = await openDetail('completed', 'completed');
    await waitForText(page, 'Compacted v3 · balanced · 24,582', '.status-line');
    const choose = async (label: string) => {
      await page.click('.head-actions .menu-button > button');
      await page.locator(`[role="menuitem"]::-p-text(${label})`).click();
      await page.waitForSelector('[role="menu"]', { hidden: true });
    };
    await choose('Copy status line');
    await choose('Copy as cURL');
    await page.waitForFunction(() => window.__story?.shell.copies.length === 2);
    await choose('Download JSON');
    await page.waitForFunction(() => window.__story?.shell.downloads.length === 1);
    const [line, curl] = await copies(page);
    expect(line).toMatch(/^Compacted v3 · balanced · 24,582 → 3,441 tokens \(kept 14%\) · score 0\.91 · \d min ago$/);
    expect(curl).toContain('$SYNAP_API_KEY');
    const [file] = await page.evaluate(() => window.__story?.shell.downloads ?? []);
    expect(JSON.parse(file?.text ?? '')).toMatchObject({
      conversation_id: ID,
      status: { answer: { state: 'completed' } },
    });
  });
  it('closes its menu with Escape and gives the focus back', async () => {
    const page = await openDetail('completed', 'completed');
    await page.click('.head-actions .menu-button > button');
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-haspopup') === 'menu');
    expect(await page.$('[role="menu"]')).toBeNull();
  });
});
