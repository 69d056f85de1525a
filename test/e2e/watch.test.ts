import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchWithExtension } from '../support/browser/launch.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { ask, closeTabs, giveKey, requests, startRig, tabOpenedBy, type Rig } from '../support/e2e/rig.ts';
import { shows } from '../support/e2e/view.ts';
import { alarmStands, alarmWhenDue, noticeOf, watchAndLeave, watches } from '../support/e2e/watches.ts';

/** A watched run, while nothing that shows conversations is open. */

const BLUE = 'rgb(11 87 208)';
const RED = 'rgb(179 38 30)';
let rig: Rig;
let userDataDir: string;

beforeAll(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'synap-watch-'));
  rig = await startRig({ runSeconds: 3600 }, { userDataDir });
  await giveKey(rig, { remember: true });
});
afterAll(async () => {
  await rig.close();
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});
beforeEach(async () => {
  rig.emulator.world.log.clear();
});

const recordOf = async (id: string) => (await watches(rig)).find((record) => record.conversationId === id);

describe('a watched run that ends while no view is open', () => {
  it('stands under an alarm of 30 s and on the badge', async () => {
    await watchAndLeave(rig, IDS.inProgress);
    expect((await rig.extension.badge()).color).toBe(BLUE);
    expect(await rig.extension.alarms()).toMatchObject([{ name: 'poll', periodInMinutes: 0.5 }]);
  });

  it('is still asked for after the worker was stopped, and nobody is told before it ends [F3]', async () => {
    await rig.extension.stopWorker();
    await alarmWhenDue(rig);
    expect(requests(rig, /compaction.status/)).not.toEqual([]);
    await until(
      async () => ((await recordOf(IDS.inProgress))?.nextAt ?? 0) > Date.now(),
      'the next question to be set',
    );
    expect(await rig.extension.notifications()).toEqual([]);
    expect(await rig.extension.alarms()).toMatchObject([{ periodInMinutes: 0.5 }]);
  });

  it('is told by a notification, leaves the badge, and a click opens the full view [F3]', async () => {
    // In this order: the browser's own alarm must not tell the end to a worker that is being killed.
    await rig.extension.stopWorker();
    rig.emulator.world.finishRun(IDS.inProgress);
    await alarmWhenDue(rig);
    const notice = await noticeOf(rig, IDS.inProgress);
    await until(async () => (await rig.extension.badge()).text === '', 'the badge to be empty');
    const view = await tabOpenedBy(rig.extension, () => rig.extension.clickNotification(notice));
    expect(view.url()).toBe(`${rig.extension.origin}/src/inspector/inspector.html?id=${IDS.inProgress}`);
    await shows(view, { id: IDS.inProgress, status: 'completed' });
    await until(async () => !(await rig.extension.notifications()).includes(notice), 'the notification to be cleared');
    await closeTabs(rig.extension);
  });

  it('is not asked for any more', async () => {
    await until(async () => (await rig.extension.alarms()).length === 0, 'the alarm to be cleared');
    rig.emulator.world.log.clear();
    for (let time = 0; time < 5; time += 1) await rig.extension.fireAlarm('poll');
    await rig.extension.stopWorker();
    await rig.extension.fireAlarm('poll');
    // An answer to a later question shows that the alarms were dealt with.
    const page = await rig.extension.openPage('options');
    expect(await ask(page, 'balance', {})).toMatchObject({ ok: true });
    expect(requests(rig, /compaction.status/)).toEqual([]);
    await page.close();
  });
});

describe('a watched run that fails', () => {
  let view: Page;

  it('makes the badge red', async () => {
    rig.emulator.world.startRun(IDS.neverCompacted);
    await watchAndLeave(rig, IDS.neverCompacted);
    rig.emulator.world.finishRun(IDS.neverCompacted, 'failed', 'The summariser gave up.');
    await alarmWhenDue(rig);
    await noticeOf(rig, IDS.neverCompacted);
    await until(async () => (await rig.extension.badge()).text === '!', 'the mark on the badge');
    expect((await rig.extension.badge()).color).toBe(RED);
  });

  it('which stays, also over a stop of the worker', async () => {
    await rig.extension.stopWorker();
    await rig.extension.worker();
    expect(await rig.extension.badge()).toEqual({ text: '!', color: RED });
  });

  it('until it is looked at', async () => {
    view = await rig.extension.openPage('inspector', { id: IDS.neverCompacted });
    await shows(view, { id: IDS.neverCompacted, status: 'failed' });
    await until(async () => (await rig.extension.badge()).text === '', 'the badge to be empty');
    await closeTabs(rig.extension);
  });
});

describe('a browser that is restarted', () => {
  it('goes on watching, without a view [F3] [F14]', async () => {
    rig.emulator.world.startRun(IDS.stale);
    await watchAndLeave(rig, IDS.stale);
    expect(rig.extension.errors()).toEqual([]);
    await rig.extension.close();
    rig.emulator.world.log.clear();
    rig.extension = await launchWithExtension({ emulator: rig.emulator, userDataDir });
    await alarmStands(rig);
    rig.emulator.world.finishRun(IDS.stale);
    await alarmWhenDue(rig);
    await noticeOf(rig, IDS.stale);
    expect(requests(rig, /compaction.status/).length).toBeGreaterThan(0);
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
