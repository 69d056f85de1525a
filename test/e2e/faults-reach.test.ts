import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/browser/until.ts';
import { chatPath } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { ask, giveKey, startRig, type Rig } from '../support/e2e/rig.ts';
import { alerts, alertWith, fill, press, says, shows } from '../support/e2e/view.ts';

/** What cannot be reached: hosts that are none, and pages that nobody may look into. */

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF`;
const STORE = 'chromewebstore.google.com';

let rig: Rig;
let server: Server;
let serverPort: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    const [type, body] = request.url === '/' ? ['text/html', '<title>A store</title>'] : ['application/pdf', PDF];
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  serverPort = (server.address() as AddressInfo).port;
  rig = await startRig(
    {},
    { hosts: { [`${STORE}:80`]: `127.0.0.1:${serverPort}`, 'no-such-host.invalid': '~NOTFOUND' } },
  );
  await giveKey(rig);
});
afterAll(async () => {
  await rig.close();
  await new Promise((resolve) => server.close(resolve));
});

describe('a host', () => {
  const unused = async (): Promise<number> => {
    const one = createServer();
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
    const { port } = one.address() as AddressInfo;
    await new Promise((resolve) => one.close(resolve));
    return port;
  };

  // To an extension these are one and the same: fetch rejects with the same TypeError.
  it.each<[string, () => Promise<string>]>([
    ['whose name leads nowhere', async () => 'https://no-such-host.invalid'],
    ['that refuses', async () => `https://127.0.0.1:${await unused()}`],
    ['that speaks no TLS', async () => `https://127.0.0.1:${serverPort}`],
  ])('%s is told to be unreachable, by its name [F42]', async (_what, origin) => {
    const baseUrl = await origin();
    await rig.extension.grantHost(`${baseUrl.replace(/:\d+$/, '')}/*`);
    const options = await rig.extension.openPage('options');
    await fill(options, 'Base URL', baseUrl);
    await fill(options, 'API key', rig.emulator.keys.normal);
    await press(options, 'Save');
    await says(options, 'Saved');
    const view = await rig.extension.openPage('inspector', { id: IDS.fresh });
    const told = await alertWith(view, 'Synap cannot be reached');
    expect(told).toContain(`No connection to ${baseUrl}`);
    expect(await alerts(view)).toHaveLength(1);
    await shows(view, { status: 'error' });
    await Promise.all([view.close(), options.close()]);
  });
});

describe('a page', () => {
  const popupOver = async (url: string): Promise<Page> => rig.extension.openPopup(await rig.extension.visit(url));

  it.each<[string, () => string, string | RegExp]>([
    // Its address is kept from extensions as well, by Chromium since 152.
    [
      'of the browser',
      () => 'chrome://version/',
      /The browser or your organisation keeps extensions out of this page\.|Browsers keep extensions out of their own pages\./,
    ],
    ['of a store', () => `http://${STORE}/`, 'Browsers keep extensions out of extension stores.'],
    [
      'that is a PDF by its name',
      () => `http://127.0.0.1:${serverPort}/report.pdf`,
      "A PDF viewer's text is not open to extensions.",
    ],
    [
      'that is a PDF by its type',
      () => `http://127.0.0.1:${serverPort}/report`,
      "A PDF viewer's text is not open to extensions.",
    ],
  ])('%s gets a plain notice in the popup [F57]', async (_what, url, words) => {
    const popup = await popupOver(url());
    await says(popup, 'This page cannot be scanned');
    await says(popup, words);
    await popup.close();
  });

  it('that is a PDF gets it in the panel as well [F57]', async () => {
    const page = await rig.extension.visit(`http://127.0.0.1:${serverPort}/report`);
    const { frame } = await rig.extension.openPanel(page);
    expect(await alertWith(frame, 'This page cannot be scanned')).toContain('PDF');
    await page.close();
  });

  it('that was closed meanwhile gets one [F57]', async () => {
    const page = await rig.extension.visit(rig.emulator.httpOrigin + chatPath());
    const worker = await rig.extension.worker();
    const tabId = await until(
      () => worker.evaluate(async () => (await chrome.tabs.query({ active: true, windowType: 'normal' }))[0]?.id),
      'the tab',
    );
    await page.close();
    const popup = await rig.extension.openPage('popup');
    expect(await ask(popup, 'scan', { tabId })).toEqual({
      ok: false,
      error: { kind: 'not-scannable', reason: 'closed' },
    });
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
