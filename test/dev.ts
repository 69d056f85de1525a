import { watch } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { startEmulator } from './emulator/emulator.ts';
import { launchWithExtension, type LaunchedExtension } from './support/browser/launch.ts';
import { closed, hasDisplay, interruption, present } from './start.ts';

/** A folder of its own: `npm start` and the tests build into another. */
const OUT_DIR = 'dist/dev/chrome';
const FOLDERS = ['src', 'public'];
const MANIFEST = 'manifest.json';
/** An editor writes a file in several steps. */
const QUIET_MS = 100;

/** The extension of the sources as they are now, until the browser is closed or Ctrl-C is pressed. */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { headless: { type: 'boolean' } } });
  const headless = values.headless === true || !hasDisplay();
  const interrupted = interruption();
  if (!(await tryBuild())) throw new Error('The first build failed: see above.');
  const emulator = await startEmulator();
  let extension: LaunchedExtension | undefined;
  let stopWatching = () => {};
  try {
    extension = await launchWithExtension({ emulator, dist: OUT_DIR, headless });
    const { browser } = extension;
    stopWatching = onChange(createRebuild(extension));
    if (!headless) await Promise.race([present(extension, emulator), interrupted]);
    console.log(await loaded(extension));
    await Promise.race([closed(browser), interrupted]);
  } finally {
    stopWatching();
    await extension?.close();
    await emulator.close();
  }
}

/** One build at a time; what changes meanwhile is built next. */
function createRebuild(extension: LaunchedExtension): () => void {
  let running: Promise<void> | null = null;
  let isStale = false;
  const rebuild = async () => {
    do {
      isStale = false;
      if (!(await tryBuild())) continue;
      await extension.reload();
      console.log(`${await loaded(extension)} Reopen DevTools to see the new panel.`);
    } while (isStale);
  };
  return () => {
    isStale = true;
    running ??= rebuild()
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        running = null;
      });
  };
}

/** False when the sources do not build; vite has said why. */
async function tryBuild(): Promise<boolean> {
  try {
    await build({ logLevel: 'error', build: { outDir: OUT_DIR, minify: false } });
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

async function loaded(extension: LaunchedExtension): Promise<string> {
  const worker = await extension.worker();
  return `Loaded version ${await worker.evaluate(() => chrome.runtime.getManifest().version)}.`;
}

function onChange(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(run, QUIET_MS);
  };
  const watchers = FOLDERS.map((path) => watch(path, { recursive: true }, changed));
  // An editor replaces a file, which ends a watch of the file itself.
  watchers.push(watch('.', (_event, name) => name === MANIFEST && changed()));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
