import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { Fault } from '../emulator/fault.ts';
import type { World } from '../emulator/world.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { requests } from '../support/e2e/rig.ts';
import { alerts, alertWith, has, press, shows } from '../support/e2e/view.ts';

/** No answer, or none that is one: what the full view makes of it. */

const it = testsWith();

const onStatus = (world: World, id: string, fault: Fault) =>
  world.faults.add({ path: `${id}/compaction/status`, fault });

describe('an answer that is none', () => {
  it('but a redirect is not followed, and the other host sees nothing [F40]', async ({
    rig,
    world,
    other,
    openView,
  }) => {
    onStatus(world, IDS.fresh, { redirectTo: `${other.httpsOrigin}/v1/conversations/${IDS.fresh}/compaction/status` });
    const page = await openView(IDS.fresh);
    await alertWith(page, 'Unexpected redirect');
    await shows(page, { status: 'error' });
    expect(await has(page, 'Open options')).toBe(true);
    expect(other.world.log.count()).toBe(0);
    expect(requests(rig, /status/)).toHaveLength(1);
  });

  it.for<[string, Fault, string]>([
    ['a login page [F41]', { body: { kind: 'login-page' } }, 'HTTP 200, text/html'],
    ['half a JSON text [F37]', { body: { kind: 'broken-json' } }, 'HTTP 200, application/json'],
    ['empty [F37]', { body: { kind: 'empty' } }, 'HTTP 200'],
    ['bad UTF-8 [F37]', { body: { kind: 'bad-utf8' } }, 'HTTP 200, application/json'],
  ])('but %s is told to be no Synap API', async ([, fault, fact], { world, openView }) => {
    onStatus(world, IDS.fresh, fault);
    const page = await openView(IDS.fresh);
    expect(await alertWith(page, 'This is not the Synap API')).toContain(fact);
    await shows(page, { status: 'error' });
    expect(await has(page, 'Open options')).toBe(true);
    world.faults.clear();
    await press(page, 'Try again');
    await shows(page, { status: 'completed' });
    expect(await alerts(page)).toEqual([]);
  });

  it('with a byte order mark is read all the same [F37]', async ({ world, openView }) => {
    onStatus(world, IDS.fresh, { mutate: 'bom' });
    await shows(await openView(IDS.fresh), { status: 'completed', source: 'cloud' });
  });

  it.for<[string, Fault]>([
    ['nulls', { mutate: 'nulls' }],
    ['wrong types', { mutate: 'wrong-types' }],
    ['missing fields', { mutate: 'missing' }],
    ['unknown fields', { mutate: 'extra' }],
    ['an array', { body: { kind: 'json', value: [] } }],
    ['arrays 2,000 deep', { body: { kind: 'deep', depth: 2000 } }],
  ])('with %s ends in a state of its own, never in a broken page [F38]', async ([, fault], { world, openView }) => {
    world.faults.add({ path: `conversations/${IDS.fresh}`, fault });
    const page = await openView(IDS.fresh);
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
    world.faults.clear();
    await press(page, 'Refresh');
    await shows(page, { status: 'completed', source: 'cloud' });
  });

  it('that is endless is cut, and the worker lives on [F39]', async ({ rig, world, openView }) => {
    const worker = await rig.extension.worker();
    await worker.evaluate(() => Reflect.set(globalThis, 'sameWorker', true));
    onStatus(world, IDS.fresh, { body: { kind: 'huge', bytes: 200 * 1024 * 1024, gzip: true } });
    onStatus(world, IDS.stale, { body: { kind: 'huge', bytes: 200 * 1024 * 1024 } });
    for (const id of [IDS.fresh, IDS.stale]) {
      const page = await openView(id);
      expect(await alertWith(page, 'The response is too large')).toContain('8 MB');
      await shows(page, { status: 'error' });
    }
    await shows(await openView(IDS.none), { status: 'none' });
    expect(await (await rig.extension.worker()).evaluate(() => Reflect.get(globalThis, 'sameWorker'))).toBe(true);
  });
});

describe('a connection', () => {
  it('that the browser says is none is told to be offline, and all goes on when it is back [F42]', async ({
    rig,
    openView,
  }) => {
    const page = await openView(IDS.fresh);
    await shows(page, { status: 'completed' });
    const goOnline = await rig.extension.goOffline();
    await press(page, 'Refresh');
    await alertWith(page, "You're offline");
    await goOnline();
    await shows(page, { status: 'completed', source: 'cloud' });
    await until(async () => (await alerts(page)).length === 0, 'every part to be answered again');
  });
});
