import { STATUS } from '../../src/core/conversation/part.ts';
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { API_HOST } from '../support/browser/launch.ts';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { statusRequests } from '../support/e2e/panel-page.ts';
import { ask, type Rig } from '../support/e2e/rig.ts';
import { openTab, press, says, shows } from '../support/e2e/view.ts';

/** One run in two windows, and one conversation under two profiles. */

const ID = IDS.inProgress;
const HOST = `https://${API_HOST}`;

/** Chromium grants at once what it was asked for before: the question comes in a new browser only. */
const it = testsWith({ own: {} });

async function inWindowOfItsOwn({ extension }: Rig, id: string): Promise<Page> {
  const worker = await extension.worker();
  const url = `${extension.origin}/src/inspector/inspector.html?id=${id}`;
  return extension.tabOpenedBy(() => worker.evaluate(async (url) => void (await chrome.windows.create({ url })), url));
}

describe('two windows on the same run', () => {
  it('are one poller, and both learn of its end [F92]', async ({ rig, world }) => {
    // A young run is asked for often.
    world.finishRun(ID);
    world.startRun(ID, { seconds: 3600 });
    const views = [await inWindowOfItsOwn(rig, ID), await inWindowOfItsOwn(rig, ID)];
    for (const view of views) await shows(view, { id: ID, status: 'in_progress' });
    const worker = await rig.extension.worker();
    const windows = await worker.evaluate(async () => (await chrome.windows.getAll()).length);
    expect(windows).toBeGreaterThanOrEqual(3);
    world.log.clear();
    const polls = () =>
      world.log.list({ kind: 'api', path: new RegExp(`${ID}/compaction/status`) }).map(({ at }) => at);
    await until(() => polls().length >= 3, 'three polls', 90_000);
    const gaps = polls()
      .slice(1)
      .map((at, index) => at - (polls()[index] ?? 0));
    // Two pollers would come in pairs.
    expect(Math.min(...gaps)).toBeGreaterThan(1000);
    world.log.clear();
    world.finishRun(ID);
    await Promise.all(views.map((view) => shows(view, { id: ID, status: 'completed' }, 60_000)));
    const asked = statusRequests(rig, ID);
    for (const view of views) await says(view, 'Compacted v4');
    expect(statusRequests(rig, ID)).toBe(asked);
  });
});

describe('two profiles with the same conversation', () => {
  const peek = { part: STATUS, conversationId: ID as ConversationId, mode: 'peek', priority: 'automatic' } as const;
  const peekFresh = { ...peek, conversationId: IDS.fresh as ConversationId };

  const use = (options: Page, profileId: string) => ask(options, 'choose-profile', { profileId, demo: false });
  const calls = async (options: Page) => {
    const answer = await ask(options, 'requests', { conversationId: ID as ConversationId });
    return answer.ok ? answer.value : [];
  };
  const logged = async (options: Page) => [...new Set((await calls(options)).map(({ baseUrl }) => baseUrl))];
  const watched = async (options: Page) => {
    const overview = await ask(options, 'overview', {});
    return overview.ok
      ? overview.value.watches.filter(({ starred }) => starred).map(({ conversationId }) => conversationId)
      : null;
  };

  /** A second profile, which speaks to the other server. */
  async function addSecond(options: Page, baseUrl: string, key: string): Promise<void> {
    const overview = await ask(options, 'overview', {});
    if (!overview.ok) throw new Error('no overview');
    const { settings } = overview.value;
    const [first] = settings.profiles;
    if (!first) throw new Error('no profile');
    const second = { ...first, id: 'second', name: 'Second', baseUrl };
    expect(await ask(options, 'save-settings', { settings: { ...settings, profiles: [first, second] } })).toMatchObject(
      { ok: true },
    );
    expect(await ask(options, 'set-key', { profileId: 'second', key, remember: false })).toMatchObject({ ok: true });
  }

  it('share no answer, watch or history, and neither key goes to the other [F92]', async ({
    rig,
    world,
    other,
    options,
    openView,
  }) => {
    // There the run has ended.
    other.world.finishRun(ID);
    await rig.extension.grantHost('http://127.0.0.1/*');
    await addSecond(options, other.httpOrigin, other.keys.paid);
    const view = await openView(ID);
    await press(view, 'Refresh');
    await shows(view, { id: ID, status: 'in_progress', source: 'cloud' });
    await press(view, 'Watch');
    await until(async () => (await watched(options))?.includes(ID as ConversationId), 'the watch');
    expect(await logged(options)).toEqual([HOST]);
    expect(await ask(options, 'read', { ...peekFresh, mode: 'fresh' })).toMatchObject({ ok: true });
    expect(await ask(options, 'read', peekFresh)).toMatchObject({
      ok: true,
      value: { data: { state: 'completed' } },
    });

    await use(options, 'second');
    // The browser says yes at once: `grantHost` said so in advance.
    await press(view, 'Grant access');
    await shows(view, { id: ID, status: 'completed', source: 'cloud' });
    expect(await watched(options)).toEqual([]);
    expect(await logged(options)).toEqual([other.httpOrigin]);
    expect(await ask(options, 'read', peek)).toMatchObject({ ok: true, value: { data: { state: 'completed' } } });
    expect(await ask(options, 'read', peekFresh)).toEqual({ ok: true, value: null });
    // The tab as well: what was called under the first profile is longer than this list.
    await openTab(view, 'Requests');
    const rows = () => view.$$eval('.requests tbody tr', (all) => all.length);
    await until(
      async () => (await rows()) > 0 && (await rows()) === (await calls(options)).length,
      'the calls of this profile, and no other',
    );

    await use(options, 'default');
    expect(await ask(options, 'read', peek)).toEqual({ ok: true, value: null });
    await shows(view, { id: ID, status: 'in_progress', source: 'cloud' });
    expect(await watched(options)).toEqual([ID]);
    expect(await logged(options)).toEqual([HOST]);

    const [own, others] = [world.log.text(), other.world.log.text()];
    for (const [log, key, foreign] of [
      [own, rig.emulator.keys.normal, other.keys.paid],
      [others, other.keys.paid, rig.emulator.keys.normal],
    ] as const) {
      expect(log).toContain(key);
      expect(log).not.toContain(foreign);
    }
  });
});
