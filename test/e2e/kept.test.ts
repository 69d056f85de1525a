import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Frame } from 'puppeteer-core';
import { describe, expect, it as plain } from 'vitest';
import { setDevtoolsTheme } from '../support/browser/panel.ts';
import { until } from '../support/browser/until.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { BARE, lookUp } from '../support/e2e/panel-page.ts';
import { openTab, press, says } from '../support/e2e/view.ts';

/** Long conversations, where they are at hand; they are no part of the repository. */
const DATA = process.env['SYNAP_DATA'] ?? join(import.meta.dirname, '../../../shared/data');

const it = testsWith({ own: { emulation: existsSync(DATA) ? { dataDir: DATA } : {} } });

const count = (frame: Frame, selector: string) => frame.$$eval(selector, (all) => all.length);

/** Opens the tab, and gives it the archive as a file, as its user does. */
async function openKept(frame: Frame, file: string): Promise<void> {
  await openTab(frame, 'Kept & lost');
  await frame.waitForSelector('.kept-view');
  await press(frame, 'Add…');
  const input = await frame.waitForSelector('dialog input[type="file"]');
  await input?.uploadFile(file);
  await frame.waitForSelector('dialog .btn.primary[aria-disabled="false"]');
  await frame.locator('dialog .btn.primary').click();
  await frame.waitForFunction(() => !document.querySelector('dialog[open]'));
  await frame.waitForSelector('.fate-lost');
}

async function faults(frame: Frame): Promise<string[]> {
  await frame.evaluate(`${axe.source}; undefined`);
  // On a busy machine it looks for longer than a view may take to answer.
  await frame.evaluate(() => {
    Reflect.deleteProperty(globalThis, 'faults');
    void window.axe.run('.kept-tab', { resultTypes: ['violations'] }).then(({ violations }) => {
      const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`));
      Reflect.set(globalThis, 'faults', faults);
    });
  });
  const told = () => frame.evaluate(() => Reflect.get(globalThis, 'faults') as string[] | undefined);
  return until(told, 'the faults to be told');
}

describe('Kept & lost of a real conversation', () => {
  if (!existsSync(DATA)) {
    plain('is absent', () => process.stderr.write('real data: absent\n'));
    return;
  }
  const archive = (id: string) => {
    const names = readdirSync(join(DATA, 'conversations')).map((name) => join(DATA, 'conversations', name));
    return names.find((name) => readFileSync(name, 'utf8').includes(id)) ?? '';
  };

  it('is told from its messages: verdict, fates, sources; by mouse and keyboard', async ({ rig, world, inspect }) => {
    const [conversation] = world.conversations();
    if (!conversation) throw new Error('the data holds no conversation');
    const total = conversation.messages.length;
    const panel = await inspect(BARE);
    const { frame, devtools } = panel;
    await lookUp(frame, conversation.id, 'completed');
    await openTab(frame, 'Kept & lost');
    // Synap itself only returns the recent ones.
    await says(frame, 'None of the compacted messages is known yet');
    await openKept(frame, archive(conversation.id));
    await says(frame, new RegExp(`${total} of ${total} messages · from Synap, file`));
    await says(frame, /Kept \d+ of \d+ specifics · \d+ commitments? lost · \d+ statements? without a source/);
    await says(frame, 'Compared by words, in this browser. Likely, not certain.');

    // Only rows near the view are drawn.
    await frame.locator('.kept-chip::-p-text(All)').click();
    await until(async () => (await count(frame, '.kept-messages .row-list-row')) > 20, 'the messages');
    expect(await count(frame, '.kept-messages .row-list-row')).toBeLessThan(200);

    // A statement lights its message, and leads to it.
    await frame.locator('.kept-statements .row-list-row .kept-place').hover();
    await frame.waitForSelector('.kept-messages .row-list-row:has(> .is-lit)');
    await frame.locator('.kept-statements .row-list-row .kept-place').click();
    // Without a display, a toolbox of Firefox in a window of its own never has the focus.
    if (rig.extension.engine === 'chromium') {
      await frame.waitForSelector('.kept-messages .row-list-row:focus');
      await devtools.keyboard.press('ArrowDown');
      await frame.waitForSelector('.kept-messages .row-list-row:focus + .row-list-row');
      await devtools.keyboard.press('l');
      await frame.waitForSelector('.kept-messages .fate-lost:focus');
    }

    for (const theme of ['light', 'dark'] as const) {
      await setDevtoolsTheme(panel, theme);
      expect(await faults(frame), theme).toEqual([]);
    }
    for (const [width, height, isOneScroller] of [
      [1280, 800, false],
      [1280, 300, false],
      [380, 800, true],
    ] as const) {
      await devtools.setViewport({ width, height });
      await until(() => frame.evaluate((width) => innerWidth <= width, width), `${width} px`);
      const over = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${width} × ${height}`).toBeLessThanOrEqual(0);
      expect(await frame.$eval('.kept-messages .row-list', (list) => list.clientHeight)).toBeGreaterThan(80);
      // Side by side, each column scrolls by itself, and the tab does not.
      const scrolls = await frame.$eval('.detail-body', (body) => body.scrollHeight > body.clientHeight + 1);
      expect(scrolls, `${width} × ${height}`).toBe(isOneScroller);
    }
  });
});
