import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { ID, MINUTE, requestEntry } from '../support/ui/fixtures.ts';
import { asked, openDetail, openTab, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { openPanel, waitForLabels } from '../support/ui/pages/list-page.ts';
import { advance } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

async function openDialog(story: string): Promise<Page> {
  const page = await openDetail(story, 'completed');
  await page.click('.head-actions .compact-button');
  await page.waitForSelector('dialog[open]');
  await waitForText(page, 'Balance: 1,240 credits.', 'dialog');
  return page;
}

describe('the Compact dialog', () => {
  it("tells the price of the run by Synap's estimate [B10]", async () => {
    const page = await openDialog('priced');
    await waitForText(page, 'Costs about 25 credits (24,610 tokens). Balance: 1,240 credits.', 'dialog');
    expect(await asked(page, 'estimate')).toEqual([{ units: 24_610 }]);
  });

  it('tells what the chosen run would save, and when it is paid back', async () => {
    const page = await openDialog('priced');
    expect(await textOf(page, 'dialog')).not.toContain('Expected to save');
    await page.type('dialog .field', '1000');
    await waitForText(page, 'Expected to save 2,469 tokens per turn, ≈ $0.0074.', 'dialog');
    await waitForText(page, 'Paid back after about 4 turns.', 'dialog');
  });

  it('makes no price up where Synap gives none', async () => {
    const page = await openDialog('unpriced');
    await waitForText(page, 'This costs credits.', 'dialog');
    expect(await textOf(page, 'dialog')).not.toMatch(/Costs about|Paid back/);
  });
});

describe('the Status tab', () => {
  it('tells what a turn costs with and without the summary, and what newer messages cost', async () => {
    const page = await openDetail('priced', 'completed');
    await waitForText(page, 'Without the summary≈ 24,610 tokens≈ $0.074', '.money-card');
    await waitForText(page, 'With the summary≈ 3,469 tokens≈ $0.01', '.money-card');
    await waitForText(page, 'of which newer messages≈ 28 tokens<$0.0001', '.money-card');
    await waitForText(page, 'A new runabout 25 credits', '.money-card');
  });

  it('asks for no price while the summary is fresh', async () => {
    const page = await openDetail('completed', 'completed');
    await waitForText(page, 'With the summary3,441 tokens', '.money-card');
    expect(await asked(page, 'estimate')).toEqual([]);
  });

  it('before a first compaction, tells what a turn and the run cost', async () => {
    const page = await openDetail('none', 'none');
    await waitForText(page, 'Every message, in full', '.money-card');
    await waitForText(page, 'A new runabout 25 credits', '.money-card');
  });
});

describe('the Prompt tab', () => {
  it('tells until when an app may still read what was there before the run', async () => {
    const page = await openDetail('completed', 'completed');
    await openTab(page, 'prompt');
    await waitForText(page, 'Your app may lag. Until ', '.sdk-lag');
    await waitForText(page, '(for another 3 min)', '.sdk-lag');
    await advance(page, 3 * MINUTE);
    await page.waitForSelector('.sdk-lag', { hidden: true });
  });
});

describe("the panel's bar", () => {
  it('shows the credits left in amber and with a word when they are low', async () => {
    const page = await openPanel('poor');
    await waitForText(page, '8 credits· low', '.credits-left');
    expect(await page.$eval('.credits-left', (node) => node.className)).toContain('is-low');
    expect(await asked(page, 'balance')).toEqual([{ priority: 'automatic' }]);
  });

  it('looks again after a compaction, and only then', async () => {
    const page = await openPanel('poor');
    await waitForText(page, '8 credits· low', '.credits-left');
    const tell = (entry: ReturnType<typeof requestEntry>) =>
      page.evaluate((told) => window.__story?.backend.push({ type: 'logged', entries: [told], budget: null }), entry);
    await tell(requestEntry({ id: 'r2', call: 'status' }));
    await tell(requestEntry({ id: 'r3', call: 'compact', method: 'POST' }));
    await waitForText(page, '7 credits· low', '.credits-left');
    await page.evaluate(
      (conversationId) => window.__story?.backend.push({ type: 'invalidated', profileId: 'default', conversationId }),
      ID,
    );
    await waitForText(page, '6 credits· low', '.credits-left');
    expect(await asked(page, 'balance')).toHaveLength(3);
  });

  it('shows nothing while the credits are unknown, in the demo or without a key', async () => {
    for (const name of ['full', 'noKey', 'demo']) {
      const page = await openPanel(name);
      await waitForLabels(page, name === 'demo' ? 2 : 9);
      expect(await page.$('.credits-left'), name).toBeNull();
      expect(await asked(page, 'balance'), name).toEqual([]);
    }
  });
});
