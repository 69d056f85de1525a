import { STATUS } from '../../src/core/conversation/part.ts';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_HOST } from '../support/browser/launch.ts';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { statusRequests } from '../support/e2e/panel-page.ts';
import { ask, giveKey, startRig, tabOpenedBy, type Rig } from '../support/e2e/rig.ts';
import { openTab, press, says, shows } from '../support/e2e/view.ts';

/** One run in two windows, and one conversation under two profiles. */

const ID = IDS.inProgress;
const HOST = `https://${API_HOST}`;
let rig: Rig;
/** What the second profile speaks to. There the run has ended. */
let other: Emulator;

beforeAll(async () => {
  [rig, other] = await Promise.all([startRig(), startEmulator({ settings: { rateLimited: false } })]);
  other.world.finishRun(ID);
  await giveKey(rig);
});
afterAll(async () => {
  await rig.close();
  await other.close();
});

const polls = () =>
  rig.emulator.world.log.list({ kind: 'api', path: new RegExp(`${ID}/compaction/status`) }).map(({ at }) => at);

async function inWindowOfItsOwn(id: string): Promise<Page> {
  const worker = await rig.extension.worker();
  const url = `${rig.extension.origin}/src/inspector/inspector.html?id=${id}`;
  return tabOpenedBy(rig.extension, () =>
    worker.evaluate(async (url) => void (await chrome.windows.create({ url })), url),
  );
}

describe('two windows on the same run', () => {
  it('are one poller, and both learn of its end [F92]', async () => {
    // A young run is asked for often.
    rig.emulator.world.finishRun(ID);
    rig.emulator.world.startRun(ID, { seconds: 3600 });
    const views = [await inWindowOfItsOwn(ID), await inWindowOfItsOwn(ID)];
    for (const view of views) await shows(view, { id: ID, status: 'in_progress' });
    const worker = await rig.extension.worker();
    const windows = await worker.evaluate(async () => (await chrome.windows.getAll()).length);
    expect(windows).toBeGreaterThanOrEqual(3);
    rig.emulator.world.log.clear();
    await until(() => polls().length >= 4, 'four polls', 90_000);
    const gaps = polls()
      .slice(1)
      .map((at, index) => at - (polls()[index] ?? 0));
    // Two pollers would come in pairs.
    expect(Math.min(...gaps)).toBeGreaterThan(1000);
    rig.emulator.world.log.clear();
    rig.emulator.world.finishRun(ID);
    await Promise.all(views.map((view) => shows(view, { id: ID, status: 'completed' }, 60_000)));
    const asked = statusRequests(rig, ID);
    for (const view of views) await says(view, 'Compacted v4');
    expect(statusRequests(rig, ID)).toBe(asked);
    for (const view of views) await view.close();
    rig.emulator.world.startRun(ID, { seconds: 3600 });
  });
});

describe('two profiles with the same conversation', () => {
  const peek = { part: STATUS, conversationId: ID as ConversationId, mode: 'peek', priority: 'automatic' } as const;
  const peekFresh = { ...peek, conversationId: IDS.fresh as ConversationId };
  let options: Page;

  const use = (profileId: string) => ask(options, 'choose-profile', { profileId, demo: false });
  const logged = async () => {
    const answer = await ask(options, 'requests', { conversationId: ID as ConversationId });
    return answer.ok ? [...new Set(answer.value.map(({ baseUrl }) => baseUrl))] : [];
  };
  const calls = async () => {
    const answer = await ask(options, 'requests', { conversationId: ID as ConversationId });
    return answer.ok ? answer.value.length : null;
  };
  const watched = async () => {
    const overview = await ask(options, 'overview', {});
    return overview.ok
      ? overview.value.watches.filter(({ starred }) => starred).map(({ conversationId }) => conversationId)
      : null;
  };

  beforeAll(async () => {
    await rig.extension.grantHost('http://127.0.0.1/*');
    options = await rig.extension.openPage('options');
    const overview = await ask(options, 'overview', {});
    if (!overview.ok) throw new Error('no overview');
    const { settings } = overview.value;
    const [first] = settings.profiles;
    if (!first) throw new Error('no profile');
    const second = { ...first, id: 'second', name: 'Second', baseUrl: other.httpOrigin };
    expect(await ask(options, 'save-settings', { settings: { ...settings, profiles: [first, second] } })).toMatchObject(
      { ok: true },
    );
    expect(await ask(options, 'set-key', { profileId: 'second', key: other.keys.paid, remember: false })).toMatchObject(
      { ok: true },
    );
  });

  it('share no answer, watch or history, and neither key goes to the other [F92]', async () => {
    await ask(options, 'clear-cache', {});
    const view = await rig.extension.openPage('inspector', { id: ID });
    await press(view, 'Refresh');
    await shows(view, { id: ID, status: 'in_progress', source: 'cloud' });
    await press(view, 'Watch');
    await until(async () => (await watched())?.includes(ID as ConversationId), 'the watch');
    expect(await logged()).toEqual([HOST]);
    expect(await ask(options, 'read', { ...peekFresh, mode: 'fresh' })).toMatchObject({ ok: true });
    expect(await ask(options, 'read', peekFresh)).toMatchObject({
      ok: true,
      value: { data: { state: 'completed' } },
    });

    await use('second');
    // The browser says yes at once: `grantHost` said so in advance.
    await press(view, 'Grant access');
    await shows(view, { id: ID, status: 'completed', source: 'cloud' });
    expect(await watched()).toEqual([]);
    expect(await logged()).toEqual([other.httpOrigin]);
    expect(await ask(options, 'read', peek)).toMatchObject({ ok: true, value: { data: { state: 'completed' } } });
    expect(await ask(options, 'read', peekFresh)).toEqual({ ok: true, value: null });
    // The tab as well: what was called under the first profile is longer than this list.
    await openTab(view, 'Requests');
    const rows = () => view.$$eval('.requests tbody tr', (all) => all.length);
    await until(
      async () => (await rows()) > 0 && (await rows()) === (await calls()),
      'the calls of this profile, and no other',
    );

    await use('default');
    expect(await ask(options, 'read', peek)).toEqual({ ok: true, value: null });
    await shows(view, { id: ID, status: 'in_progress', source: 'cloud' });
    expect(await watched()).toEqual([ID]);
    expect(await logged()).toEqual([HOST]);

    const [own, others] = [rig.emulator.world.log.text(), other.world.log.text()];
    for (const [log, key, foreign] of [
      [own, rig.emulator.keys.normal, other.keys.paid],
      [others, other.keys.paid, rig.emulator.keys.normal],
    ] as const) {
      expect(log).toContain(key);
      expect(log).not.toContain(foreign);
    }
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
