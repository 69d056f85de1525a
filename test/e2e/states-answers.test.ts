import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { ask, requests } from '../support/e2e/rig.ts';
import { alerts, alertWith, fill, has, press, says, shows } from '../support/e2e/view.ts';

/** Synap answers, and says no: what the full view makes of it. */

const UNKNOWN = '6f1d2c3b-4a59-4e68-9d70-8b1c2d3e4f50';
const it = testsWith();

describe('the key', () => {
  it('when refused is told so, stays, stops the polling, and serves again when it is mended [F27]', async ({
    rig,
    world,
    openView,
  }) => {
    const page = await openView(IDS.inProgress);
    await shows(page, { status: 'in_progress' });
    await press(page, 'Watch');
    world.revoke('normal');
    await press(page, 'Refresh');
    expect(await alertWith(page, 'Synap refused the key')).toContain('HTTP 401');
    expect(await has(page, 'Replace the key')).toBe(true);
    // Refresh asks for several parts, and the first that is refused is told: the status may still be on its way.
    const refused = () => world.log.list({ kind: 'api', path: /compaction.status/ }).some((one) => one.status === 401);
    await until(refused, 'the status to be refused');
    world.log.clear();
    for (let alarm = 0; alarm < 3; alarm += 1) await rig.extension.fireAlarm('poll');
    const overview = await ask(page, 'overview', {});
    expect(overview).toMatchObject({
      ok: true,
      value: { pause: { reason: 'key-refused' }, profiles: [{ key: { last4: rig.emulator.keys.normal.slice(-4) } }] },
    });
    expect(requests(rig, /compaction.status/)).toEqual([]);
    world.revoke('normal', false);
    await press(page, 'Try again');
    await shows(page, { status: 'in_progress', source: 'cloud' });
    await until(async () => (await alerts(page)).length === 0, 'every part to be answered again');
  });

  it('is not blamed for a 403 when whoami takes it [F29]', async ({ rig, openView }) => {
    const page = await openView(UNKNOWN);
    expect(await alertWith(page, 'No messages for this conversation')).toContain('Your key works');
    await shows(page, { status: 'unknown' });
    expect(requests(rig, /whoami/)).toHaveLength(1);
  });

  it('is blamed for a 403 when whoami refuses it as well [F29]', async ({ rig, world, openView }) => {
    // A whoami that succeeded a moment ago speaks for its key; a worker that starts anew has none.
    await rig.extension.stopWorker();
    world.faults.add({ path: 'compaction/status|whoami', fault: { status: 403 } });
    const page = await openView(IDS.stale);
    expect(await alertWith(page, 'Synap refused the key')).toContain('HTTP 403');
    await shows(page, { status: 'error' });
  });
});

describe('a compaction', () => {
  /** `meanwhile` runs while the dialog is open. */
  async function compact(page: Page, id: string, meanwhile: () => unknown = () => undefined): Promise<void> {
    await shows(page, { id });
    await press(page, 'Compact…');
    await says(page, /Balance: \d+ credits/);
    meanwhile();
    await press(page, 'Compact');
  }

  it('without credits says so with the link that came with it, and is sent once [F28]', async ({
    rig,
    world,
    openView,
  }) => {
    const page = await openView(IDS.neverCompacted);
    await shows(page, { status: 'none' });
    await compact(page, IDS.neverCompacted, () => world.setCredits('normal', 0));
    const told = await alertWith(page, 'Out of credits');
    expect(told).toMatch(/The account has 0 credits; this needs \d+/);
    expect(requests(rig, /compact$/)).toHaveLength(1);
    await press(page, 'Get credits');
    const find = async () => (await rig.extension.tabUrls()).find((url) => url.startsWith('https://'));
    const opened = await until(find, 'the link to open');
    expect(new URL(opened).hostname).toContain('maximem');
  });

  it('where one runs already is told so, and that run is followed [F31]', async ({ rig, world, openView }) => {
    const page = await openView(IDS.fresh);
    await shows(page, { status: 'completed' });
    await compact(page, IDS.fresh, () => world.startRun(IDS.fresh, { seconds: 3600 }));
    await alertWith(page, 'A compaction is already running');
    expect(requests(rig, /compact$/)).toHaveLength(1);
    const overview = await ask(page, 'overview', {});
    expect(overview.ok && overview.value.watches).toMatchObject([
      { conversationId: IDS.fresh, state: 'running', starred: true },
    ]);
  });

  it('is not on offer without credits [B10]', async ({ rig, world, openView }) => {
    world.setCredits('normal', 0);
    const page = await openView(IDS.neverCompacted);
    await shows(page, { status: 'none' });
    await compact(page, IDS.neverCompacted);
    await says(page, 'No credits left');
    expect(requests(rig, /compact$/)).toEqual([]);
  });

  it('of what is too short says by how much, and is forced by a click [B9]', async ({ rig, openView }) => {
    const page = await openView(IDS.none);
    await shows(page, { status: 'none' });
    await compact(page, IDS.none);
    expect(await alertWith(page, 'Too short to compact')).toMatch(/^Too short to compact: \d+ of 250 tokens/);
    await press(page, 'Compact anyway (force)');
    await shows(page, { id: IDS.none, status: 'in_progress' });
    expect(requests(rig, /compact$/)).toHaveLength(2);
  });

  it("that Synap rejects shows the server's words, as text [F31]", async ({ rig, world, openView }) => {
    world.faults.add({
      method: 'POST',
      path: 'compact$',
      fault: {
        status: 422,
        body: { kind: 'error', shape: 'detail-list', message: 'target_tokens <b>must</b> be at least 64' },
      },
    });
    const page = await openView(IDS.fresh);
    await compact(page, IDS.fresh);
    const told = await alertWith(page, 'Synap rejected the request');
    expect(told).toContain('target_tokens <b>must</b> be at least 64');
    expect(told).toContain('HTTP 422');
    expect(requests(rig, /compact$/)).toHaveLength(1);
  });
});

describe('a conversation', () => {
  it('that Synap does not know is told so, and another id can be looked up [F30]', async ({ rig, world, openView }) => {
    world.configure({ unknownConversation: 404 });
    const page = await openView(UNKNOWN);
    await alertWith(page, 'Conversation not found');
    await shows(page, { status: 'unknown' });
    // A retry gives the same answer [C14].
    expect(await has(page, 'Try again')).toBe(false);
    const asked = requests(rig, /6f1d2c3b.*status/).length;
    // Remembered shortly: a reload does not ask again.
    await page.reload();
    await alertWith(page, 'Conversation not found');
    expect(requests(rig, /6f1d2c3b.*status/)).toHaveLength(asked);
    await fill(page, 'Conversation id', IDS.fresh);
    await press(page, 'Look up');
    await shows(page, { id: IDS.fresh, status: 'completed' });
  });

  it('that was never compacted is told so, with the button that starts one [F30]', async ({ openView }) => {
    const page = await openView(IDS.none);
    await shows(page, { status: 'none' });
    await says(page, "Synap has this conversation but hasn't summarised it yet.");
    expect(await alerts(page)).toEqual([]);
    expect(await has(page, 'Compact…')).toBe(true);
  });
});

describe('a rate limit', () => {
  const SECONDS = 6;

  /** Notes each number of seconds that the view counts down from now on: a slow test would miss some. */
  async function countdownOf(page: Page): Promise<() => Promise<number[]>> {
    await page.evaluate(() => {
      const seen: number[] = [];
      Reflect.set(globalThis, 'countdown', seen);
      new MutationObserver(() => {
        const [, left] = /Retrying in (\d+) s/.exec(document.body.innerText) ?? [];
        if (left !== undefined && Number(left) !== seen.at(-1)) seen.push(Number(left));
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    return () => page.evaluate(() => Reflect.get(globalThis, 'countdown') as number[]);
  }

  it('counts down, holds the whole profile, and ends by itself [F32]', async ({ world, openView }) => {
    const first = await openView(IDS.fresh);
    const second = await openView(IDS.failed);
    await shows(first, { status: 'completed' });
    await shows(second, { status: 'failed' });
    world.log.clear();
    world.faults.add({
      path: `${IDS.fresh}/compaction/status`,
      count: 1,
      fault: { status: 429, headers: { 'retry-after': String(SECONDS) } },
    });
    const countdown = await countdownOf(first);
    await press(first, 'Refresh');
    await alertWith(first, 'Rate limit reached');
    await press(second, 'Refresh');
    await alertWith(second, 'Rate limit reached');
    await first.bringToFront();
    await shows(first, { status: 'completed', source: 'cloud' });
    await second.bringToFront();
    await shows(second, { status: 'failed', source: 'cloud' });
    const seen = await countdown();
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    expect(seen[0]).toBeLessThanOrEqual(SECONDS);
    const [refused, ...later] = world.log.list({ kind: 'api', path: /compaction.status/ });
    expect(refused?.status).toBe(429);
    // Nobody was asked for before the time was over.
    expect(Math.min(...later.map(({ at }) => at)) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(SECONDS * 1000 - 50);
  });
});

describe('a server that fails', () => {
  it('for a moment is asked up to three times, and answers [F34]', async ({ world, openView }) => {
    world.faults.add({ path: `${IDS.fresh}/compaction/status`, count: 2, fault: { status: 503 } });
    const page = await openView(IDS.fresh);
    await shows(page, { status: 'completed' });
    const asked = world.log.list({ kind: 'api', path: new RegExp(`${IDS.fresh}/compaction/status`) });
    expect(asked.map(({ status }) => status)).toEqual([503, 503, 200]);
    // The true pauses; of the hasty build, which other tests of failures use, they are shorter.
    const [first = 0, second = 0, third = 0] = asked.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(1000);
    expect(third - second).toBeGreaterThanOrEqual(2000);
  });
});
