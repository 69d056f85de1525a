/**
 * Components in a real browser, without the extension around them.
 *
 * To add a story: in `test/support/ui/stories/<room>.tsx` export `stories: Stories`, each entry a component, and what the
 * fake backend answers it. No list names the file. Then, in a `*.test.ts` beside this one:
 *
 *     afterAll(closeStories);
 *     const page = await openStory('detail/completed', { theme: 'dark', width: 700 });
 *     await page.waitForSelector('[data-status="completed"]');
 *     await page.evaluate(() => window.__story?.backend.push({ … }));          // the worker tells something
 *     await page.evaluate(() => window.__story?.shell.copies);                 // what was copied
 *     expect(problemsOf(page)).toEqual([]);                                     // errors, and what the console said
 *
 * To look at one: `node scripts/run.mjs test/support/ui/look.ts detail/completed dark 1180 640 out.png`.
 */
import { type Browser, launch, type Page } from 'puppeteer-core';
import { chromePath } from '../browser/launch.ts';
import { serveStories, STORY_PAGE, type ServedStories } from './story-build.ts';

interface Stage {
  browser: Browser;
  /** One for all stories of a test file: a new one takes longer than all that is done with it. */
  page: Page;
  stories: ServedStories;
}

let stage: Promise<Stage> | undefined;
const problems = new WeakMap<Page, string[]>();

export interface StoryOptions {
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** `prefers-reduced-motion`, so that screenshots hold still. */
  still?: boolean;
}

/** Opens `room/name`, in the place of the story before, as soon as it is rendered. */
export async function openStory(name: string, options: StoryOptions = {}): Promise<Page> {
  stage ??= startStage();
  const { page, stories } = await stage;
  const said: string[] = [];
  problems.set(page, said);
  await page.setViewport({ width: options.width ?? 1180, height: options.height ?? 640 });
  await page.emulateMediaFeatures(options.still ? [{ name: 'prefers-reduced-motion', value: 'reduce' }] : []);
  // Away from what it pointed at: under it rows keep their places.
  await page.mouse.move(0, 0);
  const query = new URLSearchParams({ story: name, ...(options.theme ? { theme: options.theme } : {}) });
  await page.goto(`${stories.origin}${STORY_PAGE}?${query.toString()}`);
  try {
    await page.waitForFunction(() => document.getElementById('app')?.firstChild, { timeout: 20_000 });
  } catch (error) {
    throw new Error(`story ${name} was not rendered: ${said.join('\n')}`, { cause: error });
  }
  return page;
}

/** Uncaught errors and console errors of the story so far. */
export function problemsOf(page: Page): string[] {
  return problems.get(page) ?? [];
}

export async function closeStories(): Promise<void> {
  const running = await stage;
  stage = undefined;
  if (!running) return;
  await running.browser.close();
  await running.stories.close();
}

async function startStage(): Promise<Stage> {
  const known = process.env['SYNAP_STORIES'];
  const stories: ServedStories = known === undefined ? await serveStories() : { origin: known, close: async () => {} };
  const browser = await launch({
    executablePath: chromePath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=en-GB'],
    env: { ...process.env, TZ: 'UTC' },
  });
  const page = await browser.newPage();
  page.on('pageerror', (error) => problems.get(page)?.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') problems.get(page)?.push(message.text());
  });
  return { browser, page, stories };
}
