/** The state that the panel restores after it was closed, and what it opens by itself. */
import type { Frame } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { CURRENT_ID } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { BARE, choose, listed, lists, selected } from '../support/e2e/panel-page.ts';
import { click, press, says, shows } from '../support/e2e/view.ts';

const it = testsWith();

const pressed = (frame: Frame, name: string) =>
  frame.$eval(`button[aria-label="${name}"]`, (button) => button.getAttribute('aria-pressed'));

describe('the panel, opened again [B3]', () => {
  it('is set up as it was left, on this origin alone', async ({ inspectLoaded, pages }) => {
    pages.served.set('/', `<a href="/c/${IDS.fresh}">Support: rate limits</a>`);
    // The traffic that told of more is forgotten where DevTools really close.
    const panel = await inspectLoaded();
    const { page } = panel;
    let { frame } = panel;
    await lists(frame, IDS.threeVersions);
    await click(frame, '.list-head [data-sort="label"]');
    await press(frame, 'Preserve list');
    await choose(frame, IDS.threeVersions);
    await shows(frame, { id: IDS.threeVersions });
    const order = await listed(frame);
    frame = await panel.reopen();
    await shows(frame, { id: IDS.threeVersions });
    expect(await selected(frame)).toBe(IDS.threeVersions);
    expect(await pressed(frame, 'Sort by conversation label')).toBe('true');
    expect(await pressed(frame, 'Preserve list')).toBe('true');
    await until(async () => (await listed(frame)).join() === order.join(), 'the order by label');
    frame = await panel.reopen(() => page.goto(pages.origin));
    await lists(frame, IDS.fresh);
    expect(await pressed(frame, 'Preserve list')).toBe('false');
    expect(await pressed(frame, 'Sort by last changed')).toBe('true');
  });
});

describe('by itself [B16]', () => {
  it('opens the conversation that the address names', async ({ inspect }) => {
    const { frame } = await inspect();
    await shows(frame, { id: CURRENT_ID });
    expect(await selected(frame)).toBe(CURRENT_ID);
  });

  it('opens nothing where there are no ids, and says so once', async ({ inspect }) => {
    const { frame } = await inspect(BARE);
    await says(frame, 'No conversation IDs on this page');
    expect(await frame.$('[role=listbox]')).toBe(null);
    expect(await frame.$$('.empty-state')).toHaveLength(1);
  });
});
