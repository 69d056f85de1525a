import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MenuClick } from '../support/browser/events.ts';
import { until } from '../support/browser/until.ts';
import { chatPath, ON_PAGE } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { giveKey, requests, startRig, tabOpenedBy, type Rig } from '../support/e2e/rig.ts';
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

let rig: Rig;
let page: Page;

beforeAll(async () => {
  rig = await startRig();
  await giveKey(rig);
});
afterAll(() => rig.close());
beforeEach(async () => {
  page = await visit('/demo/');
});
afterEach(async () => {
  for (const open of (await rig.extension.browser.pages()).slice(1)) await open.close();
});

async function visit(path: string): Promise<Page> {
  const visited = await rig.extension.visit(rig.emulator.httpOrigin + path);
  await visited.waitForSelector('html[data-ready]');
  return visited;
}

const viewAfter = (click: MenuClick, over = page) =>
  tabOpenedBy(rig.extension, () => rig.extension.clickMenu(over, click));
const addressOf = (id: string) => `${rig.extension.origin}/src/inspector/inspector.html?id=${id}`;

describe('the right click', () => {
  it('has its three entries from the installation on', async () => {
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

  it('on a selection with an id opens its full view', async () => {
    const view = await viewAfter({
      menuItemId: 'selection',
      selectionText: `chat ${IDS.fresh.toUpperCase()}, as agreed`,
    });
    expect(view.url()).toBe(addressOf(IDS.fresh));
    await shows(view, { id: IDS.fresh, status: 'completed' });
    // The same again brings that tab forward rather than opening another.
    const before = rig.extension.browser.targets().length;
    await rig.extension.clickMenu(page, { menuItemId: 'selection', selectionText: IDS.fresh });
    await until(() => view.evaluate(() => document.visibilityState === 'visible'), 'the open view to come forward');
    expect(rig.extension.browser.targets().length).toBe(before);
  });

  it('on a selection with two ids offers both', async () => {
    const view = await viewAfter({
      menuItemId: 'selection',
      selectionText: `${IDS.none} and ${IDS.failed}; ${IDS.none}`,
    });
    await says(view, 'Several conversation ids');
    expect(await shown(view)).toBeNull();
    await find(view, IDS.none);
    await press(view, IDS.failed);
    await shows(view, { id: IDS.failed, status: 'failed' });
    expect(view.url()).toBe(addressOf(IDS.failed));
  });

  it('on a selection without an id says so, with a way on', async () => {
    rig.emulator.world.log.clear();
    const view = await viewAfter({ menuItemId: 'selection', selectionText: 'nothing in here' });
    await says(view, 'No conversation id in the selection');
    expect(requests(rig)).toEqual([]);
    await fill(view, 'Conversation id', IDS.stale);
    await press(view, 'Look up');
    await shows(view, { id: IDS.stale, status: 'completed' });
  });

  it('on a link takes the id out of its address', async () => {
    const view = await viewAfter({
      menuItemId: 'link',
      linkUrl: `https://app.example/c/${IDS.threeVersions}?tab=1#end`,
      pageUrl: page.url(),
    });
    await shows(view, { id: IDS.threeVersions, status: 'completed' });
  });

  it("on a page takes the id out of the page's address", async () => {
    const chat = await visit(chatPath(IDS.envelope));
    const view = await viewAfter({ menuItemId: 'page' }, chat);
    await shows(view, { id: IDS.envelope, status: 'completed' });
  });

  it('on a page without one in its address offers those that it holds', async () => {
    const view = await viewAfter({ menuItemId: 'page' });
    await says(view, 'Several conversation ids');
    const offered = await textOf(view);
    const linked = ON_PAGE.filter(({ where }) => where === 'link');
    expect(linked.length).toBeGreaterThan(1);
    for (const { id } of linked) expect(offered).toContain(id);
    await press(view, IDS.none);
    await shows(view, { id: IDS.none, status: 'none' });
  });
});

describe('the address bar', () => {
  it('opens the full view of an id after the keyword', async () => {
    const view = await tabOpenedBy(rig.extension, () => rig.extension.enterOmnibox(IDS.qualityWarning));
    expect(view.url()).toBe(addressOf(IDS.qualityWarning));
    await shows(view, { id: IDS.qualityWarning, status: 'completed' });
  });

  it('shows a mistyped id as it was typed, and other words not at all', async () => {
    const mistyped = await tabOpenedBy(rig.extension, () => rig.extension.enterOmnibox(IDS.fresh.slice(1)));
    expect(await alertWith(mistyped, 'The address holds no conversation id')).toContain(IDS.fresh.slice(1));
    const words = await tabOpenedBy(rig.extension, () => rig.extension.enterOmnibox('my chat, synap_key'));
    await says(words, 'Look up a conversation');
    expect(words.url()).not.toContain('synap_key');
  });
});

describe('the full view', () => {
  it('lives by its address alone: after a reload, after the worker was stopped, after both', async () => {
    const view = await rig.extension.visit(addressOf(IDS.threeVersions));
    await shows(view, { id: IDS.threeVersions, status: 'completed' });
    await view.reload();
    await shows(view, { id: IDS.threeVersions, status: 'completed', source: 'cache' });
    await rig.extension.stopWorker();
    await view.reload();
    await shows(view, { id: IDS.threeVersions, status: 'completed', source: 'cache' });
    const second = await rig.extension.visit(addressOf(IDS.failed));
    await shows(second, { id: IDS.failed, status: 'failed' });
    await until(
      async () => (await second.title()) === `Failed · ${IDS.failed.slice(0, 8)} · Synap Inspector`,
      'the title',
    );
  });

  it('holds no key', async () => {
    const view = await rig.extension.visit(addressOf(IDS.threeVersions));
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

  it('says so when the address holds no id', async () => {
    rig.emulator.world.log.clear();
    const view = await rig.extension.openPage('inspector', { id: '<img src=x>junk' });
    expect(await alertWith(view, 'The address holds no conversation id')).toContain('<img src=x>junk');
    expect(await valueOf(view, 'Conversation id')).toBe('<img src=x>junk');
    expect(requests(rig)).toEqual([]);
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
