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
