import type { Frame, Page } from 'puppeteer-core';
import { until } from './until.ts';

export interface OpenPanel {
  /** The DevTools window's own page: takes screenshots, keys, and `emulateMediaFeatures` for the theme. */
  devtools: Page;
  /** The panel's document. */
  frame: Frame;
}

export interface InspectedPage extends OpenPanel {
  /** The page under the DevTools. */
  page: Page;
}

/** A DevTools window that tests use in turn. */
export interface DevtoolsWindow extends InspectedPage {
  /** Shows that page, and begins the panel anew on it. Without `traffic`: as if the page had been there before DevTools. */
  show(url: string, traffic: boolean): Promise<void>;
  /** Begins the panel anew, as if DevTools had been closed and opened again; `meanwhile` happens without it. */
  reopen(meanwhile?: () => Promise<unknown>): Promise<Frame>;
  /** Leaves page and panel: nothing of them asks the worker any more. */
  park(): Promise<void>;
}

export interface PanelOptions {
  /** `undocked` gives the panel the whole viewport. */
  dock?: 'undocked' | 'right' | 'bottom';
  /** Null leaves the window's own size. */
  viewport?: { width: number; height: number } | null;
}

/** Text, not a function: the test runner would rewrite the import. */
const LEGACY = "import('devtools://devtools/bundled/ui/legacy/legacy.js')";

/** DevTools with an extension's panel that nobody has chosen yet. */
export interface WaitingPanel {
  devtools: Page;
  /** Chooses it; the time then, by the wall clock. */
  choose(): Promise<number>;
  /** Its document, once it is chosen. */
  frame(): Promise<Frame>;
}

/** Opens DevTools on `page` and brings the extension's panel up in it. */
export async function openPanel(id: string, page: Page, options: PanelOptions = {}): Promise<OpenPanel> {
  const { devtools, choose, frame } = await findPanel(id, page, options);
  await choose();
  return { devtools, frame: await frame() };
}

/** Opens DevTools on `page` and waits until they list the extension's panel. */
export async function findPanel(id: string, page: Page, options: PanelOptions = {}): Promise<WaitingPanel> {
  const { dock = 'undocked', viewport = { width: 1280, height: 800 } } = options;
  const devtools = await page.openDevTools();
  const view = await until(
    () =>
      devtools.evaluate(
        (id) => Object.keys(Reflect.get(globalThis, 'UI')?.panels ?? {}).find((key) => key.includes(id)),
        id,
      ),
    'DevTools to list the panel',
    30_000,
  );
  await devtools.evaluate(
    `${LEGACY}.then((ui) => ui.DockController.DockController.instance().setDockSide(${JSON.stringify(dock)}))`,
  );
  if (viewport) await devtools.setViewport(viewport);
  const show = `ui.ViewManager.ViewManager.instance().showView(${JSON.stringify(view)})`;
  const url = `chrome-extension://${id}/src/panel/panel.html`;
  return {
    devtools,
    choose: async () => {
      const now = 'performance.timeOrigin + performance.now()';
      return Number(
        await devtools.evaluate(`${LEGACY}.then(async (ui) => { const at = ${now}; await ${show}; return at; })`),
      );
    },
    frame: async () => {
      const find = () => devtools.frames().find((frame) => frame.url().startsWith(url));
      const frame = await until(find, "the panel's frame");
      await frame.waitForSelector('#app > *');
      return frame;
    },
  };
}

const LOG =
  "import('devtools://devtools/bundled/models/logs/logs.js').then((logs) => logs.NetworkLog.NetworkLog.instance())";

/** Empties DevTools' log of requests, as its button does. */
export async function clearTraffic(devtools: Page): Promise<void> {
  await devtools.evaluate(`${LOG}.then((log) => log.reset(true))`);
}

/** Opens DevTools on `page`, at no tool of ours, and waits until they log its requests. */
export async function openDevtools(page: Page): Promise<void> {
  const devtools = await page.openDevTools();
  await until(async () => {
    await page.evaluate(() => fetch('/probe').then((response) => response.text()));
    return Number(await devtools.evaluate(`${LOG}.then((log) => log.requests().length)`)) > 0;
  }, 'DevTools to log requests');
}

/** DevTools' theme; the panel follows. */
export async function setDevtoolsTheme({ devtools, frame }: OpenPanel, theme: 'light' | 'dark'): Promise<void> {
  await devtools.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  await until(
    () => frame.evaluate((theme) => document.documentElement.dataset['theme'] === theme, theme),
    `the ${theme} theme`,
  );
  // Known is not painted: the panel lives in a process of its own.
  for (const view of [frame, devtools])
    await view.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
