import type { WorkerEvent } from '../../../../src/protocol/events.ts';
import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { createRouter, type Handlers } from '../../../../src/background/inbound/router.ts';
import { mayAsk, surfaceOf, type SenderFacts } from '../../../../src/background/inbound/senders.ts';
import { attachView } from '../../../../src/background/inbound/view-ports.ts';
import { succeed } from '../../../../src/core/errors.ts';
import type { IncomingPort } from '../../../../src/platform/worker/incoming.ts';
import { SURFACES } from '../../../../src/protocol/events.ts';
import { A, numbered } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { OWN } from '../../../support/worker/killable-worker.ts';
import { storeOperations } from '../../../support/worker/store-operations.ts';
import { KEY } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const url = (surface: string) => `${OWN.origin}/src/${surface}/${surface}.html`;
const from = (surface: string): SenderFacts => ({ id: OWN.extensionId, origin: OWN.origin, url: url(surface) });
const surface = (sender: SenderFacts) => surfaceOf(sender, OWN.extensionId, OWN.origin);

describe('who may send', () => {
  it('the panel as a frame of the DevTools, and only the panel', () => {
    const inDevTools = { frameId: 7, tabId: -1 };
    expect(surface({ ...from('panel'), ...inDevTools })).toBe('panel');
    expect(surface({ ...from('options'), ...inDevTools })).toBeNull();
    expect(surface({ ...from('panel'), frameId: 7, tabId: 12 })).toBeNull();
    expect(surface({ ...from('panel'), frameId: 7 })).toBeNull();
  });

  it.each([...SURFACES])('the %s: as a panel or popup, as a tab, and in Firefox, which tells no origin', (name) => {
    expect(surface(from(name))).toBe(name);
    expect(surface({ ...from(name), frameId: 0, url: `${url(name)}?id=${A}#x` })).toBe(name);
    expect(surface({ id: OWN.extensionId, url: url(name) })).toBe(name);
    const firefox = 'moz-extension://6f3a0d5c-1111-4222-8333-444455556666';
    expect(surfaceOf({ id: 'x@y', url: `${firefox}/src/${name}/${name}.html` }, 'x@y', firefox)).toBe(name);
  });

  it.each([
    [
      'a content script: our id, the page’s origin [F51]',
      { ...from('panel'), origin: 'https://page.example', url: 'https://page.example/' },
    ],
    [
      'a content script in Firefox',
      { id: OWN.extensionId, url: 'https://page.example/src/panel/panel.html', frameId: 0 },
    ],
    ['one that lies about its origin only', { ...from('panel'), url: 'https://page.example/src/panel/panel.html' }],
    ['our page in a frame', { ...from('options'), frameId: 3 }],
    ['our page in a page of another origin', { ...from('options'), origin: 'https://page.example' }],
    ['another extension [F53]', { ...from('panel'), id: 'other-id' }],
    [
      'another extension’s page',
      { id: OWN.extensionId, origin: 'chrome-extension://other', url: 'chrome-extension://other/src/panel/panel.html' },
    ],
    ['another page of ours', { ...from('panel'), url: `${OWN.origin}/src/devtools/devtools.html` }],
    ['a path that only begins like ours', { ...from('panel'), url: `${OWN.origin}/src/panel/panel.html/x` }],
    ['a host that only begins like ours', { id: OWN.extensionId, url: `${OWN.origin}.evil/src/panel/panel.html` }],
    ['nobody', {}],
    ['no URL', { id: OWN.extensionId, origin: OWN.origin }],
    ['a URL that is none', { ...from('panel'), url: '::' }],
  ])('not %s', (_name, sender: SenderFacts) => {
    expect(surface(sender)).toBeNull();
  });
});

const OPTIONS_ONLY = ['save-settings', 'set-key', 'remove-key', 'test-connection', 'erase-everything'] as const;

describe('who may ask what [F58]', () => {
  it('leaves keys, settings and deletion to the options page', async ({ world }) => {
    for (const name of OPTIONS_ONLY) {
      for (const asker of SURFACES) expect(mayAsk(asker, name)).toBe(asker === 'options');
    }
    for (const asker of ['panel', 'popup', 'inspector'] as const) {
      const refused = { ok: false, error: { kind: 'refused', why: 'sender' } };
      expect(await world.ask('set-key', { profileId: 'default', key: 'synap_another', remember: true }, asker)).toEqual(
        refused,
      );
      expect(await world.ask('erase-everything', {}, asker)).toEqual(refused);
      expect((await world.ask('overview', {}, asker)).ok).toBe(true);
    }
    expect(world.vaultStore.held.get('key:default')).toMatchObject({ key: KEY });
  });
});

function router() {
  const called: string[] = [];
  const handlers = new Proxy({} as Handlers, {
    ownKeys: () => ['status', 'overview', 'balance', 'resume'],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_target, name) => async () => {
      called.push(String(name));
      if (name === 'balance') throw new TypeError(KEY);
      return succeed(null);
    },
  });
  return { ask: createRouter(handlers, OWN, () => Promise.resolve()), called };
}

const message = (fields: Record<string, unknown> = {}) => ({
  app: 'synap-inspector',
  version: OWN.version,
  name: 'overview',
  input: {},
  ...fields,
});

describe('the router', () => {
  it('answers with its own name and version', async () => {
    const { ask, called } = router();
    expect(await ask(message(), from('panel'))).toEqual({
      app: 'synap-inspector',
      version: OWN.version,
      outcome: succeed(null),
    });
    expect(called).toEqual(['overview']);
  });

  it('tells a view of another version so [F11]', async () => {
    const { ask, called } = router();
    expect((await ask(message({ version: '1.2.2' }), from('panel'))).outcome).toEqual({
      ok: false,
      error: { kind: 'outdated' },
    });
    expect(called).toEqual([]);
  });

  it('does not name a handler after what every object has [F55]', async () => {
    const { ask, called } = router();
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '']) {
      expect((await ask(message({ name }), from('options'))).outcome).toEqual({
        ok: false,
        error: { kind: 'refused', why: 'unknown-request' },
      });
    }
    expect(called).toEqual([]);
  });

  it('refuses junk and never throws [F54]', async () => {
    const { ask } = router();
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true }), fc.anything(), async (junk, input) => {
        expect((await ask(junk, from('options'))).outcome.ok).toBe(false);
        expect((await ask(message({ name: 'status', input }), from('options'))).outcome.ok).toBe(false);
        expect((await ask(message(), (junk as SenderFacts) ?? {})).outcome.ok).toBe(false);
      }),
    );
  });

  it('tells of a handler that throws no more than the kind of error', async () => {
    const { ask } = router();
    expect((await ask(message({ name: 'balance' }), from('panel'))).outcome).toEqual({
      ok: false,
      error: { kind: 'storage', what: 'TypeError' },
    });
  });
});

describe('a view’s port', () => {
  function port(sender: SenderFacts) {
    const told: { type: string }[] = [];
    let hear: (message: unknown) => void = () => undefined;
    let close: () => void = () => undefined;
    const incoming: IncomingPort = {
      sender: sender as IncomingPort['sender'],
      send: (event) => void told.push(event),
      onMessage: (listener) => {
        hear = listener;
      },
      onClosed: (listener) => {
        close = listener;
      },
    };
    return { incoming, told, say: (said: unknown) => hear(said), close: () => close() };
  }
  const state = (fields: Record<string, unknown> = {}) => ({
    type: 'view',
    version: OWN.version,
    surface: 'panel',
    visible: true,
    conversationIds: [A],
    ...fields,
  });

  it('is a view by its sender, not by what it says', async ({ world }) => {
    const { views } = world.services();
    const options = port(from('options'));
    attachView(options.incoming, views, OWN);
    options.say(state());
    expect(views.anyVisible()).toBe(false);
    const panel = port(from('panel'));
    attachView(panel.incoming, views, OWN);
    expect(views.anyVisible()).toBe(false);
    for (const junk of [
      null,
      'x',
      [],
      state({ conversationIds: ['x'] }),
      state({ conversationIds: Array(51).fill(A) }),
    ])
      panel.say(junk);
    expect(views.anyVisible()).toBe(false);
    panel.say(state());
    expect(views.placeOf({ profileId: 'default', conversationId: A })).toBe(0);
    const event: WorkerEvent = { type: 'logged', entries: [], budget: null };
    views.notifyAll(event);
    expect([panel.told[0], panel.told.at(-1)]).toEqual([{ type: 'here' }, event]);
    panel.close();
    expect(views.anyVisible()).toBe(false);
  });

  it('is told when it is outdated, and is no view of ours otherwise', async ({ world }) => {
    const { views } = world.services();
    const old = port(from('panel'));
    attachView(old.incoming, views, OWN);
    old.say(state({ version: '0.0.1' }));
    expect(old.told).toContainEqual({ type: 'outdated' });
    expect(views.anyVisible()).toBe(false);
    const page = port({ ...from('panel'), origin: 'https://page.example', url: 'https://page.example/' });
    attachView(page.incoming, views, OWN);
    page.say(state());
    views.notifyAll({ type: 'logged', entries: [], budget: null });
    expect(page.told).toEqual([]);
    expect(views.anyVisible()).toBe(false);
  });

  it('keeps nobody waiting with thousands of messages, and shows what it said last', async ({ world }) => {
    const { views } = world.services();
    const operations = storeOperations(world);
    const panel = port(from('panel'));
    attachView(panel.incoming, views, OWN);
    for (let n = 0; n < 5_000; n += 1) panel.say(state({ conversationIds: [numbered(n)] }));
    await settle();
    expect(operations.length).toBeLessThan(50);
    expect(views.placeOf({ profileId: 'default', conversationId: numbered(4_999) })).toBe(0);
    panel.say(state({ conversationIds: [A] }));
    panel.close();
    expect(views.anyVisible()).toBe(false);
  });
});
