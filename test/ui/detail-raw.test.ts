import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { copies, openDetail, openTab, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { ID } from '../support/ui/fixtures.ts';
import { LOSSY_JSON, LOSSY_STATE } from '../support/ui/stories/detail.tsx';
import { it } from '../support/ui/story-test.ts';

it('shows and saves the JSON of each part', async () => {
  const page = await openDetail('completed', 'completed');
  await openTab(page, 'raw');
  await waitForText(page, '"statusWord": "completed"', '.raw-tab');
  await page.locator('.raw-tab input[value="summary"]').click();
  await waitForText(page, '"compactedTokenCount": 3441', '.raw-tab');
  await page.locator('.raw-tab ::-p-text(Download)').click();
  const [file] = await page.evaluate(() => window.__story?.shell.downloads ?? []);
  expect(file?.fileName).toBe(`synap-${ID}-summary.json`);
  expect(JSON.parse(file?.text ?? '')).toMatchObject({ version: 3 });
});

describe('[root 5] what is too long', () => {
  it('is told where it was cut, and counted as it came', async () => {
    const page = await openDetail('cut', 'failed');
    await waitForText(page, 'error_message (first 4,000 of 5,872,025 characters)');
    await openTab(page, 'summary');
    await waitForText(page, 'facts (first 4 of 2,000,000)');
    await waitForText(page, 'decisions (2 texts cut at 20,000 characters)');
    await waitForText(page, 'current_state (7,000,000 characters, not shown)');
    await waitForText(page, 'Facts 4 / 2,000,000');
    expect(await textOf(page, `#tab-summary-${ID}`)).toMatch(/^Summary ?2,?000,?004$/);
    await page.click('.summary-items-head button');
    await page.waitForFunction(() => window.__story?.shell.copies.length === 1);
    expect((await copies(page))[0]).toMatch(/… and 1,?999,?996 more$/);
  });
});

describe('[T07] what was received', () => {
  const saved = (page: Page) => page.evaluate(() => window.__story?.shell.downloads ?? []);

  it('is the raw text, on the screen, copied and saved', async () => {
    const page = await openDetail('lossy', 'completed');
    await openTab(page, 'raw');
    await page.locator('.raw-tab input[value="summary"]').click();
    await page.waitForFunction((text) => document.querySelector('.raw-tab pre')?.textContent === text, {}, LOSSY_JSON);
    await page.locator('.raw-tab ::-p-text(Copy)').click();
    await page.locator('.raw-tab ::-p-text(Download)').click();
    await page.waitForFunction(() => window.__story?.shell.copies.length === 1);
    expect(await copies(page)).toEqual([LOSSY_JSON]);
    expect((await saved(page))[0]?.text).toBe(LOSSY_JSON);
  });

  it('is a tree of numbers and keys as they were written', async () => {
    const page = await openDetail('lossy', 'completed');
    await openTab(page, 'raw');
    await page.locator('.raw-tab input[value="summary"]').click();
    await page.locator('.raw-tab input[value="tree"]').click();
    const asWritten =
      /order_id 12345678901234567890\s?price 19\.90\s?limit 1e400\s?.*10 pay\s?9 check\s?.*kept true\s?version 3\s?version 4/;
    await page.waitForSelector('.json-tree-branch');
    expect(await textOf(page, '.raw-tab > div:last-child')).toMatch(asWritten);
    await openTab(page, 'summary');
    await waitForText(page, 'order_id 12345678901234567890', '.state-tree');
    expect(await textOf(page, '.state-tree')).toMatch(/10 pay\s?9 check/);
    await page.locator('.state-tree button').click();
    await page.waitForFunction(() => window.__story?.shell.copies.length === 1);
    expect((await copies(page))[0]?.replaceAll(/\n\s*|(?<=:) /g, '')).toBe(LOSSY_STATE);
  });

  it('is what an export holds', async () => {
    const page = await openDetail('lossy', 'completed');
    await waitForText(page, 'Completed');
    await openTab(page, 'summary');
    await waitForText(page, 'order_id', '.state-tree');
    await page.click('.head-actions .menu-button > button');
    await page.locator('[role="menuitem"]::-p-text(Download JSON)').click();
    await page.waitForFunction(() => window.__story?.shell.downloads.length === 1);
    const text = (await saved(page))[0]?.text ?? '';
    expect(JSON.parse(text)).toMatchObject({ conversation_id: ID, summary: { answer: { version: 4 } } });
    expect(text.replaceAll(/\n\s*|(?<=:) /g, '')).toContain(LOSSY_STATE);
  });
});
