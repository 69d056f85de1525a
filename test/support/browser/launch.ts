/**
 * The built extension in a real Chromium.
 *
 *     const emulator = await startEmulator();
 *     const extension = await launchWithExtension({ emulator });
 *     const { frame } = await extension.openPanel(await extension.visit(`${emulator.httpOrigin}/demo/`));
 *     …
 *     expect(extension.errors()).toEqual([]);
 *     await extension.close();
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, launch, type LaunchOptions, type Page } from 'puppeteer-core';
import { findBrowser } from '../../../scripts/browser-path.mjs';
import { driveExtension, type DrivenExtension } from './extension.ts';
import { until } from './until.ts';

/** The product's only declared host; the emulator takes its place. */
export const API_HOST = 'synap-cloud-prod.maximem.ai';

const QUIET = ['--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-sync'];
/**
 * For the tests alone, of whose processor time these save a seventh: what the browser prepares or looks for by itself,
 * the movements of its own windows, and what spins, which is drawn 60 times a second.
 */
const SPARED = [
  'SpareRendererForSitePerProcess',
  'PreloadTopChromeWebUI',
  'OptimizationGuideOnDeviceModel',
  'OptimizationGuideModelExecution',
  'MediaRouter',
  'DialMediaRouteProvider',
];
const CHEAP = [
  `--disable-features=${SPARED.join(',')}`,
  '--disable-component-extensions-with-background-pages',
  '--disable-domain-reliability',
  '--animation-duration-scale=0',
  '--force-prefers-reduced-motion',
];
const FLAGS = [...QUIET, '--no-sandbox', '--disable-quic', '--disable-gpu', '--disable-dev-shm-usage', '--lang=en-GB'];

export interface LaunchWithExtension {
  /** Answers for `API_HOST`, over TLS. Without one that host leads nowhere. */
  emulator?: { httpsPort: number };
  /** A built extension; default: what the test run built, else `dist/chrome`. */
  dist?: string;
  /** Other unpacked extensions beside it. */
  alsoLoad?: string[];
  /** Other hosts that lead elsewhere: `host:port` to `host:port`. */
  hosts?: Record<string, string>;
  /** Firefox's own settings. */
  prefs?: Record<string, unknown>;
  /** More flags for Chromium. */
  args?: string[];
  /** A profile to use and to keep, for tests of a restart; by default a new one that `close` removes. */
  userDataDir?: string;
  headless?: boolean;
  /** Leaves the welcome page of the install open. */
  keepWelcome?: boolean;
}

export interface LaunchedExtension extends DrivenExtension {
  browser: Browser;
  userDataDir: string;
  /** Ends the browser and waits until its process is gone. */
  close(): Promise<void>;
}

export function chromePath(): string {
  const path = findBrowser();
  if (path === null) throw new Error('no Chromium found: install one, or set CHROME_PATH');
  return path;
}

export async function launchWithExtension(options: LaunchWithExtension = {}): Promise<LaunchedExtension> {
  const dist = resolve(options.dist ?? process.env['SYNAP_DIST'] ?? 'dist/chrome');
  // Left to the browser, this would be an error that no caller can catch.
  if (!existsSync(join(dist, 'manifest.json')))
    throw new Error(`no built extension in ${dist}: run "npm run build" first`);
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'synap-profile-')));
  const isNew = options.userDataDir === undefined || !existsSync(userDataDir);
  const browser = await launch(launchOptions({ ...options, dist, userDataDir }));
  const removesProfile = options.userDataDir === undefined;
  try {
    // Right after the launch the list may still be empty.
    const id = await until(
      async () => [...(await browser.extensions()).values()].find(({ path }) => path === dist)?.id,
      `the extension in ${dist} to load`,
    );
    const driven = await driveExtension(browser, id);
    // A view that nobody asked for would be one more view: notices are for when none is open.
    if (isNew && !options.keepWelcome) await (await welcomePage(browser)).close();
    return { ...driven, browser, userDataDir, close: () => end(browser, removesProfile ? userDataDir : null) };
  } catch (error) {
    await end(browser, removesProfile ? userDataDir : null);
    throw error;
  }
}

/** The page that an install opens. */
export async function welcomePage(browser: Browser): Promise<Page> {
  const target = await browser.waitForTarget((one) => one.url().endsWith('options.html#welcome'), { timeout: 60_000 });
  const page = await target.page();
  if (!page) throw new Error('the welcome page went away');
  return page;
}

interface Resolved extends LaunchWithExtension {
  dist: string;
  userDataDir: string;
}

function launchOptions({
  emulator,
  dist,
  alsoLoad = [],
  hosts = {},
  args = [],
  userDataDir,
  headless = true,
}: Resolved): LaunchOptions {
  const api = emulator ? `MAP ${API_HOST}:443 127.0.0.1:${emulator.httpsPort}` : `MAP ${API_HOST} ~NOTFOUND`;
  const rules = [api, ...Object.entries(hosts).map(([from, to]) => `MAP ${from} ${to}`)];
  return {
    executablePath: chromePath(),
    headless,
    pipe: true,
    enableExtensions: [dist, ...alsoLoad],
    userDataDir,
    defaultViewport: headless ? { width: 1280, height: 800 } : null,
    // The runner and start.mjs end the browser themselves.
    handleSIGINT: false,
    args: [
      ...FLAGS,
      ...(headless ? CHEAP : []),
      `--host-resolver-rules=${rules.join(',')}`,
      '--ignore-certificate-errors',
      ...args,
    ],
  };
}

async function end(browser: Browser, profile: string | null): Promise<void> {
  const child = browser.process();
  const gone = new Promise<void>((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  await browser.close().catch(() => child?.kill('SIGKILL'));
  await gone;
  // Helper processes may still be writing their last.
  if (profile !== null) await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
