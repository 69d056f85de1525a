import type { Frame, Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { chatPath } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { World } from '../emulator/world.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { BARE, inspectAnew, lists, lookUp, statusRequests, visitDemo } from '../support/e2e/panel-page.ts';
import { ask } from '../support/e2e/rig.ts';
import { frameOf, has, says, shown, shows, type View } from '../support/e2e/view.ts';
import { watches } from '../support/e2e/watches.ts';

/** The same run in progress in the panel and in an open full view at once. */

const ID = IDS.inProgress;
const POLLED = new RegExp(`/${ID}/compaction/status`);
/** product.md: noticed within 2 s or 15% of the run's length, whichever is more. */
const SOON_MS = 2000;
const SHARE = 0.15;
const LONG_MS = 60_000;

/** `views`: the panel and a full view, which show a young run: one that is asked for often. */
const it = testsWith().extend<{ views: [Frame, Page] }>({
  views: async ({ world, inspect, openView }, use) => {
    world.finishRun(ID);
    world.startRun(ID, { seconds: 3600 });
    const { frame } = await inspect(BARE);
    await lookUp(frame, ID, 'in_progress');
    const view = await openView(ID);
    await shows(view, { id: ID, status: 'in_progress' });
    await use([frame, view]);
  },
});

const times = (world: World) => world.log.list({ kind: 'api', path: POLLED }).map(({ at }) => at);
/** Without bringing the view to the front, which would close the popup. */
const clickRefresh = (where: View) =>
  frameOf(where).$$eval('button', (all) => all.find((one) => one.innerText.trim() === 'Refresh')?.click());
const isBusy = (where: View) =>
  frameOf(where).$$eval('button[aria-busy]', (all) =>
    all.some((one) => one.innerText.trim() === 'Refresh' && one.ariaBusy === 'true'),
  );

describe('a run in two views', () => {
  it('is one request when two panels, the full view and the popup ask at once; all learn the answer [F89]', async ({
    rig,
    world,
    views: [frame, view],
  }) => {
    const { faults, log } = world;
    const second = await inspectAnew(rig, BARE);
    await lookUp(second.frame, ID, 'in_progress');
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
  });

  it('is polled once for both, in the rhythm of one [F89]', async ({ world, views: [frame, view] }) => {
    world.log.clear();
    await until(() => times(world).length >= 3, 'three polls', LONG_MS);
    const gaps = times(world)
      .slice(1)
      .map((at, index) => at - (times(world)[index] ?? 0));
    // Two pollers would come in pairs.
    expect(Math.min(...gaps)).toBeGreaterThan(1000);
    expect(await shown(view)).toMatchObject({ status: 'in_progress', source: 'cloud' });
    expect(await shown(frame)).toMatchObject({ status: 'in_progress', source: 'cloud' });
  });

  it('turns completed in both as soon as it is asked for, without a click, and is asked for no more', async ({
    rig,
    world,
    views: [frame, view],
  }) => {
    await says(frame, '3 (previous run)');
    const asks = await until(
      async () => (await watches(rig)).find(({ conversationId, nextAt }) => conversationId === ID && nextAt !== null),
      'the next question to be set',
    );
    // By the plan: how long the way to the screen takes is the machine's affair.
    expect(Number(asks.nextAt) - asks.setAt).toBeLessThanOrEqual(
      Math.max(SOON_MS, SHARE * (asks.setAt - Number(asks.runStartedAt))),
    );
    world.finishRun(ID);
    await Promise.all(
      [frame, view].map((one) => shows(one, { id: ID, status: 'completed', source: 'cloud' }, LONG_MS)),
    );
    for (const one of [frame, view]) await says(one, /Compacted v4 .* 4 \(latest\)/);
    await lists(frame, ID, { text: /Completed, kept \d+%.*v4/ });
    // The new summary, not the one of before, and both views by one request.
    const { summary } = world.conversation(ID)?.latestVersion ?? {};
    const tokens = `${summary?.originalTokens.toLocaleString('en')} → ${summary?.compactedTokens.toLocaleString('en')}`;
    for (const one of [frame, view]) await says(one, tokens);
    const overview = await ask(view, 'overview', {});
    expect(overview.ok && overview.value.watches).toEqual([]);
    await until(async () => (await rig.extension.alarms()).length === 0, 'the alarm to be cleared');
  });
});

describe('a run that is only listed', () => {
  it('[T51] is followed without a click, and turns completed as soon as it is asked for', async ({
    rig,
    world,
    pages,
    inspect,
  }) => {
    world.finishRun(ID);
    world.startRun(ID, { seconds: 3600 });
    pages.served.set('/app', `<!doctype html><a href="/chat/${ID}">Budget</a>`);
    const { frame } = await inspect(`${pages.origin}/app`);
    await lists(frame, ID, { text: /In progress/ });
    expect(await has(frame, 'Compact…')).toBe(false);
    world.log.clear();
    await until(() => times(world).length >= 3, 'three polls', LONG_MS);
    const asks = await until(
      async () => (await watches(rig)).find(({ conversationId, nextAt }) => conversationId === ID && nextAt !== null),
      'the next question to be set',
    );
    expect(Number(asks.nextAt) - asks.setAt).toBeLessThanOrEqual(
      Math.max(SOON_MS, SHARE * (asks.setAt - Number(asks.runStartedAt))),
    );
    world.finishRun(ID);
    await lists(frame, ID, { text: /Completed/ });
  });
});

describe('a run that fails', () => {
  it('turns failed, with its reason', async ({ world, inspect }) => {
    const { frame } = await inspect(BARE);
    await lookUp(frame, IDS.fresh, 'completed');
    world.startRun(IDS.fresh, { seconds: 3600 });
    await clickRefresh(frame);
    await shows(frame, { id: IDS.fresh, status: 'in_progress' });
    world.finishRun(IDS.fresh, 'failed', 'The summariser lost the thread.');
    await shows(frame, { id: IDS.fresh, status: 'failed' });
    await says(frame, 'The summariser lost the thread.');
  });
});
