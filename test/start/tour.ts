import texts from '../../public/_locales/en/messages.json' with { type: 'json' };
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import type { LaunchedExtension } from '../support/browser/launch.ts';
import { setDevtoolsTheme } from '../support/browser/panel.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { drawIcons } from './icons.ts';
import { drawPopupOver, drawTile, IN_STORES } from './store.ts';

const SCANNING = texts.popupScanning.message;

/** Puts a key in as a user does, and waits until Synap has accepted it. */
export async function saveKey(extension: LaunchedExtension, key: string): Promise<Page> {
  const page = await extension.openPage('options');
  await page.locator('::-p-aria([name="API key"][role="textbox"])').fill(key);
  await page.locator('::-p-aria([name="Save"][role="button"])').click();
  // The page never shows more of a stored key than this.
  await until(() => shows(page, key.slice(-4)), 'the key to be stored');
  await page.locator('::-p-aria([name="Test connection"][role="button"])').click();
  await until(
    () => page.$$eval('[role=status], [role=alert]', (all) => all.some(({ textContent }) => /\d/.test(textContent))),
    'the answer to the test',
  );
  return page;
}

/**
 * One lookup on the demo page, and a picture of each surface; with `store`, also those of the stores, into that folder.
 * Returns the files' paths.
 */
export async function takeScreenshots(
  extension: LaunchedExtension,
  emulator: Emulator,
  { folder, store }: { folder: string; store?: string },
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  const shoot = async (page: Page, name: string, { fullPage = false, into = folder } = {}): Promise<void> => {
    const path = join(into, `${name}.png`);
    // A sticky head would stand in the middle of a page that was scrolled.
    if (fullPage) await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path, fullPage });
    paths.push(path);
    const there = IN_STORES[name];
    if (store !== undefined && there !== undefined) await copyFile(path, join(store, `${there}.png`));
  };
  const id = shownConversation(emulator);
  const options = await saveKey(extension, emulator.keys.normal);
  const page = await extension.visit(`${emulator.httpOrigin}/demo/c/${id}`);

  const panel = await extension.openPanel(page);
  // A toolbox of Firefox opens in a low window, which has no room for all rows.
  await panel.devtools.setViewport({ width: 1280, height: 800 });
  await rowsAnswered(panel.frame);
  await choose(panel.frame, id);
  for (const theme of ['light', 'dark'] as const) {
    await setDevtoolsTheme(panel, theme);
    await shoot(panel.devtools, `panel-${theme}`);
  }
  await inDemo(extension, true);
  await rowsAnswered(panel.frame);
  await choose(panel.frame, IDS.threeVersions);
  const tabs = { kept: '.kept-strip .strip-lost[d^="M"]', versions: '.versions-diff .diff-group' };
  for (const [tab, isReady] of Object.entries(tabs)) {
    await panel.frame.locator(`[id^="tab-${tab}-"]`).click();
    await panel.frame.waitForSelector(isReady);
    for (const theme of ['light', 'dark'] as const) {
      await setDevtoolsTheme(panel, theme);
      await shoot(panel.devtools, `${tab}-${theme}`);
    }
  }
  if (store !== undefined) {
    await panel.frame.locator('[id^="tab-prompt-"]').click();
    await panel.frame.waitForSelector('.prompt-text');
    await shoot(panel.devtools, '5-prompt', { into: store });
  }
  await inDemo(extension, false);
  const popup = await extension.openPopup(page);
  await answered(popup, id);
  // Its list says so while the page is searched.
  await until(async () => !(await shows(popup, SCANNING)), 'the page to be searched');
  await shoot(popup, 'popup');
  await popup.close();
  if (store !== undefined) {
    const below = join(folder, 'demo-page.png');
    await page.screenshot({ path: below });
    paths.push(await drawPopupOver(extension.browser, store, join(folder, 'popup.png'), below));
    await rm(below);
    paths.push(await drawTile(extension.browser, store), ...(await drawIcons(extension.browser)));
  }
  const inspector = await extension.openPage('inspector', { id });
  await answered(inspector, id);
  await shoot(inspector, 'full-view');
  await options.bringToFront();
  await shoot(options, 'options', { fullPage: true });
  return paths;
}

/** The demo knows the messages of its conversations. */
async function inDemo(extension: LaunchedExtension, demo: boolean): Promise<void> {
  await extension.sendAsOptions('choose-profile', { profileId: 'default', demo });
}

/** The one that has most to show: several versions, and no run under way. */
function shownConversation({ world }: Emulator): string {
  const ready = world.conversations().filter(({ latestRun }) => latestRun?.state === 'completed');
  const [best] = ready.toSorted((a, b) => b.versions.length - a.versions.length);
  const id = (best ?? world.conversations()[0])?.id;
  if (id === undefined) throw new Error('the emulator has no conversations');
  return id;
}

/** Under the pointer rows keep their places: first all that are likely are answered. */
async function rowsAnswered(frame: Frame): Promise<void> {
  await until(
    () =>
      frame.$$eval(
        '.conversation-row:not(.is-muted) [data-state]',
        (all) => all.length > 0 && all.every((one) => !['', 'loading'].includes(one.getAttribute('data-state') ?? '')),
      ),
    'the rows to be answered',
    30_000,
  );
}

async function choose(frame: Frame, id: string): Promise<void> {
  await frame.locator(`[role="option"][data-id="${id}"]`).click();
  await answered(frame, id);
}

/** The answer is on the screen: `data-status` as the product documents it. */
async function answered(view: Frame | Page, id: string): Promise<void> {
  const status = () =>
    view.$$eval(
      '[data-conversation-id]',
      (all, id) => all.find((one) => one.getAttribute('data-conversation-id') === id)?.getAttribute('data-status'),
      id,
    );
  await until(
    async () => !['loading', 'unknown', 'error', null, undefined].includes(await status()),
    `an answer about ${id}`,
    20_000,
  );
}

function shows(page: Page, text: string): Promise<boolean> {
  return page.evaluate((text) => document.body.innerText.includes(text), text);
}
