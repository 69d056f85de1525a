import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchWithExtension } from '../support/browser/launch.ts';
import { RELOAD_MS } from '../support/browser/reload.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { giveKey, requests, startRig, type Rig } from '../support/e2e/rig.ts';
import { shows } from '../support/e2e/view.ts';
import { alarmStands, alarmWhenDue, noticeOf, watchAndLeave } from '../support/e2e/watches.ts';

/** Polling goes on over what takes its alarm or its worker away. */

let rig: Rig;
let folder: string;
/** A copy, whose version can be changed. */
let dist: string;
let userDataDir: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synap-restart-'));
  [dist, userDataDir] = [join(folder, 'dist'), join(folder, 'profile')];
  await cp(process.env['SYNAP_DIST'] ?? 'dist/chrome', dist, { recursive: true });
  rig = await startRig({ runSeconds: 3600 }, { dist, userDataDir });
  await giveKey(rig, { remember: true });
});
afterAll(async () => {
  await rig.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

async function update(version: string): Promise<void> {
  const path = join(dist, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...manifest, version }));
  await rig.extension.reload();
  const seen = async () => (await rig.extension.worker()).evaluate(() => chrome.runtime.getManifest().version);
  await until(async () => (await seen()) === version, 'the new version', 20_000);
}

const statusOf = (id: string) => requests(rig, new RegExp(`${id}/compaction/status`)).length;
async function asksWhenDue(id: string): Promise<void> {
  rig.emulator.world.log.clear();
  await alarmWhenDue(rig);
  await until(() => statusOf(id) > 0, 'the question');
}

describe('an alarm that is lost behind our back [F7]', () => {
  /** Nobody is awake who could notice: the worker is stopped, and the page is none of its views. */
  const losesAlarm = async () => {
    const page = await rig.extension.visit(`${rig.extension.origin}/manifest.json`);
    const isLost = async () => {
      await rig.extension.stopWorker();
      await page.evaluate(() => chrome.alarms.clearAll());
      return (await page.evaluate(() => chrome.alarms.getAll())).length === 0 && !(await rig.extension.workerRuns());
    };
    // It may fire just then, and wake the worker.
    await until(isLost, 'the alarm to be lost');
    await page.close();
  };

  it('is rebuilt from the stored table when the worker wakes', async () => {
    await watchAndLeave(rig, IDS.inProgress);
    await alarmStands(rig);
    await losesAlarm();
    const page = await rig.extension.openPage('options');
    await alarmStands(rig);
    await page.close();
    await asksWhenDue(IDS.inProgress);
  });

  it('is rebuilt at the next start of the browser', async () => {
    await losesAlarm();
    expect(rig.extension.errors()).toEqual([]);
    await rig.extension.close();
    rig.extension = await launchWithExtension({ emulator: rig.emulator, dist, userDataDir });
    await alarmStands(rig);
    await until(async () => (await rig.extension.badge()).text === '1', 'the run on the badge');
    await asksWhenDue(IDS.inProgress);
  });
});

describe('an update in the middle of polling [F12]', () => {
  it(
    'asks anew what was under way, by itself, and tells the end',
    async () => {
      const { world } = rig.emulator;
      world.log.clear();
      const held = world.faults.add({ path: `${IDS.inProgress}/compaction/status`, fault: { hold: true } });
      await alarmWhenDue(rig);
      await until(() => world.faults.heldCount === 1, 'a question to be under way');
      await update('0.1.1');
      await until(() => statusOf(IDS.inProgress) >= 2, 'the new version to ask', 60_000);
      expect(await rig.extension.notifications()).toEqual([]);
      world.finishRun(IDS.inProgress);
      world.faults.clear(held);
      // Held for too long, the question was given up.
      await alarmWhenDue(rig);
      await noticeOf(rig, IDS.inProgress);
      await until(async () => (await rig.extension.badge()).text === '', 'the badge to be empty');
    },
    RELOAD_MS + 60_000,
  );

  it(
    'between two questions keeps the watch, the badge and the alarm',
    async () => {
      const { world } = rig.emulator;
      world.startRun(IDS.envelope);
      await watchAndLeave(rig, IDS.envelope);
      await update('0.1.2');
      await alarmStands(rig);
      await until(async () => (await rig.extension.badge()).text === '1', 'the run on the badge');
      world.finishRun(IDS.envelope, 'failed');
      await alarmWhenDue(rig);
      await noticeOf(rig, IDS.envelope);
      await until(async () => (await rig.extension.badge()).text === '!', 'the mark on the badge');
      const view = await rig.extension.openPage('inspector', { id: IDS.envelope });
      await shows(view, { status: 'failed' });
      await view.close();
    },
    RELOAD_MS + 60_000,
  );
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
