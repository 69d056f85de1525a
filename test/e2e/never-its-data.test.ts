import type { Frame, Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { World } from '../emulator/world.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { lists, open, row } from '../support/e2e/panel-page.ts';
import { ask } from '../support/e2e/rig.ts';
import { fill, press, says, shown, shows, textOf, type View } from '../support/e2e/view.ts';

/** What one key was told is never shown under another key, profile or base URL. */

const ID = IDS.threeVersions;
/** What only who may read the conversation can know: its versions, tokens and summary. */
const TOLD = /Compacted v\d|kept \d+ %|\bv3\b/;

/** Three views of one conversation, whose answers are cached: the full one, the panel, and the popup over `site`. */
interface Views {
  full: Page;
  panel: Frame;
  popup(): Promise<Page>;
  another(): Promise<Page>;
}

const it = testsWith({ key: 'remembered' }).extend<{ views: Views }>({
  views: async ({ rig, pages, openView, inspect }, use) => {
    const full = await openView(ID);
    await shows(full, { id: ID, status: 'completed' });
    pages.served.set(`/c/${ID}`, '<!doctype html><p>A chat</p>');
    const { page, frame: panel } = await inspect(`${pages.origin}/c/${ID}`);
    await lists(panel, ID, { text: TOLD });
    await open(panel, ID, 'completed');
    const popup = () => rig.extension.openPopup(page);
    const first = await popup();
    await shows(first, { id: ID, status: 'completed' });
    await first.close();
    for (const view of [full, panel]) await says(view, TOLD);
    await use({ full, panel, popup, another: () => openView(ID) });
  },
});

/** From now on nothing is answered: whatever is painted was known before. */
function hold(worlds: World[]): () => void {
  for (const world of worlds) world.faults.add({ path: 'conversations', fault: { hold: true } });
  return () => worlds.forEach((world) => world.faults.clear());
}

const isAsking = (status: string | undefined) => status === 'loading' || status === 'error';

async function tellsNothing(view: View): Promise<void> {
  expect(await textOf(view)).not.toMatch(TOLD);
  const seen = await shown(view);
  // A view that waits for long is told that Synap is silent.
  expect(['loading', 'error', undefined]).toContain(seen?.status);
  expect(seen?.source).not.toBe('cache');
}

/** While Synap has not answered the new question yet: in the views that were open, and in new ones. */
async function nothingIsLeft({ full, panel, popup, another }: Views, worlds: World[]): Promise<void> {
  for (const view of [full, panel]) {
    await until(async () => isAsking((await shown(view))?.status), 'the view to ask anew');
    await tellsNothing(view);
  }
  expect((await row(panel, ID))?.text).not.toMatch(TOLD);
  const newPopup = await popup();
  await until(async () => (await shown(newPopup))?.id === ID, 'the popup to ask');
  await tellsNothing(newPopup);
  await newPopup.close();
  const next = await another();
  await until(async () => isAsking((await shown(next))?.status), 'a new view to ask');
  await tellsNothing(next);
  await next.close();
  expect(worlds.reduce((sum, { faults }) => sum + faults.heldCount, 0)).toBeGreaterThan(0);
}

/** Once Synap has answered that it knows no such conversation here. */
async function isUnknown({ full, panel, popup }: Views): Promise<void> {
  for (const view of [full, panel]) {
    if ((await shown(view))?.status === 'error') await press(view, 'Refresh');
    await shows(view, { id: ID, status: 'unknown' });
    expect(await textOf(view)).not.toMatch(TOLD);
  }
  const newPopup = await popup();
  await shows(newPopup, { id: ID, status: 'unknown' });
  expect(await textOf(newPopup)).not.toMatch(TOLD);
  await newPopup.close();
}

describe('an answer that is cached is never shown [F25]', () => {
  it('under another key', async ({ rig, world, views, options }) => {
    const release = hold([world]);
    await fill(options, 'API key', rig.emulator.keys.otherInstance);
    await press(options, 'Save');
    await says(options, `Stored: ends in ${rig.emulator.keys.otherInstance.slice(-4)}`);
    await nothingIsLeft(views, [world]);
    release();
    await isUnknown(views);
  });

  it('under another profile, but again under its own', async ({ rig, world, views, options }) => {
    const before = await ask(options, 'overview', {});
    const [first] = before.ok ? before.value.settings.profiles : [];
    if (!before.ok || !first) throw new Error('no settings');
    const settings = { ...before.value.settings, profiles: [first, { ...first, id: 'second', name: 'Second' }] };
    expect(await ask(options, 'save-settings', { settings })).toMatchObject({ ok: true });
    expect(
      await ask(options, 'set-key', { profileId: 'second', key: rig.emulator.keys.otherInstance, remember: true }),
    ).toMatchObject({ ok: true });
    const release = hold([world]);
    expect(await ask(options, 'choose-profile', { profileId: 'second', demo: false })).toMatchObject({ ok: true });
    await nothingIsLeft(views, [world]);
    release();
    await isUnknown(views);
    hold([world]);
    expect(await ask(options, 'choose-profile', { profileId: first.id, demo: false })).toMatchObject({ ok: true });
    for (const view of [views.full, views.panel]) await shows(view, { id: ID, status: 'completed', source: 'cache' });
  });

  it('under another base URL', async ({ rig, world, other, views, options }) => {
    await rig.extension.grantHost('http://127.0.0.1/*');
    world.log.clear();
    const release = hold([world, other.world]);
    await fill(options, 'Base URL', other.httpOrigin);
    await fill(options, 'API key', other.keys.otherInstance);
    await press(options, 'Save');
    await says(options, `Stored: ends in ${other.keys.otherInstance.slice(-4)}`);
    await nothingIsLeft(views, [world, other.world]);
    // Nor is the old one asked with the new key.
    expect(world.log.text().includes(other.keys.otherInstance)).toBe(false);
    release();
    await isUnknown(views);
  });
});
