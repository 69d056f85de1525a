/** The real context menu, which no other browser lets a test reach: what an entry is given, activeTab with it. */
import { expect } from 'vitest';
import { ON_PAGE } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { visitDemo } from '../support/e2e/panel-page.ts';
import { says, shows, textOf } from '../support/e2e/view.ts';

const it = testsWith();

it('has one entry over a selection, which opens the id in it', async ({ rig: { extension }, pages }) => {
  pages.served.set('/', `<!doctype html><p id="text">chat ${IDS.fresh.toUpperCase()}, as agreed</p>`);
  const page = await extension.visit(pages.origin);
  await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
  expect(await extension.rightClick(page, '#text')).toEqual(['Inspect in Synap']);
  const view = await extension.tabOpenedBy(() => extension.chooseInMenu('Inspect in Synap'));
  await shows(view, { id: IDS.fresh, status: 'completed' });
});

it("has one entry over a link, which opens the id in the link's address", async ({ rig: { extension }, pages }) => {
  pages.served.set('/', `<!doctype html><a href="/c/${IDS.threeVersions}?tab=1#end">The renovation</a>`);
  const page = await extension.visit(pages.origin);
  expect(await extension.rightClick(page, 'a')).toEqual(['Inspect link in Synap']);
  const view = await extension.tabOpenedBy(() => extension.chooseInMenu('Inspect link in Synap'));
  await shows(view, { id: IDS.threeVersions, status: 'completed' });
  expect(pages.seen).not.toContain(`/c/${IDS.threeVersions}?tab=1`);
});

it('has one entry over a page, which may read that page', async ({ rig }) => {
  const { extension } = rig;
  const page = await visitDemo(rig, '/demo/');
  const entry = 'Inspect conversations on this page';
  expect(await extension.rightClick(page, 'body')).toEqual([entry]);
  const view = await extension.tabOpenedBy(() => extension.chooseInMenu(entry));
  await says(view, 'Several conversation IDs');
  const offered = await textOf(view);
  const linked = ON_PAGE.filter(({ where }) => where === 'link');
  expect(linked.length).toBeGreaterThan(1);
  for (const { id } of linked) expect(offered).toContain(id);
});
