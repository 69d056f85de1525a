import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchWithExtension, type LaunchedExtension } from '../support/browser/launch.ts';
import { setDevtoolsTheme } from '../support/browser/panel.ts';
import { until } from '../support/browser/until.ts';

let extension: LaunchedExtension;
let server: Server;
let site: string;
const opened: Page[] = [];

async function visitSite(): Promise<Page> {
  const page = await extension.visit(site);
  opened.push(page);
  return page;
}

beforeAll(async () => {
  server = createServer((_request, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>Site</title><link rel="icon" href="data:,"><p>Nothing to find here</p>');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  extension = await launchWithExtension();
});

// An open view answers a killed worker by waking it again, which would disturb the next test.
afterEach(async () => {
  for (const page of opened.splice(0)) await page.close();
});

afterAll(async () => {
  await extension?.close();
  server?.closeAllConnections();
  server?.close();
});

describe('the extension in a real browser', () => {
  // Three kinds of senders to the worker: no tab; tab -1; and, after a window of DevTools was docked, a tab's own id.
  // They come first: the profile remembers where DevTools was.
  it.each([
    ['docked', ['bottom']],
    ['a window', ['undocked']],
    ['a window that is docked again', ['undocked', 'bottom']],
  ] as const)('hears its panel when DevTools is %s', async (_how, docks) => {
    const page = await visitSite();
    for (const dock of docks) await extension.openPanel(page, { dock });
    const { frame } = await extension.openPanel(page, { dock: docks.at(-1) ?? 'bottom' });
    const answer = await frame.evaluate(async () => {
      const { version } = chrome.runtime.getManifest();
      return chrome.runtime.sendMessage({ app: 'synap-inspector', version, name: 'overview', input: {} });
    });
    expect(answer).toMatchObject({ outcome: { ok: true } });
  });

  it('opens its panel in DevTools, in both themes', async () => {
    const panel = await extension.openPanel(await visitSite());
    await setDevtoolsTheme(panel, 'dark');
    await setDevtoolsTheme(panel, 'light');
    expect(extension.errors()).toEqual([]);
  });

  it('opens its popup over a page', async () => {
    const page = await visitSite();
    const popup = await extension.openPopup(page);
    expect(popup.url()).toBe(`${extension.origin}/src/popup/popup.html`);
    await popup.close();
    expect(extension.errors()).toEqual([]);
  });

  it.each(['options', 'inspector'] as const)('opens its %s page', async (name) => {
    const page = await extension.openPage(name);
    opened.push(page);
    await page.waitForSelector('#app > *');
    expect(extension.errors()).toEqual([]);
  });

  it('starts its worker anew after each kill', async () => {
    for (let kill = 0; kill < 3; kill += 1) {
      await (await extension.worker()).evaluate(() => Reflect.set(globalThis, 'beforeTheKill', true));
      await extension.stopWorker();
      const state = await (
        await extension.worker()
      ).evaluate(() => [chrome.runtime.id, Reflect.has(globalThis, 'beforeTheKill')]);
      expect(state).toEqual([extension.extensionId, false]);
    }
    expect(extension.errors()).toEqual([]);
  });

  it('loses and regains the host that its manifest names', async () => {
    const has = async () =>
      (await extension.worker()).evaluate(() =>
        chrome.permissions.contains({ origins: ['https://synap-cloud-prod.maximem.ai/*'] }),
      );
    expect(await has()).toBe(true);
    await extension.revokeHost('https://synap-cloud-prod.maximem.ai/*');
    expect(await has()).toBe(false);
    await extension.grantHost('https://synap-cloud-prod.maximem.ai/*');
    expect(await has()).toBe(true);
  });
});

describe('what its pages say', () => {
  it('is seen by the tests, in the panel too', async () => {
    const { frame } = await extension.openPanel(await visitSite());
    extension.forgetErrors();
    await frame.evaluate("console.error('seeded')");
    await frame.evaluate(() => document.createElement('div').setAttribute('style', 'color: red'));
    await until(() => extension.errors().length >= 2, 'both complaints');
    expect(extension.errors().join('\n')).toMatch(/panel\.html: seeded[^]*style-src/);
    extension.forgetErrors();
  });
});
