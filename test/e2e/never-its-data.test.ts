import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/browser/until.ts';
import { chatPath } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { inspect, lists, open, row } from '../support/e2e/panel-page.ts';
import { ask, closeTabs, giveKey, startRig, type Rig } from '../support/e2e/rig.ts';
import { fill, press, says, shown, shows, textOf, type View } from '../support/e2e/view.ts';

/** What one key was told is never shown under another key, profile or base URL. */

const ID = IDS.threeVersions;
/** What only who may read the conversation can know: its versions, tokens and summary. */
const TOLD = /Compacted v\d|kept \d+ %|\bv3\b/;

let rig: Rig;
let other: Emulator;
let full: Page;
let panel: Frame;
let site: Page;

beforeAll(async () => {
  [rig, other] = await Promise.all([startRig(), startEmulator({ settings: { rateLimited: false } })]);
  await rig.extension.grantHost('http://127.0.0.1/*');
});
afterAll(async () => {
  await rig.close();
  await other.close();
});

/** All three views show the conversation, and its answers are cached. */
async function isShown(): Promise<void> {
  for (const { world } of [rig.emulator, other]) world.faults.clear();
  await closeTabs(rig.extension);
  await reset();
  await giveKey(rig, { remember: true });
  site = await rig.extension.visit(`${rig.emulator.httpOrigin}${chatPath(ID)}`);
  full = await rig.extension.openPage('inspector', { id: ID });
  await shows(full, { id: ID, status: 'completed' });
  ({ frame: panel } = await inspect(rig, chatPath(ID)));
  await lists(panel, ID, { text: TOLD });
  await open(panel, ID, 'completed');
  const popup = await rig.extension.openPopup(site);
  await shows(popup, { id: ID, status: 'completed' });
  await popup.close();
  for (const view of [full, panel]) await says(view, TOLD);
}

async function reset(): Promise<void> {
  const options = await rig.extension.openPage('options');
  expect(await ask(options, 'erase-everything', {})).toMatchObject({ ok: true });
  await options.close();
}

/** From now on nothing is answered: whatever is painted was known before. */
function hold(): () => void {
  const worlds = [rig.emulator.world, other.world];
  for (const world of worlds) world.faults.add({ path: 'conversations', fault: { hold: true } });
  return () => worlds.forEach((world) => world.faults.clear());
}

const held = () => rig.emulator.world.faults.heldCount + other.world.faults.heldCount;

const isAsking = (status: string | undefined) => status === 'loading' || status === 'error';

async function tellsNothing(view: View): Promise<void> {
  expect(await textOf(view)).not.toMatch(TOLD);
  const seen = await shown(view);
  // Whoever waits for long is told that Synap is silent.
  expect(['loading', 'error', undefined]).toContain(seen?.status);
  expect(seen?.source).not.toBe('cache');
}

/** While Synap has not answered the new question yet: in the views that were open, and in new ones. */
async function nothingIsLeft(): Promise<void> {
  for (const view of [full, panel]) {
    await until(async () => isAsking((await shown(view))?.status), 'the view to ask anew');
    await tellsNothing(view);
  }
  expect((await row(panel, ID))?.text).not.toMatch(TOLD);
  const popup = await rig.extension.openPopup(site);
  await until(async () => (await shown(popup))?.id === ID, 'the popup to ask');
  await tellsNothing(popup);
  await popup.close();
  const next = await rig.extension.openPage('inspector', { id: ID });
  await until(async () => isAsking((await shown(next))?.status), 'a new view to ask');
  await tellsNothing(next);
  await next.close();
  expect(held()).toBeGreaterThan(0);
}

/** Once Synap has answered that it knows no such conversation here. */
async function isUnknown(): Promise<void> {
  for (const view of [full, panel]) {
    if ((await shown(view))?.status === 'error') await press(view, 'Refresh');
    await shows(view, { id: ID, status: 'unknown' });
    expect(await textOf(view)).not.toMatch(TOLD);
  }
  const popup = await rig.extension.openPopup(site);
  await shows(popup, { id: ID, status: 'unknown' });
  expect(await textOf(popup)).not.toMatch(TOLD);
  await popup.close();
}

describe('an answer that is cached is never shown [F25]', () => {
  beforeEach(isShown);

  it('under another key', async () => {
    const release = hold();
    const options = await rig.extension.openPage('options');
    await fill(options, 'API key', rig.emulator.keys.otherInstance);
    await press(options, 'Save');
    await says(options, `Stored: ends in ${rig.emulator.keys.otherInstance.slice(-4)}`);
    await nothingIsLeft();
    release();
    await isUnknown();
  });

  it('under another profile, but again under its own', async () => {
    const options = await rig.extension.openPage('options');
    const before = await ask(options, 'overview', {});
    const [first] = before.ok ? before.value.settings.profiles : [];
    if (!before.ok || !first) throw new Error('no settings');
    const settings = { ...before.value.settings, profiles: [first, { ...first, id: 'second', name: 'Second' }] };
    expect(await ask(options, 'save-settings', { settings })).toMatchObject({ ok: true });
    expect(
      await ask(options, 'set-key', { profileId: 'second', key: rig.emulator.keys.otherInstance, remember: true }),
    ).toMatchObject({ ok: true });
    const release = hold();
    expect(await ask(options, 'choose-profile', { profileId: 'second', demo: false })).toMatchObject({ ok: true });
    await nothingIsLeft();
    release();
    await isUnknown();
    hold();
    expect(await ask(options, 'choose-profile', { profileId: first.id, demo: false })).toMatchObject({ ok: true });
    for (const view of [full, panel]) await shows(view, { id: ID, status: 'completed', source: 'cache' });
  });

  it('under another base URL', async () => {
    rig.emulator.world.log.clear();
    const release = hold();
    const options = await rig.extension.openPage('options');
    await fill(options, 'Base URL', other.httpOrigin);
    await fill(options, 'API key', other.keys.otherInstance);
    await press(options, 'Save');
    await says(options, `Stored: ends in ${other.keys.otherInstance.slice(-4)}`);
    await nothingIsLeft();
    // Nor is the old one asked with the new key.
    expect(rig.emulator.world.log.text().includes(other.keys.otherInstance)).toBe(false);
    release();
    await isUnknown();
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
