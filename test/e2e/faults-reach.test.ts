import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { chatPath } from '../demo-page/expected.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { servePdf } from '../support/e2e/page-server.ts';
import { ask, type Rig } from '../support/e2e/rig.ts';
import { says } from '../support/e2e/view.ts';

/** Pages that nobody may look into, for the popup; for the panel they are in faults-page.test.ts. Hosts that cannot be reached are in long-waits.test.ts. */

const IS_PDF = "Extensions can't read text in the PDF viewer.";

const it = testsWith();

async function isNotScanned(rig: Rig, url: string, words: string | RegExp): Promise<void> {
  const popup: Page = await rig.extension.openPopup(await rig.extension.visit(url));
  await says(popup, "This page can't be scanned");
  await says(popup, words);
}

describe('a page', () => {
  it('of the browser gets a plain notice in the popup [F57]', ({ rig }) =>
    // Its address is kept from extensions as well, by Chromium since 152.
    isNotScanned(
      rig,
      rig.extension.browserPage,
      /Your browser or organisation blocks extensions on this page\.|Extensions can't run on browser pages\./,
    ));

  it('of a store gets a plain notice in the popup [F57]', ({ rig }) =>
    isNotScanned(rig, rig.extension.storePage, "Extensions can't run in extension stores."));

  it('that is a PDF by its name gets a plain notice in the popup [F57]', ({ rig, pages }) =>
    isNotScanned(rig, servePdf(pages, '/report.pdf'), IS_PDF));

  it('that is a PDF by its type gets a plain notice in the popup [F57]', ({ rig, pages }) =>
    isNotScanned(rig, servePdf(pages, '/report'), IS_PDF));

  it('that was closed meanwhile gets one [F57]', async ({ rig }) => {
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
