/** The built extension in a real Firefox, driven as `browser/launch.ts` drives it in Chromium. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/browser-path.mjs';
import { GECKO_ID } from '../../../scripts/firefox-plugin.ts';
import { API_HOST, type LaunchedExtension, type LaunchWithExtension } from '../browser/launch.ts';
import { until } from '../browser/until.ts';
import { openBrowserScope } from './chrome-scope.ts';
import { driveFirefox } from './drive.ts';
import { startMappingProxy } from './proxy.ts';
import { writeXpi } from './xpi.ts';

/** Fixed, so that the address of its pages is known. */
const UUID = '2f1c9a3e-6f5d-4b60-9a34-1d2c3b4a5f60';

const PREFS = {
  'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
  // Notifications are windows of its own: a container has no service for them.
  'alerts.useSystemBackend': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'ui.prefersReducedMotion': 1,
  'intl.accept_languages': 'en-GB',
  // An extension without a signature in the profile is taken as installed.
  'xpinstall.signatures.required': false,
  'extensions.autoDisableScopes': 0,
  'network.proxy.type': 1,
  'network.proxy.no_proxies_on': '127.0.0.1, localhost',
};

export type LaunchFirefox = Pick<
  LaunchWithExtension,
  'emulator' | 'dist' | 'hosts' | 'userDataDir' | 'headless' | 'keepWelcome' | 'prefs'
>;

export async function launchFirefox(options: LaunchFirefox = {}): Promise<LaunchedExtension> {
  const { emulator, hosts = {}, headless = true, keepWelcome = false } = options;
  const dist = resolve(options.dist ?? firefoxDist());
  if (!existsSync(join(dist, 'manifest.json')))
    throw new Error(`no built extension in ${dist}: run "npm run build" first`);
  const executablePath = findFirefox();
  if (executablePath === null) throw new Error('no Firefox found: install one, or set FIREFOX_PATH');
  const proxy = await startMappingProxy({
    ...(emulator ? { [`${API_HOST}:443`]: `127.0.0.1:${emulator.httpsPort}` } : {}),
    ...hosts,
  });
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'synap-firefox-')));
  const isNew = options.userDataDir === undefined || !existsSync(userDataDir);
  // What puppeteer installs is gone after a restart.
  const isForGood = options.userDataDir !== undefined;
  if (isForGood && isNew) {
    await mkdir(join(userDataDir, 'extensions'), { recursive: true });
    writeXpi(dist, join(userDataDir, 'extensions', `${GECKO_ID}.xpi`));
  }
  let browser: Browser | undefined;
  const end = async () => {
    const child = browser?.process();
    const gone = new Promise<void>((done) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) done();
      else child.once('exit', () => done());
    });
    await browser?.close().catch(() => child?.kill('SIGKILL'));
    await gone;
    await proxy.close();
    if (options.userDataDir === undefined)
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    browser = await launch({
      browser: 'firefox',
      executablePath,
      headless,
      userDataDir,
      acceptInsecureCerts: true,
      defaultViewport: null,
      handleSIGINT: false,
      args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
      extraPrefsFirefox: {
        ...PREFS,
        'network.proxy.http': '127.0.0.1',
        'network.proxy.http_port': proxy.port,
        'network.proxy.ssl': '127.0.0.1',
        'network.proxy.ssl_port': proxy.port,
        ...options.prefs,
      },
    });
    if (!isForGood) await browser.installExtension(dist);
    const run = await openBrowserScope(browser, GECKO_ID);
    await until(() => run('backgroundRuns'), 'the event page to run');
    const driven = await driveFirefox(run);
    if (isNew && !keepWelcome) await closeWelcome(driven);
    return { ...driven, browser, userDataDir, close: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Firefox's build stands beside Chromium's. */
function firefoxDist(): string {
  return join(dirname(process.env['SYNAP_DIST'] ?? 'dist/chrome'), 'firefox');
}

/** An install opens it. */
async function closeWelcome({ pages }: Pick<LaunchedExtension, 'pages'>): Promise<void> {
  const find = async () => (await pages()).find((page) => page.url().endsWith('options.html#welcome'));
  await (await until(find, 'the welcome page')).close();
}
