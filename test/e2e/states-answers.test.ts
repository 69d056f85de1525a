import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { FaultRule } from '../emulator/fault.ts';
import { ask, giveKey, requests, startRig, type Rig } from '../support/e2e/rig.ts';
import { alerts, alertWith, fill, has, press, says, shows, textOf } from '../support/e2e/view.ts';

/** Synap answers, and says no: what the full view makes of it. */

const UNKNOWN = '6f1d2c3b-4a59-4e68-9d70-8b1c2d3e4f50';
let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
  await giveKey(rig);
});
afterAll(() => rig.close());
afterEach(async () => {
  for (const page of (await rig.extension.browser.pages()).slice(1)) await page.close();
  // Everything as at the start, on both sides.
  rig.emulator.world.reset();
  const page = await rig.extension.openPage('options');
  await ask(page, 'clear-cache', {});
  await ask(page, 'resume', {});
  await page.close();
});

const fault = (rule: FaultRule) => rig.emulator.world.faults.add(rule);
const view = (id: string) => rig.extension.openPage('inspector', { id });

describe('the key', () => {
  it('when refused is told so, stays, stops the polling, and serves again when it is mended [F27]', async () => {
    const { world } = rig.emulator;
    const page = await view(IDS.inProgress);
    await shows(page, { status: 'in_progress' });
    await press(page, 'Watch');
    world.revoke('normal');
    await press(page, 'Refresh');
    expect(await alertWith(page, 'Synap refused the key')).toContain('status 401');
    expect(await has(page, 'Replace the key')).toBe(true);
    world.log.clear();
    for (let alarm = 0; alarm < 3; alarm += 1) await rig.extension.fireAlarm('poll');
    const overview = await ask(page, 'overview', {});
    expect(overview).toMatchObject({
      ok: true,
      value: { pause: { reason: 'key-refused' }, profiles: [{ key: { last4: rig.emulator.keys.normal.slice(-4) } }] },
    });
    // What Refresh asked for beside the status may come late.
    expect(requests(rig, /compaction.status/)).toEqual([]);
    world.revoke('normal', false);
    await press(page, 'Try again');
    await shows(page, { status: 'in_progress', source: 'cloud' });
    await until(async () => (await alerts(page)).length === 0, 'every part to be answered again');
    await press(page, 'Watch');
  });

  it('is not blamed for a 403 when whoami takes it [F29]', async () => {
    const page = await view(UNKNOWN);
    expect(await alertWith(page, 'Nothing recorded under this key')).toContain('Your key works');
    await shows(page, { status: 'unknown' });
    expect(requests(rig, /whoami/)).toHaveLength(1);
  });

  it('is blamed for a 403 when whoami refuses it as well [F29]', async () => {
    // A whoami that succeeded a moment ago speaks for its key; a worker that starts anew has none.
    await rig.extension.stopWorker();
    fault({ path: 'compaction/status|whoami', fault: { status: 403 } });
    const page = await view(IDS.stale);
    expect(await alertWith(page, 'Synap refused the key')).toContain('status 403');
    await shows(page, { status: 'error' });
  });
});

describe('a compaction', () => {
  async function compact(page: Page, id: string): Promise<void> {
    await shows(page, { id });
    await press(page, 'Compact…');
    await says(page, /Balance: \d+ credits/);
    await press(page, 'Compact');
  }

  it('without credits says so with the link that came with it, and is sent once [F28]', async () => {
    rig.emulator.world.setCredits('normal', 0);
    const page = await view(IDS.neverCompacted);
    await shows(page, { status: 'none' });
    await compact(page, IDS.neverCompacted);
    const told = await alertWith(page, 'Out of credits');
    expect(told).toMatch(/The account has 0 credits; \d+ are needed/);
    expect(requests(rig, /compact$/)).toHaveLength(1);
    const [targets, link] = [rig.extension.browser.targets().length, 'Get credits'];
    await press(page, link);
    const opened = await until(
      () => rig.extension.browser.targets().find((one) => one.url().startsWith('https://') && one.type() === 'page'),
      'the link to open',
    );
    expect(new URL(opened.url()).hostname).toContain('maximem');
    expect(rig.extension.browser.targets().length).toBeGreaterThan(targets);
    await (await opened.page())?.close();
  });

  it('where one runs already is told so, and that run is followed [F31]', async () => {
    const page = await view(IDS.inProgress);
    await shows(page, { status: 'in_progress' });
    await compact(page, IDS.inProgress);
    await alertWith(page, 'A compaction is running already');
    expect(requests(rig, /compact$/)).toHaveLength(1);
    const overview = await ask(page, 'overview', {});
    expect(overview.ok && overview.value.watches).toMatchObject([
      { conversationId: IDS.inProgress, state: 'running', starred: true },
    ]);
    await ask(page, 'unwatch', { conversationId: IDS.inProgress } as never);
  });

  it("that Synap rejects shows the server's words, as text [F31]", async () => {
    fault({
      method: 'POST',
      path: 'compact$',
      fault: {
        status: 422,
        body: { kind: 'error', shape: 'detail-list', message: 'target_tokens <b>must</b> be at least 64' },
      },
    });
    const page = await view(IDS.fresh);
    await compact(page, IDS.fresh);
    const told = await alertWith(page, 'Synap rejected the request');
    expect(told).toContain('target_tokens <b>must</b> be at least 64');
    expect(told).toContain('status 422');
    expect(requests(rig, /compact$/)).toHaveLength(1);
  });
});

describe('a conversation', () => {
  it('that Synap does not know is told so, and another id can be looked up [F30]', async () => {
    rig.emulator.world.configure({ unknownConversation: 404 });
    const page = await view(UNKNOWN.replace('6f', '7f'));
    await alertWith(page, 'Unknown to Synap');
    await shows(page, { status: 'unknown' });
    expect(await has(page, 'Try again')).toBe(true);
    const asked = requests(rig, /7f1d2c3b.*status/).length;
    // Remembered shortly: a reload does not ask again.
    await page.reload();
    await alertWith(page, 'Unknown to Synap');
    expect(requests(rig, /7f1d2c3b.*status/)).toHaveLength(asked);
    await fill(page, 'Conversation id', IDS.fresh);
    await press(page, 'Look up');
    await shows(page, { id: IDS.fresh, status: 'completed' });
  });

  it('that was never compacted is told so, with the button that starts one [F30]', async () => {
    const page = await view(IDS.none);
    await shows(page, { status: 'none' });
    await says(page, 'Synap knows this conversation, and has made no summary of it yet.');
    expect(await alerts(page)).toEqual([]);
    expect(await has(page, 'Compact…')).toBe(true);
  });
});

describe('a rate limit', () => {
  it('counts down, holds the whole profile, and ends by itself [F32]', async () => {
    const seconds = 25;
    fault({
      path: `${IDS.fresh}/compaction/status`,
      count: 1,
      fault: { status: 429, headers: { 'retry-after': String(seconds) } },
    });
    const first = await view(IDS.fresh);
    await alertWith(first, 'Rate limit reached');
    const left = async () => Number(/Tries again by itself in (\d+) s/.exec(await textOf(first))?.[1]);
    const atFirst = await until(left, 'the countdown');
    expect(atFirst).toBeLessThanOrEqual(seconds);
    const second = await view(IDS.failed);
    await alertWith(second, 'Rate limit reached');
    await first.bringToFront();
    await until(async () => (await left()) < atFirst, 'the seconds to go down');
    await shows(first, { status: 'completed', source: 'cloud' }, 60_000);
    await second.bringToFront();
    await shows(second, { status: 'failed', source: 'cloud' });
    const [refused, ...later] = rig.emulator.world.log.list({
      kind: 'api',
      path: new RegExp(`${IDS.fresh}|${IDS.failed}`),
    });
    expect(refused?.status).toBe(429);
    // Nobody was asked for before the time was over.
    expect(Math.min(...later.map(({ at }) => at)) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(seconds * 1000 - 50);
  });
});

describe('a server that fails', () => {
  it('for a moment is asked up to three times, and answers [F34]', async () => {
    fault({ path: `${IDS.fresh}/compaction/status`, count: 2, fault: { status: 503 } });
    const page = await view(IDS.fresh);
    await shows(page, { status: 'completed' });
    // Of this conversation: a run watched by an earlier test may be asked for in between.
    const asked = rig.emulator.world.log.list({ kind: 'api', path: new RegExp(`${IDS.fresh}/compaction/status`) });
    expect(asked.map(({ status }) => status)).toEqual([503, 503, 200]);
  });

  it('for long is told so after three attempts, whatever its number, with a way to try again [F34]', async () => {
    const down = [IDS.stale, IDS.failed, IDS.envelope, IDS.qualityWarning].map((id, at) => ({
      id,
      status: [500, 502, 503, 504][at] ?? 0,
    }));
    for (const { id, status } of down) fault({ path: `${id}/compaction/status`, fault: { status } });
    // Side by side, for each takes its seconds to be tried three times.
    const pages = await Promise.all(down.map(({ id }) => view(id)));
    for (const [at, page] of pages.entries()) {
      const { id, status } = down[at] ?? { id: '', status: 0 };
      await page.bringToFront();
      expect(await alertWith(page, 'Synap is unavailable')).toContain(`status ${status}, also when asked again`);
      await shows(page, { id, status: 'error' });
      expect(requests(rig, new RegExp(`${id}/compaction/status`))).toHaveLength(3);
    }
    rig.emulator.world.faults.clear();
    const [page] = pages;
    if (!page) throw new Error('no page');
    await page.bringToFront();
    await press(page, 'Try again');
    await shows(page, { status: 'completed', source: 'cloud' });
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
