import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsInNewBrowsers } from '../support/e2e/new-browser.ts';
import { requests, type Rig } from '../support/e2e/rig.ts';
import { says, shows } from '../support/e2e/view.ts';

/** A private window: the product is not there, and nothing seen in it is kept. */

/** Nobody else has these. */
const PRIVATE_ID = '6d0b5a1e-93c7-4f28-a64d-1e7f0c92b835';
const OPEN_ID = 'f27c4e90-1b8d-4a63-9d05-c84e36a7b1f2';

const it = testsInNewBrowsers({ key: 'remembered' });

/** A page that shows a conversation, in its address too. */
async function showIds({ emulator }: Rig, page: Page, id: string): Promise<void> {
  await page.goto(`${emulator.httpOrigin}/demo/c/${id}`);
  await page.waitForSelector('html[data-ready]');
  await page.evaluate((id) => document.body.append(` ${id} `), id);
  expect(await page.evaluate(() => document.body.innerText)).toContain(id);
}

async function noPageOpens({ extension }: Rig, seen: Page): Promise<void> {
  for (const name of ['inspector', 'popup', 'options', 'panel']) {
    const page = await seen.browserContext().newPage();
    const url = `${extension.origin}/src/${name}/${name}.html?id=${PRIVATE_ID}`;
    await expect(page.goto(url)).rejects.toThrow('ERR_BLOCKED_BY_CLIENT');
    await says(page, 'is blocked');
  }
  // The browser's word for each of them.
  await extension.forgetErrors();
}

async function workerSeesNoTab({ extension }: Rig): Promise<void> {
  const known = await (
    await extension.worker()
  ).evaluate(async () => ({
    allowed: await chrome.extension.isAllowedIncognitoAccess(),
    tabs: (await chrome.tabs.query({})).map(({ url = '', incognito }) => ({ url, incognito })),
    contexts: (await chrome.runtime.getContexts({})).filter(({ incognito }) => incognito).length,
  }));
  expect(known.allowed).toBe(false);
  expect(known.contexts).toBe(0);
  expect(known.tabs.filter(({ url, incognito }) => incognito || url.includes(PRIVATE_ID))).toEqual([]);
}

async function devtoolsHaveNoPanel({ extension, emulator }: Rig, seen: Page): Promise<void> {
  const devtools = await seen.openDevTools();
  const panels = () => devtools.evaluate(() => Object.keys(Reflect.get(globalThis, 'UI')?.panels ?? {}));
  await until(async () => (await panels()).includes('elements'), 'DevTools to be ready', 30_000);
  // Those of a page in a common window do, in the same browser: what is missing here is not only late.
  await extension.openPanel(await extension.visit(`${emulator.httpOrigin}/demo/`));
  expect((await panels()).filter((name) => name.includes(extension.extensionId))).toEqual([]);
}

/** The files below a folder that hold this text, as bytes or in the browser's two-byte texts. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return files.filter((file) => {
    const bytes = readFileSync(file);
    return bytes.includes(text, 0, 'latin1') || bytes.includes(text, 0, 'utf16le');
  });
}

it('a private window has no page, tab or panel of ours, and nothing seen in it is on disk afterwards [F26]', async ({
  rig,
  userDataDir,
  end,
}) => {
  const context = await rig.extension.browser.createBrowserContext();
  const seen = await context.newPage();
  await showIds(rig, seen, PRIVATE_ID);
  await noPageOpens(rig, seen);
  // So that neither button nor menu has anything to act on.
  await workerSeesNoTab(rig);
  await devtoolsHaveNoPanel(rig, seen);

  await showIds(rig, await rig.extension.browser.newPage(), OPEN_ID);
  const view = await rig.extension.openPage('inspector', { id: IDS.fresh });
  await shows(view, { status: 'completed' });
  await end();
  expect(requests(rig, new RegExp(PRIVATE_ID))).toEqual([]);
  // What was seen in a common window is there, or all this would prove nothing.
  expect(await filesWith(userDataDir, OPEN_ID)).not.toEqual([]);
  expect(await filesWith(userDataDir, PRIVATE_ID)).toEqual([]);
});
