import { STATUS } from '../../src/core/conversation/part.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import type { Fault } from '../emulator/fault.ts';
import { ask, giveKey, goOffline, requests, startRig, type Rig } from '../support/e2e/rig.ts';
import { alerts, alertWith, has, press, says, shows } from '../support/e2e/view.ts';

/** No answer, or none that is one: what the full view makes of it. */

let rig: Rig;
let other: Emulator;

beforeAll(async () => {
  [rig, other] = await Promise.all([startRig(), startEmulator()]);
  await giveKey(rig);
});
afterAll(async () => {
  await rig.close();
  await other.close();
});
afterEach(async () => {
  rig.emulator.world.faults.clear();
  rig.emulator.world.log.clear();
  for (const page of (await rig.extension.browser.pages()).slice(1)) await page.close();
  const page = await rig.extension.openPage('options');
  await ask(page, 'clear-cache', {});
  await page.close();
});

const view = (id: string) => rig.extension.openPage('inspector', { id });
const onStatus = (id: string, fault: Fault) =>
  rig.emulator.world.faults.add({ path: `${id}/compaction/status`, fault });
const peek = (id: string) =>
  ({ part: STATUS, conversationId: id as ConversationId, mode: 'peek', priority: 'automatic' }) as const;

describe('an answer that is none', () => {
  it('but a redirect is not followed, and the other host sees nothing [F40]', async () => {
    onStatus(IDS.fresh, { redirectTo: `${other.httpsOrigin}/v1/conversations/${IDS.fresh}/compaction/status` });
    const page = await view(IDS.fresh);
    await alertWith(page, 'The server tried to send us elsewhere');
    await shows(page, { status: 'error' });
    expect(await has(page, 'Open options')).toBe(true);
    expect(other.world.log.count()).toBe(0);
    expect(requests(rig, /status/)).toHaveLength(1);
  });

  it.each<[string, Fault, string]>([
    ['a login page [F41]', { body: { kind: 'login-page' } }, 'status 200, text/html'],
    ['half a JSON text [F37]', { body: { kind: 'broken-json' } }, 'status 200, application/json'],
    ['empty [F37]', { body: { kind: 'empty' } }, 'status 200'],
    ['bad UTF-8 [F37]', { body: { kind: 'bad-utf8' } }, 'status 200, application/json'],
  ])('but %s is told to be no Synap API', async (_what, fault, fact) => {
    onStatus(IDS.fresh, fault);
    const page = await view(IDS.fresh);
    expect(await alertWith(page, 'This is not the Synap API')).toContain(fact);
    await shows(page, { status: 'error' });
    expect(await has(page, 'Open options')).toBe(true);
    rig.emulator.world.faults.clear();
    await press(page, 'Try again');
    await shows(page, { status: 'completed' });
    expect(await alerts(page)).toEqual([]);
  });

  it('with a byte order mark is read all the same [F37]', async () => {
    onStatus(IDS.fresh, { mutate: 'bom' });
    await shows(await view(IDS.fresh), { status: 'completed', source: 'cloud' });
  });

  it.each<[string, Fault]>([
    ['nulls', { mutate: 'nulls' }],
    ['wrong types', { mutate: 'wrong-types' }],
    ['missing fields', { mutate: 'missing' }],
    ['unknown fields', { mutate: 'extra' }],
    ['an array', { body: { kind: 'json', value: [] } }],
    ['arrays 2,000 deep', { body: { kind: 'deep', depth: 2000 } }],
  ])('with %s ends in a state of its own, never in a broken page [F38]', async (_what, fault) => {
    rig.emulator.world.faults.add({ path: `conversations/${IDS.fresh}`, fault });
    const page = await view(IDS.fresh);
    const state = await until(
      () =>
        page.$eval('section[data-conversation-id]', (it) =>
          it.dataset['status'] === 'loading' ? null : it.dataset['status'],
        ),
      'a state',
    );
    expect(['completed', 'none', 'unknown', 'error']).toContain(state);
    // What says that it failed also says what to do.
    if (state === 'error') expect(await has(page, 'Try again')).toBe(true);
    rig.emulator.world.faults.clear();
    await press(page, 'Refresh');
    await shows(page, { status: 'completed', source: 'cloud' });
  });

  it('that is endless is cut, and the worker lives on [F39]', async () => {
    const worker = await rig.extension.worker();
    await worker.evaluate(() => Reflect.set(globalThis, 'sameWorker', true));
    onStatus(IDS.fresh, { body: { kind: 'huge', bytes: 200 * 1024 * 1024, gzip: true } });
    onStatus(IDS.stale, { body: { kind: 'huge', bytes: 200 * 1024 * 1024 } });
    for (const id of [IDS.fresh, IDS.stale]) {
      const page = await view(id);
      expect(await alertWith(page, 'The answer is too large')).toContain('8.0 MB');
      await shows(page, { status: 'error' });
    }
    await shows(await view(IDS.none), { status: 'none' });
    expect(await (await rig.extension.worker()).evaluate(() => Reflect.get(globalThis, 'sameWorker'))).toBe(true);
  });
});

describe('a connection', () => {
  it('that breaks is told so after three attempts, and nothing half is cached [F37] [F43]', async () => {
    const broken: [string, Fault][] = [
      [IDS.fresh, { truncateAt: 40 }],
      [IDS.stale, { reset: 'mid-body' }],
      [IDS.failed, { reset: 'at-once' }],
    ];
    for (const [id, fault] of broken) onStatus(id, fault);
    // Side by side, for each takes its seconds to be tried three times.
    const pages = await Promise.all(broken.map(([id]) => view(id)));
    for (const [at, [id]] of broken.entries()) {
      const page = pages[at];
      if (!page) throw new Error('no page');
      await page.bringToFront();
      await alertWith(page, 'Synap cannot be reached');
      await shows(page, { id, status: 'error' });
      expect(requests(rig, new RegExp(`${id}/compaction/status`)).length).toBeGreaterThanOrEqual(3);
      expect(await ask(page, 'read', peek(id))).toEqual({ ok: true, value: null });
    }
  });

  it('that the browser says is none is told to be offline, and all goes on when it is back [F42]', async () => {
    const page = await view(IDS.fresh);
    await shows(page, { status: 'completed' });
    const goOnline = await goOffline(rig);
    await press(page, 'Refresh');
    await alertWith(page, 'You are offline');
    await goOnline();
    await shows(page, { status: 'completed', source: 'cloud' });
    await until(async () => (await alerts(page)).length === 0, 'every part to be answered again');
  });

  it('that is refused is told so; what was known stays on show [F42]', async () => {
    const page = await view(IDS.threeVersions);
    await shows(page, { status: 'completed' });
    await rig.emulator.close();
    await press(page, 'Refresh');
    expect(await alertWith(page, 'No connection to https://synap-cloud-prod.maximem.ai')).toContain(
      'Synap cannot be reached',
    );
    await shows(page, { status: 'error' });
    await says(page, /Compacted v3/);
    expect(await has(page, 'Try again')).toBe(true);
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
