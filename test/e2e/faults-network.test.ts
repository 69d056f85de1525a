import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { Fault } from '../emulator/fault.ts';
import { ask, giveKey, requests, startRig, type Rig } from '../support/e2e/rig.ts';
import { alerts, alertWith, frameOf, press, says, shows, type View } from '../support/e2e/view.ts';

/** Answers that take for ever, and more questions than can be asked. */

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
  await giveKey(rig);
});
afterAll(() => rig.close());
afterEach(async () => {
  rig.emulator.world.faults.clear();
  rig.emulator.world.log.clear();
  for (const page of (await rig.extension.browser.pages()).slice(1)) await page.close();
});

const view = (id: string) => rig.extension.openPage('inspector', { id });
const STATUS = /compaction\/status/;

describe('an answer that takes for ever', () => {
  /** Waits until its end is told; how long it took by the product's own log, in ms. */
  async function toldAfter(page: View, id: string, words: string): Promise<number> {
    await until(async () => (await alerts(page)).some((text) => text.includes(words)), `"${words}"`, 90_000);
    const calls = await ask(page, 'requests', { conversationId: id as ConversationId });
    return (calls.ok && calls.value.find(({ call }) => call === 'status')?.tookMs) || Number.NaN;
  }

  // A busy machine notices it late, never early.
  const isAbout = (ms: number, seconds: number) => {
    expect(ms).toBeGreaterThan(seconds * 1000 - 100);
    expect(ms).toBeLessThan(1.8 * seconds * 1000);
  };

  it('is given up after 15 s without headers and after 30 s in all, in words, and asked for once [F35] [F36]', async () => {
    const slow: [string, Fault][] = [
      [IDS.fresh, { hold: true }],
      [IDS.stale, { dripMs: 1000 }],
    ];
    for (const [id, fault] of slow) rig.emulator.world.faults.add({ path: `${id}/${STATUS.source}`, fault });
    const [silent, dripping] = await Promise.all([view(IDS.fresh), view(IDS.stale)]);
    for (const page of [silent, dripping]) await shows(page, { status: 'loading' });
    const [silentMs, drippingMs] = await Promise.all([
      toldAfter(silent, IDS.fresh, 'There was no complete answer after 15 s'),
      toldAfter(dripping, IDS.stale, 'There was no complete answer after 30 s'),
    ]);
    isAbout(silentMs, 15);
    isAbout(drippingMs, 30);
    for (const [page, id] of [
      [silent, IDS.fresh],
      [dripping, IDS.stale],
    ] as const) {
      await alertWith(page, 'Synap did not answer in time');
      await shows(page, { id, status: 'error' });
      expect(requests(rig, new RegExp(`${id}/${STATUS.source}`))).toHaveLength(1);
    }
    rig.emulator.world.faults.clear();
    for (const page of [silent, dripping]) {
      await press(page, 'Try again');
      await shows(page, { status: 'completed', source: 'cloud' });
    }
  });
});

/** Asks for the status of so many unknown conversations at once; how each was answered, counted. */
function flood(
  page: View,
  count: number,
  priority: 'user' | 'automatic',
  seed: string,
): Promise<Record<string, number>> {
  return frameOf(page).evaluate(
    async (count, priority, seed) => {
      const { version } = chrome.runtime.getManifest();
      const counts: Record<string, number> = {};
      let told = 0;
      const askOne = async (n: number) => {
        const conversationId = `${seed}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
        const input = { conversationId, mode: 'cached', priority };
        const send = () => chrome.runtime.sendMessage({ app: 'synap-inspector', version, name: 'status', input });
        let { outcome } = await send();
        // So that the queue stays full: a place that comes free is taken.
        while (Reflect.get(globalThis, 'keepFull') === true && outcome.error?.kind === 'queue-full') {
          await new Promise((done) => setTimeout(done, 50));
          ({ outcome } = await send());
        }
        const kind: string = outcome.ok ? 'ok' : outcome.error.kind;
        counts[kind] = (counts[kind] ?? 0) + 1;
        Reflect.set(globalThis, 'told', (told += 1));
      };
      await Promise.all(Array.from({ length: count }, (_, n) => askOne(n)));
      return counts;
    },
    count,
    priority,
    seed,
  );
}

/** How many of a flood's questions were answered. */
const told = (page: View) => frameOf(page).evaluate(() => Number(Reflect.get(globalThis, 'told') ?? 0));

const MAX_IN_FLIGHT = 4;
const MAX_WAITING = 500;
/** Ten thousand messages: seconds, but of a busy machine minutes. */
const LONG_MS = 300_000;

const waiting = async (page: View) => {
  const overview = await ask(page, 'overview', {});
  return overview.ok ? overview.value.budget.waiting : null;
};
const log = () => rig.emulator.world.log.list({ kind: 'api', path: STATUS });

/** How many requests were open at once, at most. */
function peak(): number {
  const changes = rig.emulator.world.log.list({ kind: 'api' }).flatMap(({ at, answeredAt }) => [
    { at, by: 1 },
    { at: answeredAt ?? Infinity, by: -1 },
  ]);
  let open = 0;
  return Math.max(...changes.toSorted((a, b) => a.at - b.at || a.by - b.by).map(({ by }) => (open += by)));
}

const clickRefresh = (page: View) =>
  frameOf(page).$$eval('button', (all) => all.find((one) => one.innerText.trim() === 'Refresh')?.click());

describe('a flood of 10,000 lookups', () => {
  it(
    'has 4 in flight and 500 waiting, the rest is refused; a click goes first, and the worker lives on [F59]',
    async () => {
      const { faults } = rig.emulator.world;
      const worker = await rig.extension.worker();
      await worker.evaluate(() => Reflect.set(globalThis, 'sameWorker', true));
      const clicked = await view(IDS.fresh);
      await shows(clicked, { status: 'completed' });
      const page = await rig.extension.openPage('inspector');
      rig.emulator.world.log.clear();

      faults.add({ path: 'f59f59f1', fault: { delayMs: 1000, status: 404 } });
      const flooding = flood(page, 10_000, 'automatic', 'f59f59f1');
      await until(
        async () => (await told(page)) >= 10_000 - MAX_WAITING - log().length,
        'all but those in line to be refused',
        LONG_MS,
      );
      expect(await waiting(page)).toBeGreaterThan(MAX_WAITING / 2);
      expect(await waiting(page)).toBeLessThanOrEqual(MAX_WAITING);

      faults.clear();
      faults.add({ path: 'f59f59f1', fault: { hold: true, status: 404 } });
      await until(() => faults.heldCount === MAX_IN_FLIGHT, 'four to be held');
      await clickRefresh(clicked);
      await says(clicked, 'waiting for the request budget');
      const before = log().length;
      faults.clear();
      faults.add({ path: 'f59f59f1', fault: { status: 404 } });
      await until(() => log().some(({ url }) => url.includes(IDS.fresh)), 'the click');
      // Those that came with it, and no more.
      expect(log().findIndex(({ url }) => url.includes(IDS.fresh)) - before).toBeLessThanOrEqual(MAX_IN_FLIGHT);

      const counts = await flooding;
      expect(Object.keys(counts).toSorted()).toEqual(['queue-full', 'unknown-conversation']);
      expect(counts['queue-full']).toBeGreaterThan(5000);
      expect(counts['unknown-conversation']).toBe(log().length - 1);
      expect(peak()).toBe(MAX_IN_FLIGHT);
      expect(await (await rig.extension.worker()).evaluate(() => Reflect.get(globalThis, 'sameWorker'))).toBe(true);
      await shows(await view(IDS.none), { status: 'none', source: 'cloud' });
    },
    LONG_MS,
  );

  it(
    'is told in words to who clicks while the queue is full of clicks, and whose click works later [F59]',
    async () => {
      const { faults } = rig.emulator.world;
      const clicked = await view(IDS.threeVersions);
      await shows(clicked, { status: 'completed' });
      const page = await rig.extension.openPage('inspector');
      faults.add({ path: 'f59f59f2', fault: { hold: true, status: 404 } });
      await page.evaluate(() => Reflect.set(globalThis, 'keepFull', true));
      const flooding = flood(page, MAX_WAITING + 4 * MAX_IN_FLIGHT, 'user', 'f59f59f2');
      await until(async () => (await waiting(page)) === MAX_WAITING, 'the queue to be full', LONG_MS);
      await clickRefresh(clicked);
      expect(await alertWith(clicked, 'Too many lookups are waiting')).toMatch(
        /\d+ questions wait for the request budget already\./,
      );
      await page.evaluate(() => Reflect.set(globalThis, 'keepFull', false));
      faults.clear();
      faults.add({ path: 'f59f59f2', fault: { status: 404 } });
      await flooding;
      await press(clicked, 'Try again');
      await shows(clicked, { status: 'completed', source: 'cloud' });
    },
    LONG_MS,
  );
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
