import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VIEW_PORT } from '../../src/protocol/events.ts';
import { storedRecords } from '../support/browser/stored.ts';
import { until } from '../support/browser/until.ts';
import type { Evaluator } from '../support/browser/workers.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { builtFiles, SURFACES } from '../support/e2e/built.ts';
import { hostileMessages, viewState, writeStranger, writeWithContentScript } from '../support/e2e/strangers.ts';
import { giveKey, requests, startRig, type Rig } from '../support/e2e/rig.ts';
import { shows } from '../support/e2e/view.ts';

/** Strangers who try everything that our own pages may: nobody answers, and nothing is done. */

const SCRATCH = mkdtempSync(join(tmpdir(), 'synap-hostile-'));
const FILES = ['.html', '.js', '.png', '.json'].flatMap(builtFiles);
const REFUSED = { app: 'synap-inspector', outcome: { ok: false, error: { kind: 'refused', why: 'sender' } } };
let rig: Rig;
let site: Page;
let before: Awaited<ReturnType<typeof state>>;

beforeAll(async () => {
  const dist = writeWithContentScript(join(SCRATCH, 'ours'));
  rig = await startRig({ runSeconds: 3600 }, { dist, alsoLoad: [writeStranger(join(SCRATCH, 'stranger'))] });
  await giveKey(rig);
  site = await rig.extension.visit(`${rig.emulator.httpOrigin}/demo/`);
  await site.waitForSelector('html[data-content-script]');
  rig.emulator.world.log.clear();
  before = await state();
});
afterAll(async () => {
  await rig?.close();
  await rm(SCRATCH, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** All that a request could change. */
async function state() {
  const { extension } = rig;
  const records = await storedRecords(await extension.worker());
  return {
    records,
    alarms: await extension.alarms(),
    badge: await extension.badge(),
    notices: await extension.notifications(),
  };
}

/** A question of our own that comes after all others was answered: they were dealt with. */
async function nothingHappened(): Promise<void> {
  expect(await state()).toEqual(before);
  expect(requests(rig)).toEqual([]);
}

const address = (path: string) => `${rig.extension.origin}/${path}`;
const messages = () => hostileMessages(rig.extension.extensionId, rig.extension.origin);

/** Which of our files can be loaded from there. */
async function loaded(from: Evaluator): Promise<string[]> {
  const could = await from.evaluate(
    (urls) =>
      Promise.all(
        urls.map((url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => true,
            () => false,
          ),
        ),
      ),
    FILES.map(address),
  );
  return FILES.filter((_, at) => could[at]);
}

let asked = 0;

/** Has the content script do something, and gives what it tells of it. */
function inContentScript(
  what: 'ask' | 'tell' | 'heard' | 'reach',
  detail: Record<string, unknown> = {},
): Promise<unknown> {
  asked += 1;
  return site.evaluate(
    (what, id, detail) =>
      new Promise((resolve) => {
        const listen = (event: Event) => {
          const [answered, value] = JSON.parse((event as CustomEvent<string>).detail) as [number, unknown];
          if (answered !== id) return;
          removeEventListener('told', listen);
          resolve(value);
        };
        addEventListener('told', listen);
        dispatchEvent(new CustomEvent(what, { detail: JSON.stringify({ ...detail, id }) }));
      }),
    what,
    asked,
    detail,
  );
}

describe('a content script with our own id [F51]', () => {
  it('is refused every request, in whatever shape, and nothing is done', async () => {
    for (const { what, message } of messages())
      expect(await inContentScript('ask', { message }), what).toMatchObject(REFUSED);
    await nothingHappened();
  });

  it('is told nothing over a port, and what it says there is not heeded', async () => {
    const all = [viewState, ...messages().map(({ message }) => message)];
    expect(await inContentScript('tell', { names: [VIEW_PORT, 'another', ''], messages: all })).toBe(3);
    // Asked after the ports were opened, and answered: they were dealt with, and no run in their view is asked for.
    expect(await inContentScript('ask', { message: null })).toMatchObject(REFUSED);
    await nothingHappened();
    // An answer that every view is told of.
    const view = await rig.extension.openPage('inspector', { id: IDS.none });
    await shows(view, { status: 'none', source: 'cloud' });
    await view.close();
    expect(await inContentScript('heard')).toEqual([]);
  });

  it('reaches no file and no store that holds a key', async () => {
    const reached = await inContentScript('reach', { paths: FILES });
    expect(JSON.stringify(reached)).toMatch(/local.*settings/);
    expect(JSON.stringify(reached)).not.toContain(rig.emulator.keys.normal);
    expect(
      (reached as string[]).filter(
        (one) => FILES.includes(one) || one.startsWith('session') || one.startsWith('synap-'),
      ),
    ).toEqual([]);
  });
});

describe('a web page [F52]', () => {
  it('has no way to send, and nobody listens to what it shouts', async () => {
    rig.emulator.world.log.clear();
    before = await state();
    const ways = await site.evaluate((all) => {
      for (const { message } of all) {
        postMessage(message, '*');
        dispatchEvent(new CustomEvent('synap-inspector', { detail: message }));
      }
      return typeof Reflect.get(Reflect.get(globalThis, 'chrome') ?? {}, 'runtime');
    }, messages());
    expect(ways).toBe('undefined');
    await nothingHappened();
  });

  it('cannot read, frame or open any page of ours', async () => {
    expect(await loaded(site)).toEqual([]);
    // Ours can: the addresses are right.
    expect(await loaded(await rig.extension.worker())).toEqual(FILES);
    const pages = Object.values(SURFACES).filter((path) => path.endsWith('.html'));
    await site.evaluate((urls) => {
      for (const src of urls) document.body.append(Object.assign(document.createElement('iframe'), { src }));
    }, pages.map(address));
    await until(
      () => site.frames().filter((frame) => frame.url().startsWith('chrome-error:')).length >= pages.length,
      'every frame to be refused',
    );
    expect(site.frames().filter((frame) => frame.url().startsWith(rig.extension.origin))).toEqual([]);
    const other = await rig.extension.visit(`${rig.emulator.httpOrigin}/health`);
    await other.evaluate((url) => location.assign(url), address(SURFACES.options));
    await until(() => other.url().startsWith('chrome-error:'), 'the way to the options page to be refused');
    await other.close();
    rig.emulator.world.log.clear();
    await nothingHappened();
  });
});

describe('another extension [F53]', () => {
  let stranger: Page;

  beforeAll(async () => {
    // By its folder: an idle worker of its own is gone after half a minute.
    const folder = join(SCRATCH, 'stranger');
    const { id = '' } =
      [...(await rig.extension.browser.extensions()).values()].find(({ path }) => path === folder) ?? {};
    stranger = await rig.extension.visit(`chrome-extension://${id}/page.html`);
    rig.emulator.world.log.clear();
    before = await state();
  });
  afterEach(nothingHappened);

  it('finds nobody who takes its messages, in whatever shape', async () => {
    const answers = await stranger.evaluate(
      async (id, all) =>
        Promise.all(all.map(({ message }) => chrome.runtime.sendMessage(id, message).then(() => 'answered', String))),
      rig.extension.extensionId,
      messages(),
    );
    expect(answers.length).toBeGreaterThan(20);
    expect(new Set(answers)).toEqual(new Set(['Error: Could not establish connection. Receiving end does not exist.']));
  });

  it('finds nobody who takes its ports', async () => {
    const ends = await stranger.evaluate(
      async (id, names, message) => {
        const end = (name: string) =>
          new Promise<string>((resolve) => {
            const port = chrome.runtime.connect(id, { name });
            port.onMessage.addListener((heard) => resolve(JSON.stringify(heard)));
            port.onDisconnect.addListener(() => resolve(String(chrome.runtime.lastError?.message)));
            port.postMessage(message);
          });
        return Promise.all(names.map(end));
      },
      rig.extension.extensionId,
      [VIEW_PORT, 'another', ''],
      viewState,
    );
    expect(new Set(ends)).toEqual(new Set(['Could not establish connection. Receiving end does not exist.']));
  });

  it('can load none of our files, and frame none of our pages', async () => {
    expect(await loaded(stranger)).toEqual([]);
    await stranger.evaluate(
      (src) => document.body.append(Object.assign(document.createElement('iframe'), { src })),
      address(SURFACES.options),
    );
    await until(
      () => stranger.frames().some((frame) => frame.url().startsWith('chrome-error:')),
      'the frame to be refused',
    );
  });

  it('may open our options page, and can do nothing in it', async () => {
    const tabId = await stranger.evaluate(
      async (url) => (await chrome.tabs.create({ url, active: false })).id ?? -1,
      address(SURFACES.options),
    );
    const target = await until(
      () => rig.extension.browser.targets().find((one) => one.url() === address(SURFACES.options)),
      'the options page',
    );
    const page = await until(() => target.page(), 'its page');
    await page.waitForSelector('#app > *');
    const tried = await stranger.evaluate(
      async (tabId, message) => {
        const script = chrome.scripting
          .executeScript({ target: { tabId }, func: () => document.title })
          .then(() => 'ran', String);
        const sent = chrome.tabs.sendMessage(tabId, message).then(() => 'answered', String);
        return Promise.all([script, sent]);
      },
      tabId,
      messages()[0]?.message,
    );
    expect(tried).toEqual([
      expect.stringContaining('Cannot access'),
      expect.stringContaining('Receiving end does not exist'),
    ]);
    await page.close();
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
