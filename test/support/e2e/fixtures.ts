import { afterAll, test as base } from 'vitest';
import type { Page } from 'puppeteer-core';
import { chatPath } from '../../demo-page/expected.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { World } from '../../emulator/world.ts';
import { startPageServer, type PageServer } from './page-server.ts';
import type { DevtoolsWindow } from './panel-page.ts';
import type { Rig } from './rig.ts';
import { createTurns, type Beginning, type OwnBrowser, type Turns } from './turns.ts';

/** What every end-to-end test is given: a browser as it was after the installation, and the pages that it opens. */

interface Given {
  rig: Rig;
  /** What the emulator knows. */
  world: World;
  /** Another server like Synap's. */
  other: Emulator;
  /** The options page. */
  options: Page;
  /** Pages that the test makes up. */
  pages: PageServer;
  /** Says that no other test can use this browser, or its emulator. */
  spoilBrowser: () => void;
  /** The full view of a conversation. */
  openView: (id?: string) => Promise<Page>;
  /** The panel in DevTools on that page, of the emulator unless the address says more; both as if opened anew. */
  inspect: (address?: string) => Promise<DevtoolsWindow>;
  /** The same without the page's traffic: as if the page had been there before DevTools. */
  inspectLoaded: (address?: string) => Promise<DevtoolsWindow>;
}

interface Setting extends Beginning {
  /** A browser for this file alone, launched so. Without it: the one that all files of this process share. */
  own?: OwnBrowser;
}

const shared = createTurns();

/** `it` for a file whose tests begin so. A test fails when a page or a worker complains in it. */
export function testsWith({ own, ...beginning }: Setting = {}) {
  const turns = own ? createTurns(own) : shared;
  if (own) afterAll(turns.discard);
  let isSpoilt = false;
  const withBrowser = base.extend('browser', { scope: 'worker' }, () => turns);
  return withBrowser.extend<{ $worker: { turns: Turns }; $test: Given }>({
    // The browser that files share ends with their process.
    turns: [
      async ({ browser }, use) => {
        await use(browser);
        await browser.discard();
      },
      { scope: 'worker' },
    ],
    rig: async ({ turns, onTestFailed }, use) => {
      onTestFailed(turns.discard);
      isSpoilt = false;
      await use(await turns.begin(beginning));
      await turns.end();
      if (isSpoilt) await turns.discard();
    },
    world: async ({ rig }, use) => use(rig.emulator.world),
    other: async ({ onTestFinished }, use) => {
      const other = await startEmulator({ settings: { rateLimited: false } });
      onTestFinished(other.close);
      await use(other);
    },
    pages: async ({ onTestFinished }, use) => {
      const pages = await startPageServer();
      onTestFinished(pages.close);
      await use(pages);
    },
    spoilBrowser: async ({ rig: _rig }, use) => use(() => void (isSpoilt = true)),
    options: async ({ rig }, use) => use(await rig.extension.openPage('options')),
    openView: async ({ rig }, use) => use((id) => rig.extension.openPage('inspector', id === undefined ? {} : { id })),
    inspect: async ({ rig, turns }, use) =>
      use((address = chatPath()) => turns.inspect(new URL(address, rig.emulator.httpOrigin).href, true)),
    inspectLoaded: async ({ rig, turns }, use) =>
      use((address = chatPath()) => turns.inspect(new URL(address, rig.emulator.httpOrigin).href, false)),
  });
}
