import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import type { MenuClick } from '../support/browser/events.ts';
import { until } from '../support/browser/until.ts';
import { chatPath, ON_PAGE } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { visitDemo } from '../support/e2e/panel-page.ts';
import { requests, type Rig } from '../support/e2e/rig.ts';
import {
  alertWith,
  documentOf,
  fill,
  find,
  openTab,
  press,
  says,
  shown,
  shows,
  textOf,
  valueOf,
} from '../support/e2e/view.ts';

/** `page`: the one that is clicked. */
const it = testsWith().extend<{ page: Page }>({ page: async ({ rig }, use) => use(await visitDemo(rig, '/demo/')) });

const viewAfter = ({ extension }: Rig, over: Page, click: MenuClick) =>
  extension.tabOpenedBy(() => extension.clickMenu(over, click));
const addressOf = ({ extension }: Rig, id: string) => `${extension.origin}/src/inspector/inspector.html?id=${id}`;

describe('the right click', () => {
  it('has its three entries from the installation on', async ({ rig }) => {
    const worker = await rig.extension.worker();
    const known = await worker.evaluate(async () => {
      const isThere = (id: string) =>
        chrome.contextMenus.update(id, {}).then(
          () => true,
          () => false,
        );
      return Promise.all(['selection', 'link', 'page', 'another'].map(isThere));
    });
    expect(known).toEqual([true, true, true, false]);
  });

  it('on a selection with an id opens its full view', async ({ rig, page }) => {
    const view = await viewAfter(rig, page, {
      menuItemId: 'selection',
      selectionText: `chat ${IDS.fresh.toUpperCase()}, as agreed`,
    });
    expect(view.url()).toBe(addressOf(rig, IDS.fresh));
    await shows(view, { id: IDS.fresh, status: 'completed' });
    // The same again brings that tab forward rather than opening another.
    const before = rig.extension.browser.targets().length;
    await rig.extension.clickMenu(page, { menuItemId: 'selection', selectionText: IDS.fresh });
    await until(() => view.evaluate(() => document.visibilityState === 'visible'), 'the open view to come forward');
    expect(rig.extension.browser.targets().length).toBe(before);
  });

  it('on a selection with two ids offers both', async ({ rig, page }) => {
    const view = await viewAfter(rig, page, {
      menuItemId: 'selection',
      selectionText: `${IDS.none} and ${IDS.failed}; ${IDS.none}`,
    });
    await says(view, 'Several conversation IDs');
    expect(await shown(view)).toBeNull();
    await find(view, IDS.none);
    await press(view, IDS.failed);
    await shows(view, { id: IDS.failed, status: 'failed' });
    expect(view.url()).toBe(addressOf(rig, IDS.failed));
  });

  it('on a selection without an id says so, with a way on', async ({ rig, page }) => {
    const view = await viewAfter(rig, page, { menuItemId: 'selection', selectionText: 'nothing in here' });
    await says(view, 'No conversation ID in the selection');
    expect(requests(rig)).toEqual([]);
    await fill(view, 'Conversation id', IDS.stale);
    await press(view, 'Look up');
    await shows(view, { id: IDS.stale, status: 'completed' });
  });

  it('on a link takes the id out of its address', async ({ rig, page }) => {
    const view = await viewAfter(rig, page, {
      menuItemId: 'link',
      linkUrl: `https://app.example/c/${IDS.threeVersions}?tab=1#end`,
      pageUrl: page.url(),
    });
    await shows(view, { id: IDS.threeVersions, status: 'completed' });
  });

  it("on a page takes the id out of the page's address", async ({ rig }) => {
    const chat = await visitDemo(rig, chatPath(IDS.exotic));
    const view = await viewAfter(rig, chat, { menuItemId: 'page' });
    await shows(view, { id: IDS.exotic, status: 'completed' });
  });

  it('on a page without one in its address offers those that it holds', async ({ rig, page }) => {
    const view = await viewAfter(rig, page, { menuItemId: 'page' });
    await says(view, 'Several conversation IDs');
    const offered = await textOf(view);
    const linked = ON_PAGE.filter(({ where }) => where === 'link');
    expect(linked.length).toBeGreaterThan(1);
    for (const { id } of linked) expect(offered).toContain(id);
    // By the names of the page, which the full view does not see [B17].
    await says(view, 'Sourdough, first try');
    await press(view, IDS.none);
    await shows(view, { id: IDS.none, status: 'none' });
    await until(async () => (await view.title()).includes('Sourdough, first try'), 'the title to name it');
  });
});

describe('the address bar', () => {
  it('opens the full view of an id after the keyword', async ({ rig }) => {
    const view = await rig.extension.tabOpenedBy(() => rig.extension.enterOmnibox(IDS.qualityWarning));
    expect(view.url()).toBe(addressOf(rig, IDS.qualityWarning));
    await shows(view, { id: IDS.qualityWarning, status: 'completed' });
  });

  it('shows a mistyped id as it was typed, and other words not at all', async ({ rig }) => {
    const mistyped = await rig.extension.tabOpenedBy(() => rig.extension.enterOmnibox(IDS.fresh.slice(1)));
    expect(await alertWith(mistyped, 'The address contains no conversation ID')).toContain(IDS.fresh.slice(1));
    const words = await rig.extension.tabOpenedBy(() => rig.extension.enterOmnibox('my chat, synap_key'));
    await says(words, 'Look up a conversation');
    expect(words.url()).not.toContain('synap_key');
  });
});

describe('the full view', () => {
  it('lives by its address alone: after a reload, after the worker was stopped, after both', async ({ rig }) => {
    const view = await rig.extension.visit(addressOf(rig, IDS.threeVersions));
    await shows(view, { id: IDS.threeVersions, status: 'completed' });
    await view.reload();
    await shows(view, { id: IDS.threeVersions, status: 'completed', source: 'cache' });
    await rig.extension.stopWorker();
    await view.reload();
    await shows(view, { id: IDS.threeVersions, status: 'completed', source: 'cache' });
    const second = await rig.extension.visit(addressOf(rig, IDS.failed));
    await shows(second, { id: IDS.failed, status: 'failed' });
    await until(
      async () => (await second.title()) === `Failed · ${IDS.failed.slice(0, 8)} · Synap Inspector`,
      'the title',
    );
  });

  it('holds no key', async ({ rig }) => {
    const view = await rig.extension.visit(addressOf(rig, IDS.threeVersions));
    await shows(view, { status: 'completed' });
    for (const tab of ['Summary', 'Prompt', 'Requests', 'Raw']) {
      await openTab(view, tab);
      expect(await documentOf(view), tab).not.toContain(rig.emulator.keys.normal);
    }
    expect(view.url()).not.toContain(rig.emulator.keys.normal);
    expect(await view.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]))).toBe(
      '[{},{},null]',
    );
  });

  it('says so when the address holds no id', async ({ rig, openView }) => {
    const view = await openView('<img src=x>junk');
    expect(await alertWith(view, 'The address contains no conversation ID')).toContain('<img src=x>junk');
    expect(await valueOf(view, 'Conversation id')).toBe('<img src=x>junk');
    expect(requests(rig)).toEqual([]);
  });
});
