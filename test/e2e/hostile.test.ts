import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, describe, expect } from 'vitest';
import { VIEW_PORT } from '../../src/protocol/events.ts';
import { storedRecords } from '../support/browser/stored.ts';
import { until } from '../support/browser/until.ts';
import type { Evaluator } from '../support/browser/workers.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { openBuild } from '../support/built.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { requests, type Rig } from '../support/e2e/rig.ts';
import { hostileMessages, viewState, writeStranger, writeWithContentScript } from '../support/e2e/strangers.ts';
import { shows } from '../support/e2e/view.ts';

/** Strangers who try everything that our own pages may: nobody answers, and nothing is done. */

const SCRATCH = mkdtempSync(join(tmpdir(), 'synap-hostile-'));
const BUILD = openBuild();
const FILES = ['.html', '.js', '.png', '.json'].flatMap(BUILD.files);
const REFUSED = { app: 'synap-inspector', outcome: { ok: false, error: { kind: 'refused', why: 'sender' } } };

const STRANGER = writeStranger(join(SCRATCH, 'stranger'));
const dist = writeWithContentScript(join(SCRATCH, 'ours'));
afterAll(() => rm(SCRATCH, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

interface Given {
  /** A web page, with a content script of ours. */
  site: Page;
  /** A page of another extension. */
  stranger: Page;
  /** Checks that nothing was done and nobody was asked since the test began. */
  nothingHappened: () => Promise<void>;
}

const it = testsWith({
  settings: { runSeconds: 3600 },
  own: { launching: { dist, alsoLoad: [STRANGER] } },
}).extend<Given>({
  site: async ({ rig }, use) => {
    const site = await rig.extension.visit(`${rig.emulator.httpOrigin}/demo/`);
    await site.waitForSelector('html[data-content-script]');
    await use(site);
  },
  stranger: async ({ rig }, use) => {
    // By its folder: an idle worker of its own is gone after half a minute.
    const all = [...(await rig.extension.browser.extensions()).values()];
    const id = all.find(({ path }) => path === STRANGER)?.id ?? '';
    await use(await rig.extension.visit(`chrome-extension://${id}/page.html`));
  },
  nothingHappened: async ({ rig, world }, use) => {
    world.log.clear();
    const before = await state(rig);
    await use(async () => {
      expect(await state(rig)).toEqual(before);
      expect(requests(rig)).toEqual([]);
    });
  },
});

/** All that a request could change. */
async function state({ extension }: Rig) {
  const records = await storedRecords(await extension.worker());
  return {
    records,
    alarms: await extension.alarms(),
    badge: await extension.badge(),
    notices: await extension.notifications(),
  };
}

const address = ({ extension }: Rig, path: string) => `${extension.origin}/${path}`;
const messages = ({ extension }: Rig) => hostileMessages(extension.extensionId, extension.origin);

/** Which of our files can be loaded from there. */
async function loaded(rig: Rig, from: Evaluator): Promise<string[]> {
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
    FILES.map((path) => address(rig, path)),
  );
  return FILES.filter((_, at) => could[at]);
}

let asked = 0;

/** Has the content script do something, and gives what it tells of it. */
function inContentScript(
  site: Page,
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
  it('is refused every request, in whatever shape, and nothing is done', async ({ rig, site, nothingHappened }) => {
    for (const { what, message } of messages(rig))
      expect(await inContentScript(site, 'ask', { message }), what).toMatchObject(REFUSED);
    await nothingHappened();
  });

  it('is told nothing over a port, and what it says there is not heeded', async ({
    rig,
    site,
    openView,
    nothingHappened,
  }) => {
    const all = [viewState, ...messages(rig).map(({ message }) => message)];
    expect(await inContentScript(site, 'tell', { names: [VIEW_PORT, 'another', ''], messages: all })).toBe(3);
    // Asked after the ports were opened, and answered: they were dealt with, and no run in their view is asked for.
    expect(await inContentScript(site, 'ask', { message: null })).toMatchObject(REFUSED);
    await nothingHappened();
    // An answer that every view is told of.
    const view = await openView(IDS.none);
    await shows(view, { status: 'none', source: 'cloud' });
    await view.close();
    expect(await inContentScript(site, 'heard')).toEqual([]);
  });

  it('reaches no file and no store that holds a key', async ({ rig, site }) => {
    const reached = await inContentScript(site, 'reach', { paths: FILES });
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
  it('has no way to send, and nobody listens to what it shouts', async ({ rig, site, nothingHappened }) => {
    const ways = await site.evaluate((all) => {
      for (const { message } of all) {
        postMessage(message, '*');
        dispatchEvent(new CustomEvent('synap-inspector', { detail: message }));
      }
      return typeof Reflect.get(Reflect.get(globalThis, 'chrome') ?? {}, 'runtime');
    }, messages(rig));
    expect(ways).toBe('undefined');
    await nothingHappened();
  });

  it('cannot read, frame or open any page of ours', async ({ rig, world, site, nothingHappened }) => {
    expect(await loaded(rig, site)).toEqual([]);
    // Ours can: the addresses are right.
    expect(await loaded(rig, await rig.extension.worker())).toEqual(FILES);
    const pages = Object.values(BUILD.surfaces).filter((path) => path.endsWith('.html'));
    await site.evaluate(
      (urls) => {
        for (const src of urls) document.body.append(Object.assign(document.createElement('iframe'), { src }));
      },
      pages.map((path) => address(rig, path)),
    );
    await until(
      () => site.frames().filter((frame) => frame.url().startsWith('chrome-error:')).length >= pages.length,
      'every frame to be refused',
    );
    expect(site.frames().filter((frame) => frame.url().startsWith(rig.extension.origin))).toEqual([]);
    const other = await rig.extension.visit(`${rig.emulator.httpOrigin}/health`);
    await other.evaluate((url) => location.assign(url), address(rig, BUILD.surfaces.options));
    await until(() => other.url().startsWith('chrome-error:'), 'the way to the options page to be refused');
    await other.close();
    world.log.clear();
    await nothingHappened();
  });
});

describe('another extension [F53]', () => {
  it('finds nobody who takes its messages, in whatever shape', async ({ rig, stranger, nothingHappened }) => {
    const answers = await stranger.evaluate(
      async (id, all) =>
        Promise.all(all.map(({ message }) => chrome.runtime.sendMessage(id, message).then(() => 'answered', String))),
      rig.extension.extensionId,
      messages(rig),
    );
    expect(answers.length).toBeGreaterThan(20);
    expect(new Set(answers)).toEqual(new Set(['Error: Could not establish connection. Receiving end does not exist.']));
    await nothingHappened();
  });

  it('finds nobody who takes its ports', async ({ rig, stranger, nothingHappened }) => {
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
    await nothingHappened();
  });

  it('can load none of our files, and frame none of our pages', async ({ rig, stranger, nothingHappened }) => {
    expect(await loaded(rig, stranger)).toEqual([]);
    await stranger.evaluate(
      (src) => document.body.append(Object.assign(document.createElement('iframe'), { src })),
      address(rig, BUILD.surfaces.options),
    );
    await until(
      () => stranger.frames().some((frame) => frame.url().startsWith('chrome-error:')),
      'the frame to be refused',
    );
    await nothingHappened();
  });

  it('may open our options page, and can do nothing in it', async ({ rig, stranger, nothingHappened }) => {
    const tabId = await stranger.evaluate(
      async (url) => (await chrome.tabs.create({ url, active: false })).id ?? -1,
      address(rig, BUILD.surfaces.options),
    );
    const target = await until(
      () => rig.extension.browser.targets().find((one) => one.url() === address(rig, BUILD.surfaces.options)),
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
      messages(rig)[0]?.message,
    );
    expect(tried).toEqual([
      expect.stringContaining('Cannot access'),
      expect.stringContaining('Receiving end does not exist'),
    ]);
    await page.close();
    await nothingHappened();
  });
});
