import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { servePdf } from '../support/e2e/page-server.ts';
import { lists } from '../support/e2e/panel-page.ts';

import { says, textOf } from '../support/e2e/view.ts';

/** Pages are judged by what they are, and read as they are now. Without a key: nothing is looked up. */

const idOf = (n: number) => `0bfa587f-a85c-5cc3-a395-${n.toString(16).padStart(12, '0')}`;
const [A, B] = [idOf(1), idOf(2)];

const it = testsWith({ key: 'none' }).extend<{ endless: string }>({
  // A page whose bytes do not end.
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture wants from its first parameter
  endless: async ({}, use) => {
    const server = createServer((_request, response) => {
      response
        // Without its encoding Firefox waits for a thousand bytes to tell it from.
        .setHeader('content-type', 'text/html; charset=utf-8')
        .write(`<p>Conversation <a href="/c/${A}">${A}</a></p><p>Thinking`);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    server.closeAllConnections();
    server.close();
  },
});

const keyed = testsWith();

describe('the popup', () => {
  it('[T04] reads HTML at an address that ends in .pdf, and a PDF not, whatever its address', async ({
    rig,
    pages,
  }) => {
    pages.served.set('/handbook.pdf', `<p>Conversation ${A}`);
    const popup = await rig.extension.openPopup(await rig.extension.visit(`${pages.origin}/handbook.pdf`));
    await popup.waitForSelector(`.found button[title="${A}"]`);
    await popup.close();
    const pdf = await rig.extension.openPopup(await rig.extension.visit(servePdf(pages, '/handbook')));
    await says(pdf, "Extensions can't read text in the PDF viewer.");
  });

  it('[T05] reads what is there of a page that still loads', async ({ rig, endless }) => {
    const page = await rig.extension.visitEndless(endless);
    await page.waitForSelector('a');
    const popup = await rig.extension.openPopup(page);
    await popup.waitForSelector(`.found button[title="${A}"]`);
    await popup.close();
    const view = await rig.extension.tabOpenedBy(() => rig.extension.clickMenu(page, { menuItemId: 'page' }));
    expect(view.url()).toContain(`?id=${A}`);
  });

  it('[T47] lists the id that the page shows while it is open', async ({ rig, pages }) => {
    pages.served.set('/late', '<p>Loading chats</p>');
    const page = await rig.extension.visit(`${pages.origin}/late`);
    const popup = await rig.extension.openPopup(page);
    await says(popup, 'No conversation IDs on this page.');
    await page.$eval('p', (p, id) => p.replaceChildren(`Conversation ${id}`), A);
    await popup.waitForSelector(`.found button[title="${A}"]`);
  });

  it('says what it may not read, each for its reason', async ({ rig, pages }) => {
    const page = await rig.extension.visit(pages.origin);
    await page.goto(rig.extension.browserPage);
    await says(await rig.extension.openPopup(page), "Extensions can't run on browser pages.");
  });
});

describe('the right click', () => {
  it('[T17] on one group of an id opens that id, and on a link the one that is its text', async ({ rig, pages }) => {
    pages.served.set(
      '/',
      `<p>${B} and <b>${A.slice(0, 20)}</b>${A.slice(20)}</p><p><a href="#open">${idOf(3)}</a></p>`,
    );
    const page = await rig.extension.visit(`${pages.origin}/`);
    const open = (click: Parameters<typeof rig.extension.clickMenu>[1]) =>
      rig.extension.tabOpenedBy(() => rig.extension.clickMenu(page, click));
    await page.evaluate(() => {
      const text = document.querySelector('b')?.firstChild;
      if (text) getSelection()?.setBaseAndExtent(text, 9, text, 13);
    });
    const part = await open({ menuItemId: 'selection', selectionText: A.slice(9, 13) });
    expect(part.url()).toContain(`?id=${A}`);
    const link = await open({ menuItemId: 'link', linkUrl: `${pages.origin}/#open` });
    expect(link.url()).toContain(`?id=${idOf(3)}`);
  });

  it('[T18] in a frame of another site opens the id of its address, or says what was looked at', async ({
    rig,
    pages,
  }) => {
    pages.served.set('/', `<p>${B}</p><p>${idOf(3)}</p><iframe src="${pages.otherOrigin}/start"></iframe>`);
    const page = await rig.extension.visit(`${pages.origin}/`);
    const open = (frameUrl: string) =>
      rig.extension.tabOpenedBy(() => rig.extension.clickMenu(page, { menuItemId: 'page', frameUrl, frameId: 7 }));
    expect((await open(`${pages.otherOrigin}/c/${A}`)).url()).toContain(`?id=${A}`);
    const around = await open(`${pages.otherOrigin}/start`);
    await says(around, 'The frame contains none, and the page around it more than one.');
    expect(await textOf(around)).toContain(B);
  });

  it('[T18] where nothing was found says where, and why', async ({ rig, pages }) => {
    pages.served.set('/', '<p>nothing</p>');
    const page = await rig.extension.visit(`${pages.origin}/`);
    const view = await rig.extension.tabOpenedBy(() => rig.extension.clickMenu(page, { menuItemId: 'page' }));
    await says(view, 'No conversation ID on the page');
    await page.goto(rig.extension.browserPage);
    const refused = await rig.extension.tabOpenedBy(() => rig.extension.clickMenu(page, { menuItemId: 'page' }));
    await says(refused, "Extensions can't run on browser pages.");
  });
});

describe('the panel', () => {
  keyed(
    '[T28] on a page that runs no scripts says so, and reads it once the icon is clicked',
    async ({ rig, pages, inspect }) => {
      pages.served.set('/raw', { type: 'text/plain', body: `{"conversation_id": "${A}"}`, policy: 'sandbox' });
      const { page, frame } = await inspect(`${pages.origin}/`);
      await page.goto(`${pages.origin}/raw`);
      // Firefox's DevTools read it all the same.
      if (rig.extension.engine === 'firefox') return lists(frame, A, { seen: /^text/m });
      await says(frame, 'This page turns scripts off (CSP sandbox)');
      await says(frame, 'Click the Synap icon in the toolbar');
      await (await rig.extension.openPopup(page)).close();
      await lists(frame, A, { seen: /^text/m });
      return expect(await textOf(frame)).not.toContain('CSP sandbox');
    },
  );

  keyed("[T28] says of the browser's own pages what they are", async ({ rig, pages, inspect }) => {
    const { page, frame } = await inspect(`${pages.origin}/`);
    await page.goto(rig.extension.browserPage);
    await says(frame, "Extensions can't run on browser pages.");
    await until(async () => !(await textOf(frame)).includes('CSP sandbox'), 'nothing of a sandbox');
  });
});
