import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { chatPath, ON_PAGE } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { visitDemo } from '../support/e2e/panel-page.ts';
import { requests, type Rig } from '../support/e2e/rig.ts';
import {
  alerts,
  alertWith,
  click,
  fill,
  find,
  has,
  press,
  says,
  shown,
  shows,
  textOf,
  valueOf,
} from '../support/e2e/view.ts';

const it = testsWith();

async function visit(rig: Rig, path: string): Promise<Page> {
  const page = await visitDemo(rig, path);
  rig.emulator.world.log.clear();
  return page;
}

async function popupOver(rig: Rig, path: string): Promise<Page> {
  return rig.extension.openPopup(await visit(rig, path));
}

/** The name of what has the focus. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
}

describe('the id box', () => {
  it('has the focus at once and sends nothing for what is no id', async ({ rig }) => {
    const popup = await popupOver(rig, '/demo/');
    await until(async () => (await focused(popup)) === 'Conversation id', 'the focus');
    expect(await valueOf(popup, 'Conversation id')).toBe('');
    await fill(popup, 'Conversation id', '5537b6c6-fb4a');
    await press(popup, 'Look up');
    await alertWith(popup, 'Too short for a conversation ID: 12 of 32 hex digits. Nothing was sent.');
    await fill(popup, 'Conversation id', 'the id that I was sent');
    await popup.keyboard.press('Enter');
    await alertWith(popup, 'No conversation ID in this text.');
    expect(await shown(popup)).toBeNull();
    expect(requests(rig)).toEqual([]);
  });

  it('offers the ids of a pasted text, and takes the one that is chosen', async ({ rig }) => {
    const popup = await popupOver(rig, '/demo/');
    await fill(popup, 'Conversation id', `compare ${IDS.fresh} with {"id":"${IDS.failed}"}`);
    await says(popup, '2 conversation IDs in this text. Which one?');
    expect(requests(rig)).toEqual([]);
    await press(popup, IDS.failed);
    await shows(popup, { id: IDS.failed, status: 'failed', source: 'cloud' });
    expect(await valueOf(popup, 'Conversation id')).toBe(IDS.failed);
    expect(requests(rig, new RegExp(IDS.fresh))).toEqual([]);
  });

  it("is filled from the page's URL, and the answer comes by itself", async ({ rig }) => {
    const popup = await popupOver(rig, chatPath());
    await shows(popup, { id: IDS.inProgress, status: 'in_progress', source: 'cloud' });
    await until(async () => (await focused(popup)) === 'Conversation id', 'the focus');
    expect(await valueOf(popup, 'Conversation id')).toBe(IDS.inProgress);
    await says(popup, /Run running for/);
  });

  it('is filled from the selection rather than from the URL', async ({ rig }) => {
    const page = await visit(rig, chatPath(IDS.fresh));
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('#pinned') ?? document.body));
    expect(await page.evaluate(() => String(getSelection()))).toContain(IDS.stale);
    const popup = await rig.extension.openPopup(page);
    await shows(popup, { id: IDS.stale, status: 'completed' });
    expect(await valueOf(popup, 'Conversation id')).toBe(IDS.stale);
    await says(popup, 'Stale');
    expect(requests(rig, new RegExp(IDS.fresh))).toEqual([]);
  });

  it('takes an id typed in another spelling', async ({ rig }) => {
    const popup = await popupOver(rig, '/demo/');
    await fill(popup, 'Conversation id', ` {${IDS.fresh.toUpperCase()}} `);
    await popup.keyboard.press('Enter');
    await shows(popup, { id: IDS.fresh, status: 'completed' });
  });
});

describe('the ids on the page', () => {
  it('are all listed with their names, and one click answers', async ({ rig }) => {
    const popup = await popupOver(rig, chatPath());
    // The list moves when the answer comes.
    await shows(popup, { id: IDS.inProgress, status: 'in_progress' });
    await says(popup, /on this page/i);
    const more = await until(
      async () => /Show \d+ more/.exec(await textOf(popup))?.[0],
      'the list to be longer than it shows',
    );
    await press(popup, more);
    for (const { id, label } of ON_PAGE) {
      const row = await popup.waitForSelector(`button[title="${id}"]`);
      expect(await row?.evaluate((button) => button.textContent)).toContain(label ?? id);
    }
    await click(popup, `button[title="${IDS.threeVersions}"]`);
    await shows(popup, { id: IDS.threeVersions, status: 'completed', source: 'cloud' });
    await says(popup, /Compacted v3/);
    expect(await valueOf(popup, 'Conversation id')).toBe(IDS.threeVersions);
  });

  it('are none on a page of the browser, which is plainly said [F57]', async ({ rig }) => {
    const popup = await rig.extension.openPopup(await rig.extension.visit(rig.extension.browserPage));
    await says(popup, /This page can't be scanned\s+Extensions can't run on browser pages/);
    expect(await alerts(popup)).toEqual([]);
    await fill(popup, 'Conversation id', IDS.fresh);
    await press(popup, 'Look up');
    await shows(popup, { id: IDS.fresh, status: 'completed' });
  });
});

describe('the answer', () => {
  it('is painted from the cache at once, then asked for anew', async ({ rig }) => {
    const first = await popupOver(rig, chatPath(IDS.qualityWarning));
    await shows(first, { id: IDS.qualityWarning, status: 'completed', source: 'cloud' });
    await says(first, /cloud · (just now|\d+ s ago)/);
    await first.close();
    rig.emulator.world.faults.add({ path: `conversations/${IDS.qualityWarning}`, fault: { hold: true } });
    const second = await popupOver(rig, chatPath(IDS.qualityWarning));
    await shows(second, { id: IDS.qualityWarning, status: 'completed', source: 'cache' });
    await until(() => rig.emulator.world.faults.heldCount > 0, 'the question to Synap');
    expect(await shown(second)).toMatchObject({ source: 'cache' });
    rig.emulator.world.faults.clear();
    await shows(second, { id: IDS.qualityWarning, status: 'completed', source: 'cloud' });
  });

  it('to a popup that was closed in mid-request is cached all the same [F91]', async ({ rig }) => {
    const { faults } = rig.emulator.world;
    const held = faults.add({ path: `conversations/${IDS.exotic}/compaction/status`, fault: { hold: true } });
    const first = await popupOver(rig, chatPath(IDS.exotic));
    await until(() => faults.heldCount === 1, 'the status to be asked for');
    expect(await shown(first)).toMatchObject({ id: IDS.exotic, status: 'loading' });
    await first.close();
    faults.clear(held);
    // From here on Synap answers nothing more: what is shown can only be what came after the popup was gone.
    faults.add({ path: `conversations/${IDS.exotic}`, fault: { hold: true } });
    const asCached = async () => {
      const second = await popupOver(rig, chatPath(IDS.exotic));
      await until(() => faults.heldCount > 0, 'the second popup to ask');
      const seen = await shown(second);
      await second.close();
      return seen?.status === 'completed' && seen.source === 'cache';
    };
    await until(asCached, 'the answer to be in the cache');
  });

  it('can be watched', async ({ rig }) => {
    const popup = await popupOver(rig, chatPath());
    await shows(popup, { status: 'in_progress' });
    await press(popup, 'Watch');
    const button = await find(popup, 'Watch');
    await until(() => button.evaluate((it) => it.getAttribute('aria-pressed') === 'true'), 'the star to be set');
    await until(async () => (await rig.extension.badge()).text === '1', 'the run on the badge');
    await press(popup, 'Watch');
    await until(() => button.evaluate((it) => it.getAttribute('aria-pressed') === 'false'), 'the star to be taken off');
  });

  it('opens in full, in a tab with the id in its address', async ({ rig }) => {
    const popup = await popupOver(rig, chatPath(IDS.fresh));
    await shows(popup, { id: IDS.fresh, status: 'completed' });
    // It closes as it is clicked: whether the click was answered is nobody's concern.
    const view = await rig.extension.tabOpenedBy(
      async () => void press(popup, 'Open full view').catch(() => undefined),
    );
    expect(view.url()).toBe(`${rig.extension.origin}/src/inspector/inspector.html?id=${IDS.fresh}`);
    await shows(view, { id: IDS.fresh, status: 'completed' });
  });

  it('is asked for by a click alone when lookups are not automatic', async ({ rig }) => {
    const options = await rig.extension.openPage('options');
    await press(options, 'Automatic lookups', 'checkbox');
    await says(options, 'Saved');
    await options.close();
    const popup = await popupOver(rig, chatPath(IDS.none));
    await says(popup, 'Not cached, and automatic lookups are off');
    expect(requests(rig, new RegExp(IDS.none))).toEqual([]);
    // What the page holds moves the buttons when it comes.
    await says(popup, /Show \d+ more/);
    await press(popup, 'Look up');
    await shows(popup, { id: IDS.none, status: 'none', source: 'cloud' });
    expect(await has(popup, 'Refresh')).toBe(true);
  });
});
