import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsInNewBrowsers } from '../support/e2e/new-browser.ts';
import { giveKey, requests, setUp, type Rig } from '../support/e2e/rig.ts';
import { storedTexts } from '../support/e2e/stored-texts.ts';
import { press, says, shows, textOf } from '../support/e2e/view.ts';
import { alarmStands, alarmWhenDue, loseAlarm, noticeOf, watchAndLeave } from '../support/e2e/watches.ts';

/** What is there after a restart of the browser, and what is not. */

const it = testsInNewBrowsers({ key: 'none', settings: { runSeconds: 3600 } });

const statusOf = (rig: Rig, id: string) => requests(rig, new RegExp(`${id}/compaction/status`)).length;

it('a key for this session is asked for again after a restart of the browser [F14]', async ({ rig, restart }) => {
  await giveKey(rig);
  const options = await rig.extension.openPage('options');
  await says(options, 'until the browser closes');
  const kept = await storedTexts(rig);
  expect(kept.session).toContain(rig.emulator.keys.normal);
  expect(kept.local + kept.databases).not.toContain(rig.emulator.keys.normal);
  await restart();
  const view = await rig.extension.openPage('inspector', { id: IDS.fresh });
  await says(view, 'No API key yet');
});

it('a remembered key and a watched run are there after a restart, and a lost alarm is rebuilt [F3] [F7] [F14]', async ({
  rig,
  restart,
}) => {
  await giveKey(rig, { remember: true });
  await watchAndLeave(rig, IDS.inProgress);
  await loseAlarm(rig);
  await restart();

  // Without a view: the start alone brings alarm and badge back.
  await alarmStands(rig);
  await until(async () => (await rig.extension.badge()).text === '1', 'the run on the badge');
  rig.emulator.world.log.clear();
  await alarmWhenDue(rig);
  await until(() => statusOf(rig, IDS.inProgress) > 0, 'the question');
  rig.emulator.world.finishRun(IDS.inProgress);
  await alarmWhenDue(rig);
  await noticeOf(rig, IDS.inProgress);

  const options = await rig.extension.openPage('options');
  await says(options, `Stored: ends in ${rig.emulator.keys.normal.slice(-4)} · remembered on this device`);
  const view = await rig.extension.openPage('inspector', { id: IDS.fresh });
  await shows(view, { status: 'completed', source: 'cloud' });
  const kept = await storedTexts(rig);
  // The vault alone holds it.
  expect(kept.databases).toContain(rig.emulator.keys.normal);
  expect(kept.local + kept.session).not.toContain(rig.emulator.keys.normal);
});

it('the runs that were seen and what must be kept are there after a stop of the worker and a restart', async ({
  rig,
  restart,
}) => {
  await giveKey(rig, { remember: true });
  const view = await rig.extension.openPage('inspector', { id: IDS.threeVersions });
  await shows(view, { status: 'completed' });
  const about = { conversationId: IDS.threeVersions as ConversationId };
  const runs = () => setUp(rig, 'history', about);
  await until(async () => (await runs()).some(({ strategy }) => strategy !== null), 'status and summary to be noted');
  const before = await runs();
  const pins = await setUp(rig, 'pin', { ...about, text: 'The deposit is 1,200 euros' });
  await rig.extension.stopWorker();
  expect(await runs()).toEqual(before);
  await restart();
  expect(await runs()).toEqual(before);
  expect(await setUp(rig, 'pins', about)).toEqual(pins);
});

it('a database that cannot be opened is replaced by memory with one notice, and the key outlives the worker [F16]', async ({
  rig,
  userDataDir,
  restart,
}) => {
  await giveKey(rig, { remember: true });
  const { engine, extensionId, origin } = rig.extension;
  const folder =
    engine === 'firefox'
      ? `storage/default/${origin.replace('://', '+++')}/idb`
      : `Default/IndexedDB/chrome-extension_${extensionId}_0.indexeddb.leveldb`;
  const place = join(userDataDir, folder);
  await restart(async () => {
    await rm(place, { recursive: true });
    await writeFile(place, 'in the way');
  });
  await giveKey(rig, { remember: true });
  const open = await rig.extension.openPage('inspector', { id: IDS.exotic });
  await shows(open, { status: 'completed' });
  const notice = "The browser's database is unavailable";
  await says(open, notice);
  expect((await textOf(open)).split(notice)).toHaveLength(2);
  const second = await rig.extension.openPage('inspector', { id: IDS.exotic });
  await shows(second, { status: 'completed', source: 'cache' });
  await second.close();
  await rig.extension.stopWorker();
  rig.emulator.world.log.clear();
  await press(open, 'Refresh');
  await until(() => statusOf(rig, IDS.exotic) === 1, 'the next worker to ask');
  await shows(open, { status: 'completed', source: 'cloud' });
  const options = await rig.extension.openPage('options');
  await says(options, notice);
  expect((await textOf(options)).split(notice)).toHaveLength(2);
  // Firefox also complains by itself of a database that does not open.
  if (engine === 'firefox') await rig.extension.forgetErrors();
});
