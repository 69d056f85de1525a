/**
 * Components in a real browser, without the extension around them.
 *
 * To add a story: in `test/ui/stories/<room>.tsx` export `stories: Stories`, each entry a component, and what the
 * fake backend answers it. No list names the file. Then, in a `*.test.ts` beside this one:
 *
 *     afterAll(closeStories);
 *     const page = await openStory('detail/completed', { theme: 'dark', width: 700 });
 *     await page.waitForSelector('[data-status="completed"]');
 *     await page.evaluate(() => window.__story?.backend.push({ … }));          // the worker tells something
 *     await page.evaluate(() => window.__story?.shell.copies);                 // what was copied
 *     expect(problemsOf(page)).toEqual([]);                                     // errors, and what the console said
 *
 * To look at one: `node scripts/run.mjs test/ui/look.ts detail/completed dark 1180 640 out.png`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { createServer, type ViteDevServer } from 'vite';
import { chromePath } from '../browser.ts';

interface Stage {
  origin: string;
  browser: Browser;
  server: ViteDevServer;
  cacheDir: string;
}

let stage: Promise<Stage> | undefined;
const problems = new WeakMap<Page, string[]>();
/** Each page has clocks that tick: the oldest are closed, so that a long test file stays quick. */
const MOST_PAGES = 6;
const open: Page[] = [];

export interface StoryOptions {
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** `prefers-reduced-motion`, so that screenshots hold still. */
  still?: boolean;
}

/** Opens `room/name` in a page of its own, as soon as it is rendered. */
export async function openStory(name: string, options: StoryOptions = {}): Promise<Page> {
  stage ??= startStage();
  const { browser, origin } = await stage;
  if (open.length >= MOST_PAGES) await open.shift()?.close();
  const page = await browser.newPage();
  open.push(page);
  const said: string[] = [];
  problems.set(page, said);
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') said.push(message.text());
  });
  await page.setViewport({ width: options.width ?? 1180, height: options.height ?? 640 });
  if (options.still) await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  const query = new URLSearchParams({ story: name, ...(options.theme ? { theme: options.theme } : {}) });
  await page.goto(`${origin}/test/ui/stories/index.html?${query.toString()}`);
  try {
    await page.waitForFunction(() => document.getElementById('app')?.firstChild, { timeout: 20_000 });
  } catch (error) {
    throw new Error(`story ${name} was not rendered: ${said.join('\n')}`, { cause: error });
  }
  return page;
}

/** Uncaught errors and console errors of a page so far. */
export function problemsOf(page: Page): string[] {
  return problems.get(page) ?? [];
}

export async function closeStories(): Promise<void> {
  const running = await stage;
  stage = undefined;
  open.length = 0;
  if (!running) return;
  await running.browser.close();
  await running.server.close();
  await rm(running.cacheDir, { recursive: true, force: true });
}

async function startStage(): Promise<Stage> {
  // One cache per process: test files run side by side.
  const cacheDir = await mkdtemp(join(tmpdir(), 'synap-stories-'));
  const server = await createServer({
    configFile: false,
    root: resolve(import.meta.dirname, '../..'),
    cacheDir,
    logLevel: 'error',
    publicDir: false,
    appType: 'mpa',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: {
      // All named, none discovered: a discovery reloads the page in the middle of a test.
      noDiscovery: true,
      include: ['preact', 'preact/hooks', 'preact/jsx-runtime', 'preact/jsx-dev-runtime', '@preact/signals', 'lucide'],
    },
    plugins: [
      {
        name: 'no-page-scan',
        resolveId: (id) => (id === 'virtual:page-scan' ? `\0${id}` : undefined),
        load: (id) => (id === '\0virtual:page-scan' ? 'export default "null"' : undefined),
      },
    ],
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('the story server has no port');
  const browser = await launch({
    executablePath: chromePath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=en-GB'],
    env: { ...process.env, TZ: 'UTC' },
  });
  return { origin: `http://127.0.0.1:${address.port}`, browser, server, cacheDir };
}
