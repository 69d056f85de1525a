import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchWithExtension } from '../support/browser/launch.ts';
import { storedRecords } from '../support/browser/stored.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { ask, giveKey, requests, startRig, type Rig } from '../support/e2e/rig.ts';
import { fill, has, press, says, shows, textOf } from '../support/e2e/view.ts';

let rig: Rig;
let userDataDir: string;

beforeAll(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'synap-forget-'));
  rig = await startRig({}, { userDataDir });
});
afterAll(async () => {
  await rig.close();
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

async function restartBrowser(): Promise<void> {
  expect(rig.extension.errors()).toEqual([]);
  await rig.extension.close();
  rig.extension = await launchWithExtension({ emulator: rig.emulator, userDataDir });
}

/** Everything that the extension has stored, as one text for each kind of place. */
async function stored(): Promise<{ local: string; session: string; databases: string }> {
  const records = await storedRecords(await rig.extension.worker());
  const all = (kind: string) =>
    records
      .filter(({ place }) => place.startsWith(kind))
      .map(({ text }) => text)
      .join('\n');
  return { local: all('storage.local'), session: all('storage.session'), databases: all('indexedDB') };
}

it('a key for this session is asked for again after a restart of the browser [F14]', async () => {
  await giveKey(rig);
  const options = await rig.extension.openPage('options');
  await says(options, 'until the browser closes');
  const kept = await stored();
  expect(kept.session).toContain(rig.emulator.keys.normal);
  expect(kept.local + kept.databases).not.toContain(rig.emulator.keys.normal);
  await restartBrowser();
  const view = await rig.extension.openPage('inspector', { id: IDS.fresh });
  await says(view, 'No API key yet');
  await view.close();
});

it('a remembered key is there after a restart of the browser [F14]', async () => {
  await giveKey(rig, { remember: true });
  await restartBrowser();
  const options = await rig.extension.openPage('options');
  await says(options, `Stored: ends in ${rig.emulator.keys.normal.slice(-4)} · remembered on this device`);
  const view = await rig.extension.openPage('inspector', { id: IDS.fresh });
  await shows(view, { status: 'completed', source: 'cloud' });
  const kept = await stored();
  // The vault alone holds it.
  expect(kept.databases).toContain(rig.emulator.keys.normal);
  expect(kept.local + kept.session).not.toContain(rig.emulator.keys.normal);
  await view.close();
  await options.close();
});

it('a removed key is gone, with its requests and what was cached under it [F88]', async () => {
  const view = await rig.extension.openPage('inspector', { id: IDS.threeVersions });
  await shows(view, { status: 'completed' });
  await until(async () => (await stored()).databases.includes(IDS.threeVersions), 'the answers to be cached');
  const held = rig.emulator.world.faults.add({ path: 'compaction/status', fault: { hold: true } });
  await press(view, 'Refresh');
  await until(() => rig.emulator.world.faults.heldCount > 0, 'a request to be under way');
  const options = await rig.extension.openPage('options');
  await press(options, 'Remove key');
  await until(async () => !(await has(options, 'Remove key')), 'the key to go');
  await until(() => rig.emulator.world.faults.heldCount === 0, 'the request under way to be ended');
  rig.emulator.world.faults.clear(held);
  await until(async () => (await stored()).databases === '', 'what was cached to go');
  const kept = await stored();
  expect(kept.local + kept.session).not.toContain(rig.emulator.keys.normal);
  await view.bringToFront();
  await press(view, 'Refresh');
  await says(view, 'No API key yet');
  await view.close();
  await options.close();
});

it('erasing everything leaves nothing in any storage', async () => {
  await giveKey(rig, { remember: true });
  const view = await rig.extension.openPage('inspector', { id: IDS.inProgress });
  await shows(view, { status: 'in_progress' });
  await press(view, 'Watch');
  await until(async () => (await stored()).local.includes(IDS.inProgress), 'the watch to be stored');
  await view.close();
  const options = await rig.extension.openPage('options');
  await fill(options, 'Name', 'Mine');
  await press(options, 'Save');
  await says(options, 'Saved');
  expect((await stored()).local).toContain('Mine');
  await press(options, 'Erase everything…');
  await says(options, 'This cannot be undone.');
  expect((await stored()).local).toContain('Mine');
  rig.emulator.world.log.clear();
  await press(options, 'Yes, erase everything');
  await says(options, 'Everything was erased.');
  expect(await stored()).toEqual({ local: '', session: '', databases: '' });
  expect(await rig.extension.alarms()).toEqual([]);
  expect((await rig.extension.badge()).text).toBe('');
  const overview = await ask(options, 'overview', {});
  expect(overview.ok && overview.value).toMatchObject({
    watches: [],
    profiles: [{ key: null }],
    settings: { profiles: [{ name: 'Production' }] },
  });
  expect(await textOf(options)).not.toContain('Mine');
  expect(requests(rig)).toEqual([]);
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
