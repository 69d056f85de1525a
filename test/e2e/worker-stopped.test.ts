import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { Fault } from '../emulator/fault.ts';
import { ask, giveKey, requests, startRig, type Rig } from '../support/e2e/rig.ts';
import { alertWith, fill, has, press, says, shows, textOf } from '../support/e2e/view.ts';

/** The worker dies under open views. */

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ runSeconds: 3600 });
  await giveKey(rig);
});
afterAll(() => rig.close());
beforeEach(() => rig.emulator.world.log.clear());
afterEach(async () => {
  for (const page of (await rig.extension.browser.pages()).slice(1)) await page.close();
  rig.emulator.world.reset();
  const options = await rig.extension.openPage('options');
  await ask(options, 'clear-cache', {});
  await options.close();
});

const view = (id: string) => rig.extension.openPage('inspector', { id });

/** Stops the worker, and makes sure that it was this one. */
async function kill(): Promise<void> {
  await (await rig.extension.worker()).evaluate(() => Reflect.set(globalThis, 'marked', true));
  await rig.extension.stopWorker();
}

async function isAnother(): Promise<boolean> {
  return (await rig.extension.worker()).evaluate(() => !Reflect.has(globalThis, 'marked'));
}

describe('a worker that is stopped', () => {
  it('wakes at the next click, in the full view and in the panel [F1]', async () => {
    const full = await view(IDS.threeVersions);
    await shows(full, { status: 'completed' });
    const site = await rig.extension.visit(`${rig.emulator.httpOrigin}/demo/`);
    const { frame, devtools }: { frame: Frame; devtools: Page } = await rig.extension.openPanel(site);
    await devtools.bringToFront();
    await fill(frame, 'Conversation id', IDS.failed);
    await press(frame, 'Look up');
    await shows(frame, { id: IDS.failed, status: 'failed' });
    await kill();
    rig.emulator.world.log.clear();
    await press(frame, 'Refresh');
    await until(
      () => requests(rig, new RegExp(`${IDS.failed}/compaction/status`)).length === 1,
      "the panel's question",
    );
    await shows(frame, { id: IDS.failed, status: 'failed', source: 'cloud' });
    expect(await isAnother()).toBe(true);
    await kill();
    await press(full, 'Refresh');
    await until(
      () => requests(rig, new RegExp(`${IDS.threeVersions}/compaction/status`)).length === 1,
      "the full view's question",
    );
    await shows(full, { id: IDS.threeVersions, status: 'completed', source: 'cloud' });
    expect(await isAnother()).toBe(true);
  });

  it('in the middle of a question is asked it once more, and answers [F2]', async () => {
    const page = await view(IDS.envelope);
    await shows(page, { status: 'completed' });
    const { faults } = rig.emulator.world;
    rig.emulator.world.log.clear();
    faults.add({ path: `${IDS.envelope}/compaction/status`, count: 1, fault: { hold: true } });
    await press(page, 'Refresh');
    await until(() => faults.heldCount === 1, 'the question to be under way');
    await kill();
    await until(() => requests(rig, new RegExp(`${IDS.envelope}/compaction/status`)).length === 2, 'the second asking');
    await until(
      () => page.$eval('[aria-busy]', (button) => button.getAttribute('aria-busy') === 'false'),
      'the answer',
    );
    await shows(page, { status: 'completed', source: 'cloud' });
    expect(await isAnother()).toBe(true);
    // Its answer is the proof that nothing else waits to be sent.
    await ask(page, 'balance', {});
    expect(requests(rig, new RegExp(`${IDS.envelope}/compaction/status`))).toHaveLength(2);
  });

  it('in the middle of a compaction never sends it again [F45]', async () => {
    const page = await view(IDS.neverCompacted);
    await shows(page, { status: 'none' });
    await press(page, 'Compact…');
    await says(page, /Balance: \d+ credits/);
    const { faults } = rig.emulator.world;
    // With a status of its own it is not carried out when it is let go at the end.
    faults.add({ method: 'POST', path: 'compact$', fault: { hold: true, status: 503 } });
    await press(page, 'Compact');
    await until(() => faults.heldCount === 1, 'the compaction to be under way');
    await kill();
    expect(await alertWith(page, "The extension's service stopped before it answered")).toBeTruthy();
    await says(page, 'Before you start a compaction a second time, look whether the first one runs.');
    await ask(page, 'balance', {});
    await page.reload();
    await shows(page, { status: 'none' });
    expect(await isAnother()).toBe(true);
    expect(requests(rig, /compact$/)).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['is answered with 503', { status: 503 }],
    ['loses its connection', { reset: 'at-once' }],
    ['is answered by a login page', { body: { kind: 'login-page' } }],
  ])('or one that lives: a compaction that %s is sent once [F45]', async (_what, fault) => {
    const page = await view(IDS.neverCompacted);
    await shows(page, { status: 'none' });
    await press(page, 'Compact…');
    await says(page, /Balance: \d+ credits/);
    rig.emulator.world.faults.add({ method: 'POST', path: 'compact$', fault });
    await press(page, 'Compact');
    await until(async () => (await has(page, 'Try again')) || has(page, 'Open options'), 'the error');
    await says(page, 'Before you start a compaction a second time, look whether the first one runs.');
    expect(await textOf(page)).not.toContain('also when asked again');
    const sent = rig.emulator.world.log.list({ kind: 'api', path: /compact$/ });
    // A browser may repeat by itself what died on a used connection: that is one compaction, by its correlation id.
    expect(new Set(sent.map(({ headers }) => headers['x-correlation-id'])).size).toBe(1);
    if (fault.reset === undefined) expect(sent).toHaveLength(1);
  });

  it('comes back by itself to a view that waits for news [F6]', async () => {
    rig.emulator.world.startRun(IDS.fresh);
    const page = await view(IDS.fresh);
    await shows(page, { status: 'in_progress' });
    await kill();
    // No click: the port alone brings the worker back, and its polling the news.
    rig.emulator.world.finishRun(IDS.fresh);
    await shows(page, { status: 'completed' });
    await says(page, /Compacted v2/);
    expect(await isAnother()).toBe(true);
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
