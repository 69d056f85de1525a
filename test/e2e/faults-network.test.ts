import { describe, expect } from 'vitest';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { World } from '../emulator/world.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { ask, requests } from '../support/e2e/rig.ts';
import { alertWith, frameOf, press, says, shows, type View } from '../support/e2e/view.ts';

/** An answer that never comes, and more questions than can be asked. */

const it = testsWith();
const STATUS = /compaction\/status/;

describe('an answer that never begins', () => {
  it('is given up after 15 s by the true clock, in words, and asked for once [F35]', async ({
    rig,
    world,
    openView,
  }) => {
    world.faults.add({ path: `${IDS.fresh}/${STATUS.source}`, fault: { hold: true } });
    const view = await openView(IDS.fresh);
    await shows(view, { status: 'loading' });
    await alertWith(view, 'No complete response within 15 s');
    await shows(view, { id: IDS.fresh, status: 'error' });
    expect(requests(rig, STATUS)).toHaveLength(1);
    const calls = await ask(view, 'requests', { conversationId: IDS.fresh as ConversationId });
    const tookMs = calls.ok ? calls.value.find(({ call }) => call === 'status')?.tookMs : null;
    // A busy machine notices it late, never early.
    expect(tookMs).toBeGreaterThan(14_900);
    expect(tookMs).toBeLessThan(27_000);
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
        const input = { conversationId, part: { kind: 'status' }, mode: 'cached', priority };
        const send = () => chrome.runtime.sendMessage({ app: 'synap-inspector', version, name: 'read', input });
        let { outcome } = await send();
        // So that the queue stays full of clicks: a place that comes free is taken.
        const retries = () => priority === 'user' && Reflect.get(globalThis, 'keepFull') === true;
        while (retries() && outcome.error?.kind === 'queue-full') {
          await new Promise((done) => setTimeout(done, 50));
          ({ outcome } = await send());
        }
        const kind: string = outcome.ok ? 'ok' : outcome.error.kind;
        counts[kind] = (counts[kind] ?? 0) + 1;
        Reflect.set(globalThis, seed, (told += 1));
      };
      await Promise.all(Array.from({ length: count }, (_, n) => askOne(n)));
      return counts;
    },
    count,
    priority,
    seed,
  );
}

/** How many of that flood's questions were answered. */
const told = (page: View, seed: string) =>
  frameOf(page).evaluate((seed) => Number(Reflect.get(globalThis, seed) ?? 0), seed);

const MAX_IN_FLIGHT = 4;
const MAX_WAITING = 500;
/** Four times what the queue holds. The unit tests of the queue send it 10,000. */
const FLOOD = 2000;
/** Thousands of messages: seconds, but of a busy machine a minute. */
const LONG_MS = 120_000;

const waiting = async (page: View) => {
  const overview = await ask(page, 'overview', {});
  return overview.ok ? overview.value.budget.waiting : null;
};
const log = (world: World) => world.log.list({ kind: 'api', path: STATUS });

/** How many requests were open at once, at most. */
function peak(world: World): number {
  const changes = world.log.list({ kind: 'api' }).flatMap(({ at, answeredAt }) => [
    { at, by: 1 },
    { at: answeredAt ?? Infinity, by: -1 },
  ]);
  let open = 0;
  return Math.max(...changes.toSorted((a, b) => a.at - b.at || a.by - b.by).map(({ by }) => (open += by)));
}

const clickRefresh = (page: View) =>
  frameOf(page).$$eval('button', (all) => all.find((one) => one.innerText.trim() === 'Refresh')?.click());

describe('a flood of lookups [F59]', () => {
  it('has 4 in flight and 500 waiting; a click goes first, and is told when the queue is full of clicks', async ({
    rig,
    world,
    openView,
  }) => {
    const { faults } = world;
    const clicked = await openView(IDS.fresh);
    await shows(clicked, { status: 'completed' });
    const page = await openView();
    const worker = await rig.extension.worker();
    await worker.evaluate(() => Reflect.set(globalThis, 'sameWorker', true));
    world.log.clear();
    const held = faults.add({ path: 'f59f59f', fault: { hold: true, status: 404 } });

    // More than the queue takes: the rest is refused.
    const automatic = flood(page, FLOOD, 'automatic', 'f59f59f1');
    const refused = FLOOD - MAX_WAITING - MAX_IN_FLIGHT;
    await until(async () => (await told(page, 'f59f59f1')) >= refused, 'all but those in line to be refused', LONG_MS);
    expect(await waiting(page)).toBe(MAX_WAITING);
    expect(faults.heldCount).toBe(MAX_IN_FLIGHT);

    // A click waits for those in flight, and for no more.
    await clickRefresh(clicked);
    await says(clicked, 'queued behind other requests');
    const before = log(world).length;
    faults.release(held);
    await until(() => log(world).some(({ url }) => url.includes(IDS.fresh)), 'the click');
    expect(log(world).findIndex(({ url }) => url.includes(IDS.fresh)) - before).toBeLessThan(MAX_IN_FLIGHT);
    await shows(clicked, { status: 'completed', source: 'cloud' });

    // Clicks take the places of what was automatic, until there is none left to take.
    await page.evaluate(() => Reflect.set(globalThis, 'keepFull', true));
    const clicks = flood(page, MAX_WAITING + 4 * MAX_IN_FLIGHT, 'user', 'f59f59f2');
    const isFullOfClicks = async () =>
      (await told(page, 'f59f59f1')) >= FLOOD - MAX_IN_FLIGHT && (await waiting(page)) === MAX_WAITING;
    await until(isFullOfClicks, 'the queue to be full of clicks', LONG_MS);
    await clickRefresh(clicked);
    expect(await alertWith(clicked, 'Too many lookups are queued')).toMatch(/\d+ requests are already queued\./);

    // All ends well: what waited is answered, and the click works.
    await page.evaluate(() => Reflect.set(globalThis, 'keepFull', false));
    faults.add({ path: 'f59f59f', fault: { status: 404 } });
    faults.clear(held);
    const [counts, clickCounts] = [await automatic, await clicks];
    expect(counts['queue-full']).toBeGreaterThanOrEqual(refused);
    expect(counts['unknown-conversation']).toBe(log(world).filter(({ url }) => url.includes('f59f59f1')).length);
    expect(clickCounts['unknown-conversation']).toBeGreaterThanOrEqual(MAX_WAITING);
    expect(peak(world)).toBe(MAX_IN_FLIGHT);
    await press(clicked, 'Try again');
    await shows(clicked, { status: 'completed', source: 'cloud' });
    expect(await (await rig.extension.worker()).evaluate(() => Reflect.get(globalThis, 'sameWorker'))).toBe(true);
  });
});
