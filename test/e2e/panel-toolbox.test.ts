/** The panel among the tools of DevTools: docked elsewhere, hidden behind another tool, and the keys that both know. */
import type { Frame, Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import type { OpenPanel } from '../support/browser/panel.ts';
import type { Toolbox } from '../support/browser/toolbox.ts';
import { until } from '../support/browser/until.ts';
import { CURRENT_ID } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { choose, lists, settles, visitDemo } from '../support/e2e/panel-page.ts';
import { openTab, press, shows } from '../support/e2e/view.ts';

interface Docked extends OpenPanel {
  page: Page;
  toolbox: Toolbox;
}

const it = testsWith().extend<{ docked: Docked }>({
  docked: async ({ rig: { extension }, rig }, use) => {
    const page = await visitDemo(rig);
    // Where it is docked, Chromium's driver does not know where to click; in a window, Firefox's has no keys.
    const panel = await extension.openPanel(page, { dock: extension.engine === 'firefox' ? 'bottom' : 'undocked' });
    await use({ page, ...panel, toolbox: extension.toolbox(page, panel) });
    await extension.closePanel(page);
  },
});

const SEEN_IN_TRAFFIC = { text: 'network' };
const chosenTab = (frame: Frame) =>
  frame.$eval('[role="tab"][aria-selected="true"]', (tab) => (tab.textContent ?? '').replace(/\d+$/, ''));
const focused = (frame: Frame) => frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

describe('DevTools that are docked elsewhere', () => {
  it('leave the panel its conversation, the tab, and what the traffic told', async ({ docked, rig }) => {
    const { page, toolbox } = docked;
    await page.reload();
    await page.waitForSelector('html[data-ready]');
    await lists(docked.frame, CURRENT_ID, SEEN_IN_TRAFFIC);
    await settles(docked.frame);
    await choose(docked.frame, IDS.threeVersions);
    await shows(docked.frame, { id: IDS.threeVersions, status: 'completed' });
    await openTab(docked.frame, 'Summary');
    await until(async () => (await chosenTab(docked.frame)) === 'Summary', 'the tab Summary');
    for (const side of ['right', 'bottom'] as const) {
      const frame = await toolbox.dock(side);
      await shows(frame, { id: IDS.threeVersions, status: 'completed' });
      await until(async () => (await chosenTab(frame)) === 'Summary', `the tab Summary, docked ${side}`);
      await lists(frame, CURRENT_ID, SEEN_IN_TRAFFIC);
    }
    expect(await rig.extension.errors()).toEqual([]);
  });
});

describe('a panel behind another tool', () => {
  /** Notes when a scan begins. */
  const watchScans = (frame: Frame) =>
    frame.evaluate(() => {
      const button = document.querySelector('.panel-scan');
      if (!button) throw new Error('no button to scan with');
      const note = () => {
        if (button.classList.contains('is-busy'))
          button.setAttribute('data-scans', String(Number(button.getAttribute('data-scans')) + 1));
      };
      new MutationObserver(note).observe(button, { attributeFilter: ['class'] });
    });
  const scans = (frame: Frame) => frame.$eval('.panel-scan', (button) => Number(button.getAttribute('data-scans')));
  const changePage = (page: Page) =>
    page.evaluate(() => {
      document.body.append(document.createElement('p'));
    });

  it('scans nothing, and goes on when it is shown again', async ({ docked: { page, frame, toolbox } }) => {
    await lists(frame, IDS.threeVersions);
    await watchScans(frame);
    await changePage(page);
    const begun = Date.now();
    await until(async () => (await scans(frame)) > 1, 'scans of the page in view', 60_000);
    const usual = Date.now() - begun;
    await toolbox.leave();
    // One may have begun before the panel heard of it.
    let last = await scans(frame);
    let since = Date.now();
    await until(
      async () => {
        const now = await scans(frame);
        if (now !== last) [last, since] = [now, Date.now()];
        return Date.now() - since > 2 * usual;
      },
      'twice the time of two scans without any',
      120_000,
    );
    await toolbox.comeBack();
    await until(async () => (await scans(frame)) > last, 'a scan after it is shown again', 60_000);
  });
});

describe('an Escape that the panel handles', () => {
  it('opens nothing of DevTools and leaves the focus', async ({ docked: { devtools, frame, toolbox } }) => {
    await lists(frame, IDS.threeVersions, { text: 'kept' });
    const filter = () => frame.$eval('.list-filter input', (box) => (box as HTMLInputElement).value);
    await frame.focus('.list-filter input');
    await devtools.keyboard.type('sourdough');
    await until(async () => (await filter()) === 'sourdough', 'the filter');
    await devtools.keyboard.press('Escape');
    await until(async () => (await filter()) === '', 'an empty filter');
    await until(async () => (await focused(frame)) === 'Conversations', 'the focus on the list');
    await press(frame, 'Keyboard shortcuts');
    await frame.waitForSelector('dialog[open]');
    await devtools.keyboard.press('Escape');
    await until(async () => (await frame.$('dialog')) === null, 'the sheet to close');
    expect(await toolbox.hasDrawer()).toBe(false);
  });
});

describe('a panel opens', () => {
  it('the options in a tab', async ({ docked: { frame }, rig: { extension } }) => {
    const options = await extension.tabOpenedBy(() => press(frame, 'Settings'));
    expect(new URL(options.url()).pathname).toBe('/src/options/options.html');
  });
});
