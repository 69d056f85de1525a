import { expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { ask, requests } from '../support/e2e/rig.ts';
import { storedTexts } from '../support/e2e/stored-texts.ts';
import { fill, has, press, says, shows, textOf } from '../support/e2e/view.ts';

const it = testsWith({ key: 'remembered' });

it('a removed key is gone, with its requests and what was cached under it [F88]', async ({ rig, world, openView }) => {
  const view = await openView(IDS.threeVersions);
  await shows(view, { status: 'completed' });
  await until(async () => (await storedTexts(rig)).databases.includes(IDS.threeVersions), 'the answers to be cached');
  const held = world.faults.add({ path: 'compaction/status', fault: { hold: true } });
  await press(view, 'Refresh');
  await until(() => world.faults.heldCount > 0, 'a request to be under way');
  const options = await rig.extension.openPage('options');
  await press(options, 'Remove key');
  await until(async () => !(await has(options, 'Remove key')), 'the key to go');
  await until(() => world.faults.heldCount === 0, 'the request under way to be ended');
  world.faults.clear(held);
  await until(async () => (await storedTexts(rig)).databases === '', 'what was cached to go');
  const kept = await storedTexts(rig);
  expect(kept.local + kept.session).not.toContain(rig.emulator.keys.normal);
  await view.bringToFront();
  await press(view, 'Refresh');
  await says(view, 'No API key yet');
});

it('erasing everything leaves nothing in any storage but when it was', async ({ rig, world, openView }) => {
  const view = await openView(IDS.inProgress);
  await shows(view, { status: 'in_progress' });
  await press(view, 'Watch');
  await until(async () => (await storedTexts(rig)).local.includes(IDS.inProgress), 'the watch to be stored');
  await view.close();
  const options = await rig.extension.openPage('options');
  await fill(options, 'Name', 'Mine');
  await press(options, 'Save');
  await says(options, 'Saved');
  expect((await storedTexts(rig)).local).toContain('Mine');
  await press(options, 'Erase everything…');
  await says(options, 'This cannot be undone.');
  expect((await storedTexts(rig)).local).toContain('Mine');
  world.log.clear();
  await press(options, 'Yes, erase everything');
  await says(options, 'Everything was erased.');
  const left = await storedTexts(rig);
  expect(left).toMatchObject({ local: '', databases: '' });
  // Until the browser closes, views are told not to write again what they knew before: a time for each profile.
  for (const line of left.session.split('\n'))
    expect(line.trim()).toMatch(/^\["messages-gone:(?:default|demo)",\d+\]$/);
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
