import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { asked, copies, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { openVersions, row } from '../support/ui/pages/versions-page.ts';
import { ID } from '../support/ui/fixtures.ts';
import { it } from '../support/ui/story-test.ts';

const KEEP = '.must-keep';

describe('what must be kept', () => {
  it('is flagged at the top when it is lost, and where it stood', async () => {
    const page = await openVersions('three');
    await waitForText(page, '1 statement that must be kept is missing from v3', '.lost-pins');
    expect(await textOf(page, '.lost-pins')).toContain('was fact 2 in v2');
    const removed = await page.waitForSelector(row('The deposit of'));
    expect(await removed?.$eval('.chip', (chip) => chip.textContent)).toBe('must keep');
    expect(await page.$$eval(`${KEEP} .pin .pin-fate`, (all) => all.map((one) => one.textContent))).toEqual([
      'v2: ✓ kept',
      'v3: ✕ lost',
      'v2: ✓ kept',
      'v3: ✓ kept',
    ]);
  });

  it('is added by a star and by typing, for one conversation or all, and removed', async () => {
    const page = await openVersions('unpinned');
    await waitForText(page, 'Star a statement', KEEP);
    await page.evaluate(() => window.__story?.backend.answer('pins', { ok: true, value: [] }));
    await page.locator('.change.removed .change-pin').click();
    await page.type(`${KEEP} input`, 'No skylight.');
    await page.select(`${KEEP} select`, 'profile');
    await page.keyboard.press('Tab');
    await page.focus(`${KEEP} input`);
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => (window.__story?.backend.calls ?? []).filter(({ name }) => name === 'pin').length === 2,
    );
    expect(await asked(page, 'pin')).toEqual([
      { conversationId: ID, text: 'The deposit of €1,200 went to Okafor & Sons.' },
      { conversationId: null, text: 'No skylight.' },
    ]);
  });

  it('is copied as a test', async () => {
    const page = await openVersions('three');
    for (const [word, start] of [
      ['Copy as pytest', /^"""[^]*Okafor & Sons/],
      ['Copy as TypeScript test', /^\/\*\*[^]*Okafor & Sons/],
    ] as const) {
      await page.waitForSelector('.must-keep .pin');
      await page.locator('.must-keep .menu-button > button').click();
      await page.locator(`::-p-aria([name="${word}"][role="menuitem"])`).click();
      expect((await copies(page)).at(-1)).toMatch(start);
    }
  });

  it('is no longer checked once it was removed', async () => {
    const page = await openVersions('three');
    await page.waitForSelector('.lost-pins');
    await page.locator(`${KEEP} .pin.lost button`).click();
    await page.waitForFunction(() => !document.querySelector('.lost-pins'));
    expect(await asked(page, 'unpin')).toEqual([{ pinId: 'p1' }]);
  });
});

/** What each version of the time line says of the pins, newest first; '' of one that says nothing. */
const told = (page: Page) =>
  page.$$eval('.run-list button.run', (all) =>
    all.map((run) => {
      const pins = [...run.querySelectorAll('.run-pins .pin-state')];
      return [run.querySelector('b')?.textContent, ...pins.map((one) => one.textContent.trim())].join(' ');
    }),
  );
const lines = (page: Page) => page.$$eval(`${KEEP} .pin-line`, (all) => all.map((one) => one.textContent));
const CHECK = `${KEEP} .pin-check`;
const click = (page: Page, word: string) => page.locator(`${CHECK} button::-p-text(${word})`).click();

describe('every version', () => {
  it('says what it does with the pins, once it was read', async () => {
    const page = await openVersions('three');
    await waitForText(page, '1 lost', '.run-list');
    expect(await told(page)).toEqual(['v3 ✕ 1 lost ✓ 1 kept', 'v2 ✓ 2 kept', 'v1']);
    expect(await page.$eval('.run-pins .bad', (one) => (one as HTMLElement).title)).toBe(
      'Must keep, lost:\n• The deposit of €1,200 went to Okafor & Sons.',
    );
    expect(await lines(page)).toEqual(['last kept in v2']);
  });

  it('is read on request, at once where it can be, and the rest is said', async () => {
    const page = await openVersions('pinned');
    await waitForText(page, '6 versions are not loaded yet', CHECK);
    expect(await lines(page)).toEqual(['in none of the versions loaded so far']);
    await click(page, 'Check all versions');
    await waitForText(page, '1 version could not be loaded', CHECK);
    expect(await lines(page)).toEqual(['kept in v2; not all later versions are loaded']);
    await click(page, 'Check all versions');
    await waitForText(page, 'All versions are checked.', CHECK);
    expect(await lines(page)).toEqual(['last kept in v2']);
    const lost = (version: number) => `v${version} ✕ 1 lost ✓ 1 kept`;
    expect(await told(page)).toEqual([...[8, 7, 6, 5, 4, 3].map(lost), 'v2 ✓ 2 kept', 'v1 ≈ 1 reworded ✓ 1 kept']);
    expect(await page.$(`${CHECK} button`)).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('pin-check');
  });

  it('is read a few at a time, until the user cancels', async () => {
    const page = await openVersions('many');
    await waitForText(page, '48 versions are not loaded yet', CHECK);
    await page.evaluate(() => window.__story?.backend.hold('summary'));
    const before = (await asked(page, 'summary')).length;
    await click(page, 'Check all versions');
    await waitForText(page, '0 of 48 loaded', CHECK);
    expect((await asked(page, 'summary')).length - before).toBe(3);
    await click(page, 'Cancel');
    await page.evaluate(() => window.__story?.backend.release('summary'));
    await waitForText(page, '45 versions are not loaded yet', CHECK);
    expect((await asked(page, 'summary')).length - before).toBe(3);
  });

  it('is read only where something must be kept', async () => {
    const page = await openVersions('unpinned');
    await waitForText(page, 'Star a statement', KEEP);
    expect(await page.$(CHECK)).toBeNull();
    expect(await page.$('.run-pins')).toBeNull();
  });
});
