/**
 * Components in a real browser, without the extension around them.
 *
 * To add a story: in `test/support/ui/stories/<room>.tsx` export `stories: Stories`, each entry a component, and what the
 * fake backend answers it. No list names the file. Then, in a `*.test.ts` of `test/ui`:
 *
 *     import { it } from '../support/ui/story-test.ts';
 *
 *     const page = await openStory('detail/completed', { theme: 'dark', width: 700 });
 *     await page.waitForSelector('[data-status="completed"]');
 *     await page.evaluate(() => window.__story?.backend.push({ … }));          // the worker tells something
 *     await page.evaluate(() => window.__story?.shell.advance(30_000));        // half a minute passes
 *     await page.evaluate(() => window.__story?.shell.copies);                 // what was copied
 *
 * To look at one: `node scripts/run.mjs test/support/ui/look.ts detail/completed dark 1180 640 out.png`.
 */
import { type Browser, launch, type Page } from 'puppeteer-core';
import { chromePath } from '../browser/launch.ts';
import { serveStories, STORY_PAGE, type ServedStories } from './story-build.ts';
import type { Theme } from './story.ts';

interface Stage {
  browser: Browser;
  /** One for all tests of a worker: a new one takes longer than all that is done with it. */
  page: Page;
  stories: ServedStories;
}

export interface StoryOptions {
  theme?: Theme;
  width?: number;
  height?: number;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--lang=en-GB',
  // No process is kept in reserve for the next page, and nothing spins, which is drawn 60 times a second.
  '--disable-features=SpareRendererForSitePerProcess',
  '--force-prefers-reduced-motion',
  // Real pages name real hosts: nothing outside this machine is asked.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** More than what a component does by itself takes: an effect, and a frame for what it sets off. */
const QUIET_FRAMES = 3;
/** A wait that is never over ends the test; one that a busy machine prolongs must not. */
const WAIT_MS = 60_000;

let stage: Promise<Stage> | undefined;
let complaints: string[] = [];

/** Opens `room/name`, in the place of the story before, as soon as it is rendered. */
export async function openStory(name: string, options: StoryOptions = {}): Promise<Page> {
  const { page, stories } = await getStage();
  await page.setViewport({ width: options.width ?? 1180, height: options.height ?? 640 });
  // Away from what it pointed at: under it rows keep their places.
  await page.mouse.move(0, 0);
  const theme = options.theme ?? null;
  const isThere = roomAt(page, stories) === roomOf(name) && (await renew(page, name, theme));
  if (!isThere) await navigate(page, stories, name, theme);
  return page;
}

/** Lets time pass in the page, where what waits a second or longer waits for this. */
export async function advance(page: Page, ms: number): Promise<void> {
  await page.evaluate(async (ms) => {
    // What is shown has to be seen first: effects come after the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    window.__story?.shell.advance(ms);
  }, ms);
}

/** Waits until a few frames have been drawn in which nothing changed. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    (quietFrames) =>
      new Promise<void>((resolve) => {
        let quiet = 0;
        const observer = new MutationObserver(() => {
          quiet = 0;
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        const look = () => {
          quiet += 1;
          if (quiet <= quietFrames) return void requestAnimationFrame(look);
          observer.disconnect();
          resolve();
        };
        requestAnimationFrame(look);
      }),
    QUIET_FRAMES,
  );
}

/** All stories of a room, each as `room/name`. */
export async function storiesOf(room: string): Promise<string[]> {
  const { page, stories } = await getStage();
  await page.goto(storyUrl(stories, `${room}/`, null));
  const names = await page.waitForFunction((room) => window.allStories?.names(room), {}, room);
  return (await names.jsonValue()) ?? [];
}

/** Uncaught errors and console errors since it was last asked. */
export function takeProblems(): string[] {
  const taken = complaints;
  complaints = [];
  return taken;
}

/** The page that stories are shown in, for what is shown in it instead. */
export async function getPage(): Promise<Page> {
  return (await getStage()).page;
}

/** A page that crashed, or that hangs in a test that failed, must not fail the next one. */
export async function replacePage(): Promise<void> {
  const { browser, page, stories } = await getStage();
  stage = newPage(browser).then((next) => ({ browser, page: next, stories }));
  await stage;
  await page.close().catch(() => undefined);
}

export async function closeStories(): Promise<void> {
  const running = await stage;
  stage = undefined;
  await running?.browser.close();
  await running?.stories.close();
}

const roomOf = (name: string): string | undefined => name.split('/')[0];

/** The room whose styles this page has; null where it shows no story. */
function roomAt(page: Page, { origin }: ServedStories): string | null | undefined {
  const url = new URL(page.url());
  return url.origin === origin ? roomOf(url.searchParams.get('story') ?? '') : null;
}

async function renew(page: Page, name: string, theme: Theme | null): Promise<boolean> {
  const left = await page.evaluate((path, theme) => window.allStories?.renew(path, theme), name, theme);
  return left?.length === 0;
}

function storyUrl({ origin }: ServedStories, name: string, theme: Theme | null): string {
  const query = new URLSearchParams({ story: name, ...(theme ? { theme } : {}) });
  return `${origin}${STORY_PAGE}?${query.toString()}`;
}

async function navigate(page: Page, stories: ServedStories, name: string, theme: Theme | null): Promise<void> {
  await page.goto(storyUrl(stories, name, theme));
  try {
    await page.waitForFunction(() => document.getElementById('app')?.firstChild);
  } catch (error) {
    throw new Error(`story ${name} was not rendered: ${complaints.join('\n')}`, { cause: error });
  }
}

function getStage(): Promise<Stage> {
  stage ??= startStage();
  return stage;
}

async function startStage(): Promise<Stage> {
  const known = process.env['SYNAP_STORIES'];
  const stories: ServedStories = known === undefined ? await serveStories() : { origin: known, close: async () => {} };
  const browser = await launch({
    executablePath: chromePath(),
    pipe: true,
    args: FLAGS,
    env: { ...process.env, TZ: 'UTC' },
  });
  return { browser, page: await newPage(browser), stories };
}

async function newPage(browser: Browser): Promise<Page> {
  const [blank] = await browser.pages();
  const page = blank?.url() === 'about:blank' ? blank : await browser.newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text());
  });
  return page;
}
