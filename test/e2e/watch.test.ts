import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { overhearNotices } from '../support/e2e/canary-page.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { ask, requests, setUp } from '../support/e2e/rig.ts';
import { shows } from '../support/e2e/view.ts';
import { alarmStands, alarmWhenDue, loseAlarm, noticeOf, watchAndLeave, watches } from '../support/e2e/watches.ts';

/** A watched run, while nothing that shows conversations is open. Over a restart of the browser: restart.test.ts. */

const BLUE = 'rgb(11 87 208)';
const RED = 'rgb(179 38 30)';
const it = testsWith({ key: 'remembered', settings: { runSeconds: 3600 } });

describe('a watched run that ends while no view is open', () => {
  it('is asked for under an alarm of 30 s, stands on the badge, and nobody is told before it ends [F3]', async ({
    rig,
  }) => {
    await watchAndLeave(rig, IDS.inProgress);
    expect((await rig.extension.badge()).color).toBe(BLUE);
    await alarmStands(rig);
    rig.emulator.world.log.clear();
    await rig.extension.stopWorker();
    await alarmWhenDue(rig);
    expect(requests(rig, /compaction.status/)).not.toEqual([]);
    const nextAt = async () =>
      (await watches(rig)).find(({ conversationId }) => conversationId === IDS.inProgress)?.nextAt ?? 0;
    await until(async () => (await nextAt()) > Date.now(), 'the next question to be set');
    expect(await rig.extension.notifications()).toEqual([]);
    await alarmStands(rig);
  });

  it('is told by a notification, whose click opens the full view, and is not asked for any more [F3]', async ({
    rig,
    world,
  }) => {
    await watchAndLeave(rig, IDS.inProgress);
    // In this order: the browser's own alarm must not tell the end to a worker that is being killed.
    await rig.extension.stopWorker();
    world.finishRun(IDS.inProgress);
    await alarmWhenDue(rig);
    const notice = await noticeOf(rig, IDS.inProgress);
    await until(async () => (await rig.extension.badge()).text === '', 'the badge to be empty');
    const view = await rig.extension.tabOpenedBy(() => rig.extension.clickNotification(notice));
    expect(view.url()).toBe(`${rig.extension.origin}/src/inspector/inspector.html?id=${IDS.inProgress}`);
    await shows(view, { id: IDS.inProgress, status: 'completed' });
    await until(async () => !(await rig.extension.notifications()).includes(notice), 'the notification to be cleared');
    await rig.extension.closeTabs();

    await until(async () => (await rig.extension.alarms()).length === 0, 'the alarm to be cleared');
    world.log.clear();
    for (let time = 0; time < 5; time += 1) await rig.extension.fireAlarm('poll');
    await rig.extension.stopWorker();
    await rig.extension.fireAlarm('poll');
    // An answer to a later question shows that the alarms were dealt with.
    const page = await rig.extension.openPage('options');
    expect(await ask(page, 'balance', {})).toMatchObject({ ok: true });
    expect(requests(rig, /compaction.status/)).toEqual([]);
  });
});

describe('a watched run whose version lost what must be kept', () => {
  it('says so in its notification, also when the worker dies while it looks', async ({ rig, world }) => {
    await setUp(rig, 'pin', { conversationId: null, text: 'The deposit is 47,110 euros' });
    await watchAndLeave(rig, IDS.inProgress);
    const hold = () => world.faults.add({ path: 'compacted', fault: { hold: true } });
    const first = hold();
    await rig.extension.stopWorker();
    world.finishRun(IDS.inProgress);
    await alarmWhenDue(rig);
    await until(() => world.faults.heldCount > 0, 'the summary to be asked for');
    await rig.extension.stopWorker();
    world.faults.clear(first);
    await until(() => world.faults.heldCount === 0, 'the question to end with the worker');
    expect(await rig.extension.notifications()).toEqual([]);

    const second = hold();
    // One that was still ending does not hear the alarm; the browser's own comes again, too.
    const ring = async () => {
      await rig.extension.fireAlarm('poll');
      return until(() => world.faults.heldCount > 0, 'the question', 5_000).catch(() => false);
    };
    await until(ring, 'the summary to be asked for again');
    const told = await overhearNotices(await rig.extension.worker(), 'planted');
    world.faults.clear(second);
    await noticeOf(rig, IDS.inProgress);
    expect(await told()).toContain('lost a must-keep statement: “The deposit is 47,110 euros”');
  });
});

describe('watched runs that end together while no view is open', () => {
  it('are one notification, whose click offers them all [root 6]', async ({ rig, world }) => {
    const ids = [IDS.neverCompacted, IDS.inProgress];
    world.startRun(IDS.neverCompacted);
    await watchAndLeave(rig, IDS.inProgress);
    await watchAndLeave(rig, IDS.neverCompacted, '2');
    await rig.extension.stopWorker();
    for (const id of ids) world.finishRun(id);
    await alarmWhenDue(rig);
    const notice = await until(async () => (await rig.extension.notifications())[0], 'the notification');
    expect(ids.filter((id) => notice.includes(id))).toEqual([]);
    expect(await rig.extension.notifications()).toHaveLength(1);
    const view = await rig.extension.tabOpenedBy(() => rig.extension.clickNotification(notice));
    for (const id of ids) expect(view.url()).toContain(id);
    await rig.extension.closeTabs();
  });
});

describe('a watched run that fails', () => {
  it('makes the badge red, also over a stop of the worker, until it is looked at', async ({ rig, world, openView }) => {
    world.startRun(IDS.neverCompacted);
    await watchAndLeave(rig, IDS.neverCompacted);
    world.finishRun(IDS.neverCompacted, 'failed', 'The summariser gave up.');
    await alarmWhenDue(rig);
    await noticeOf(rig, IDS.neverCompacted);
    await until(async () => (await rig.extension.badge()).text === '!', 'the mark on the badge');
    expect((await rig.extension.badge()).color).toBe(RED);
    await rig.extension.stopWorker();
    await rig.extension.worker();
    expect(await rig.extension.badge()).toEqual({ text: '!', color: RED });
    const view = await openView(IDS.neverCompacted);
    await shows(view, { id: IDS.neverCompacted, status: 'failed' });
    await until(async () => (await rig.extension.badge()).text === '', 'the badge to be empty');
  });
});

describe('an alarm that is lost behind our back', () => {
  it('is rebuilt from the stored table when the worker wakes [F7]', async ({ rig, world }) => {
    await watchAndLeave(rig, IDS.inProgress);
    await alarmStands(rig);
    await loseAlarm(rig);
    const page = await rig.extension.openPage('options');
    await alarmStands(rig);
    await page.close();
    world.log.clear();
    await alarmWhenDue(rig);
    await until(() => requests(rig, new RegExp(`${IDS.inProgress}/compaction/status`)).length > 0, 'the question');
  });
});
