import { parseArgs } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { launchWithExtension, type LaunchedExtension } from './support/browser/launch.ts';
import { launchFirefox } from './support/firefox/launch.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import { saveKey, takeScreenshots } from './start/tour.ts';

/** Long enough to watch the run that is under way at the start, short enough to see it end. */
const SEEDED_RUN_SECONDS = 90;
const HELP = `npm start [-- --browser NAME] [-- --data DIR] [-- --docs] [-- --headless] [-- --into DIR]
  --browser NAME   chromium, or firefox
  --data DIR       conversations from an archive folder instead of the emulator's own
  --docs           screenshots into docs/screenshots instead of artifacts/screenshots; also the stores' and the icons
  --headless       as without a display: one lookup, screenshots, and out
  --into DIR       screenshots into that folder`;
const LAUNCH = { chromium: launchWithExtension, firefox: launchFirefox };
const FOLDERS = { chromium: 'artifacts/screenshots', firefox: 'artifacts/screenshots/firefox' };

/** The extension on a demo page, with an emulator that answers as Synap would. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      browser: { type: 'string', default: 'chromium' },
      data: { type: 'string' },
      into: { type: 'string' },
      docs: { type: 'boolean' },
      headless: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { browser, docs = false } = values;
  if (!isBrowser(browser)) return refuse(`no such browser: ${browser}; there are ${Object.keys(LAUNCH).join(', ')}`);
  if (docs && browser !== 'chromium') return refuse('--docs takes its pictures in Chromium');
  const headless = values.headless === true || docs || !hasDisplay();
  const interrupted = interruption();
  const emulator = await startEmulator({
    seededRunSeconds: SEEDED_RUN_SECONDS,
    ...(values.data ? { dataDir: values.data } : {}),
  });
  let extension: LaunchedExtension | undefined;
  try {
    extension = await LAUNCH[browser]({ emulator, headless });
    const into = docs
      ? { folder: 'docs/screenshots', store: 'docs/store' }
      : { folder: values.into ?? FOLDERS[browser] };
    const work = headless ? photograph(extension, emulator, into) : present(extension, emulator);
    await Promise.race([work, interrupted]);
    if (!headless) await Promise.race([closed(extension.browser), interrupted]);
    return 0;
  } finally {
    await extension?.close();
    await emulator.close();
  }
}

function isBrowser(name: string): name is keyof typeof LAUNCH {
  return Object.hasOwn(LAUNCH, name);
}

function refuse(why: string): number {
  console.error(why);
  return 2;
}

async function photograph(...[extension, emulator, into]: Parameters<typeof takeScreenshots>): Promise<void> {
  console.log('No window: taking screenshots of one lookup.');
  for (const path of await takeScreenshots(extension, emulator, into)) console.log(path);
}

/** As a visitor would find it: the demo in front, DevTools open on the panel. */
export async function present(extension: LaunchedExtension, emulator: Emulator): Promise<void> {
  await (await saveKey(extension, emulator.keys.normal)).close();
  const page = await extension.visit(demoUrl(emulator));
  await extension.openPanel(page, { dock: 'bottom', viewport: null });
  console.log(
    `Demo: ${page.url()}\nKey (already saved): ${emulator.keys.normal}\nClose the browser or press Ctrl-C to end.`,
  );
}

function demoUrl({ httpOrigin, world }: Emulator): string {
  return `${httpOrigin}/demo/c/${world.conversations()[0]?.id ?? ''}`;
}

export function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

export function interruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

export function closed(browser: Browser): Promise<void> {
  return new Promise((resolve) => {
    if (!browser.connected) resolve();
    else browser.once('disconnected', () => resolve());
  });
}
