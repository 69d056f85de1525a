/**
 * The same scan, lookup and list in the real Firefox, each against a floor of its own. Firefox tells processor time for the
 * whole process that runs a page, and no long tasks: frames that come late stand for them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { build } from 'vite';
import { findFirefox } from '../../scripts/browser-path.mjs';
import { startRig, type Rig } from '../support/e2e/rig.ts';
import { openWindowScope, type RunInWindow } from '../support/firefox/chrome-scope.ts';
import { launchFirefox } from '../support/firefox/launch.ts';
import { serveStories, STORY_PAGE } from '../support/ui/story-build.ts';
import { writeFloor } from './floor/extension.ts';
import type { Thread } from './frames.ts';
import { LIST_STORY, listIsThere, measureList } from './list.ts';
import { type Floor, measureLookup } from './lookup.ts';
import type { Row, RowGroup } from './rows.ts';
import { measurePage } from './scan.ts';

/** Else its clock goes by milliseconds. */
const PREFS = { 'privacy.reduceTimerPrecision': false };
const FLOOR_ID = 'floor@synap-inspector.dev';
const LATE_MS = 50;

export const firefoxRows: RowGroup = {
  name: 'firefox',
  rows: async () => {
    const scanned = await inFirefox((browser, run) =>
      measurePage(browser, { threadOf: () => processOf(run), run: runIn }),
    );
    const rows = [...scanned, ...(await inFirefox(list)), ...(await lookup())];
    return rows.map((row) => ({ ...row, reach: 'stated', met: null }));
  },
};

async function inFirefox<T>(act: (browser: Browser, run: RunInWindow) => Promise<T>): Promise<T> {
  const executablePath = findFirefox();
  if (executablePath === null) throw new Error('no Firefox found: install one, or set FIREFOX_PATH');
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    defaultViewport: null,
    args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
    extraPrefsFirefox: PREFS,
  });
  try {
    return await act(browser, await openWindowScope(browser));
  } finally {
    await browser.close();
  }
}

/** The process of the page in front. */
async function processOf(run: RunInWindow): Promise<Thread> {
  const pid = await run('() => gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid');
  const time = `async (pid) => (await ChromeUtils.requestProcInfo()).children.find((one) => one.pid === pid).cpuTime`;
  return async () => Number(await run(time, pid)) / 1e6;
}

/** As text: WebDriver takes 100 ms to write two thousand ids down. */
async function runIn(page: Page, code: string): Promise<unknown> {
  const text = await page.evaluate(`JSON.stringify({ value: (0, eval)(${JSON.stringify(code)}) })`);
  return (JSON.parse(String(text)) as { value: unknown }).value;
}

async function list(browser: Browser, run: RunInWindow): Promise<Row[]> {
  const stories = await serveStories();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${stories.origin}${STORY_PAGE}?story=${LIST_STORY}`);
    await listIsThere(page);
    return await measureList(page, { thread: await processOf(run), longTasks: watchLateFrames, what: 'frames' });
  } finally {
    await stories.close();
  }
}

/** How long those frames took, since now, that took longer than `LATE_MS`. */
async function watchLateFrames(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate((most) => {
    const late: number[] = [];
    let last = performance.now();
    const look = (now: number): void => {
      if (now - last > most) late.push(now - last);
      last = now;
      if (Reflect.get(globalThis, 'benchLate') === late) requestAnimationFrame(look);
    };
    Object.assign(globalThis, { benchLate: late });
    requestAnimationFrame(look);
  }, LATE_MS);
  return async () => (await page.evaluate('globalThis.benchLate')) as number[];
}

async function lookup(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'synap-bench-'));
  try {
    const known = process.env['SYNAP_DIST'];
    const chromium = known ?? join(folder, 'chrome');
    if (known === undefined) await build({ logLevel: 'error', build: { outDir: chromium } });
    const rig = await startRig({}, { dist: join(dirname(chromium), 'firefox'), prefs: PREFS }, launchFirefox);
    try {
      return await measureLookup(rig, await openFloor(rig, join(folder, 'floor')));
    } finally {
      await rig.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openFloor({ extension }: Rig, folder: string): Promise<Floor> {
  await writeFloor(folder, {
    background: { scripts: ['background.js'] },
    browser_specific_settings: { gecko: { id: FLOOR_ID } },
  });
  await extension.browser.installExtension(folder);
  const run = await openWindowScope(extension.browser);
  const host = await run('(id) => WebExtensionPolicy.getByID(id).mozExtensionHostname', FLOOR_ID);
  const stop = `async (id) => {
    const { extension } = WebExtensionPolicy.getByID(id);
    await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
  }`;
  return {
    page: await extension.visit(`moz-extension://${String(host)}/src/empty.html`),
    stop: async () => void (await run(stop, FLOOR_ID)),
  };
}
