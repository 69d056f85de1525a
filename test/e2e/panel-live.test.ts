import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/browser/until.ts';
import { chatPath } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { inspect, lists, open, statusRequests, visitDemo } from '../support/e2e/panel-page.ts';
import { ask, giveKey, startRig, type Rig } from '../support/e2e/rig.ts';
import { fill, frameOf, press, says, shown, shows, type View } from '../support/e2e/view.ts';
import { watches } from '../support/e2e/watches.ts';

/** The same run in progress in the panel and in an open full view at once. */

const ID = IDS.inProgress;
const POLLED = new RegExp(`/${ID}/compaction/status`);
/** product.md: noticed within 2 s or 15 % of the run's length, whichever is more. */
const SOON_MS = 2000;
const SHARE = 0.15;
const LONG_MS = 60_000;

let rig: Rig;
let frame: Frame;
let view: Page;

beforeAll(async () => {
  rig = await startRig();
  await giveKey(rig);
  ({ frame } = await inspect(rig));
  await open(frame, ID, 'in_progress');
  view = await rig.extension.openPage('inspector', { id: ID });
  await shows(view, { id: ID, status: 'in_progress' });
});
afterAll(() => rig.close());
beforeEach(() => rig.emulator.world.faults.clear());

const times = () => rig.emulator.world.log.list({ kind: 'api', path: POLLED }).map(({ at }) => at);
/** Without bringing the view to the front, which would close the popup. */
const clickRefresh = (where: View) =>
  frameOf(where).$$eval('button', (all) => all.find((one) => one.innerText.trim() === 'Refresh')?.click());
const isBusy = (where: View) =>
  frameOf(where).$$eval('button[aria-busy]', (all) =>
    all.some((one) => one.innerText.trim() === 'Refresh' && one.ariaBusy === 'true'),
  );

async function openPasted(where: Frame): Promise<void> {
  await fill(where, 'Conversation id', ID);
  await press(where, 'Look up');
  await shows(where, { id: ID, status: 'in_progress' });
}

describe('a run in two views', () => {
  it('is one request when two panels, the full view and the popup ask at once; all learn the answer [F89]', async () => {
    const { faults, log } = rig.emulator.world;
    const second = await inspect(rig, chatPath(IDS.fresh));
    await openPasted(second.frame);
    const views = [frame, second.frame, view];
    const site = await visitDemo(rig, chatPath(ID));
    log.clear();
    faults.add({ path: POLLED.source, fault: { hold: true } });
    // A poll that was under way before has an answer yet: who joined that one asks again.
    const allWait = async () => {
      for (const one of views) if (!(await isBusy(one))) await clickRefresh(one);
      return faults.heldCount > 0 && (await Promise.all(views.map(isBusy))).every(Boolean);
    };
    await until(allWait, 'all to wait for the one that is held');
    const popup = await rig.extension.openPopup(site);
    await shows(popup, { id: ID, status: 'loading' });
    // Answered after what was asked before it.
    for (const one of [...views, popup]) expect(await ask(one, 'overview', {})).toMatchObject({ ok: true });
    expect(statusRequests(rig, ID)).toBe(1);
    faults.clear();
    for (const one of views) await until(async () => !(await isBusy(one)), 'the answer');
    await shows(popup, { id: ID, status: 'in_progress' });
    await popup.close();
    await second.page.close();
  });

  it('is polled once for both, in the rhythm of one [F89]', async () => {
    // A young run is asked for often.
    rig.emulator.world.finishRun(ID);
    rig.emulator.world.startRun(ID, { seconds: 3600 });
    for (const one of [frame, view]) {
      await press(one, 'Refresh');
      await shows(one, { id: ID, status: 'in_progress', source: 'cloud' });
    }
    rig.emulator.world.log.clear();
    await until(() => times().length >= 3, 'three polls', LONG_MS);
    const gaps = times()
      .slice(1)
      .map((at, index) => at - (times()[index] ?? 0));
    // Two pollers would come in pairs.
    expect(Math.min(...gaps)).toBeGreaterThan(1000);
    expect(await shown(view)).toMatchObject({ status: 'in_progress', source: 'cloud' });
    expect(await shown(frame)).toMatchObject({ status: 'in_progress', source: 'cloud' });
  });

  it('turns completed in both, with its new version, as soon as it is asked for and without a click', async () => {
    await says(frame, '3 so far');
    const asks = await until(
      async () => (await watches(rig)).find(({ conversationId, nextAt }) => conversationId === ID && nextAt !== null),
      'the next question to be set',
    );
    // By the plan: how long the way to the screen takes is the machine's affair.
    expect(Number(asks.nextAt) - asks.setAt).toBeLessThanOrEqual(
      Math.max(SOON_MS, SHARE * (asks.setAt - Number(asks.runStartedAt))),
    );
    rig.emulator.world.finishRun(ID);
    await Promise.all(
      [frame, view].map((one) => shows(one, { id: ID, status: 'completed', source: 'cloud' }, LONG_MS)),
    );
    for (const one of [frame, view]) await says(one, /Compacted v4 .* 4 \(latest\)/);
    await lists(frame, ID, { text: /Completed, kept \d+ %.*v4/ });
    // The new summary, not the one of before, and both views by one request.
    const { summary } = rig.emulator.world.conversation(ID)?.latestVersion ?? {};
    const tokens = `${summary?.originalTokens.toLocaleString('en')} → ${summary?.compactedTokens.toLocaleString('en')}`;
    for (const one of [frame, view]) await says(one, tokens);
  });

  it('is not asked for any more once it has ended', async () => {
    const watches = await ask(view, 'overview', {});
    expect(watches.ok && watches.value.watches).toEqual([]);
    await until(async () => (await rig.extension.alarms()).length === 0, 'the alarm to be cleared');
  });
});

describe('a run that fails', () => {
  it('turns failed, with its reason', async () => {
    await open(frame, IDS.fresh, 'completed');
    rig.emulator.world.startRun(IDS.fresh, { seconds: 3600 });
    await clickRefresh(frame);
    await shows(frame, { id: IDS.fresh, status: 'in_progress' });
    rig.emulator.world.finishRun(IDS.fresh, 'failed', 'The summariser lost the thread.');
    await shows(frame, { id: IDS.fresh, status: 'failed' });
    await says(frame, 'The summariser lost the thread.');
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
