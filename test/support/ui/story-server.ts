/**
 * Components in a real browser, without the extension around them.
 *
 * To add a story: in `test/support/ui/stories/<room>.tsx` export `stories: Stories`, each entry a component, and what the
 * fake backend answers it. The file is found by its place. Then, in a `*.test.ts` of `test/ui`:
 *
 *     import { it } from '../support/ui/story-test.ts';
 *
 *     const page = await openStory('detail/completed', { theme: 'dark', width: 700 });
 *     await page.waitForSelector('[data-status="completed"]');
 *     await page.evaluate(() => window.__story?.backend.push({ … }));          // the worker tells something
 *     await advance(page, 30_000);                                              // half a minute passes
 *     await page.evaluate(() => window.__story?.shell.copies);                 // what was copied
 *
 * To look at one: `node scripts/run.mjs test/support/ui/look.ts detail/completed dark 1180 640 out.png`.
 */
import { type Browser, launch, type Page } from 'puppeteer-core';
import { chromePath } from '../browser/launch.ts';
import { serveStories, STORY_PAGE, type ServedStories } from './story-build.ts';
import type { LanguageName } from './fakes/languages.ts';
import type { Theme } from './story.ts';

interface Stage {
  browser: Browser;
  /** All tests of a worker share it, because opening a page takes longer than most tests. */
  page: Page;
  stories: ServedStories;
}

export interface StoryOptions {
  theme?: Theme;
  /** English if not given. */
  language?: LanguageName;
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
  // A spare renderer and spinners, which are drawn 60 times a second, cost processor time.
  '--disable-features=SpareRendererForSitePerProcess',
  '--force-prefers-reduced-motion',
  // Pages under test may name real hosts.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** One more frame than an effect and the rendering that it causes take. */
const QUIET_FRAMES = 3;
/** Long enough for a busy machine, and shorter than a test's own timeout, which would not name the wait. */
const WAIT_MS = 60_000;

let stage: Promise<Stage> | undefined;
let complaints: string[] = [];

/** Shows the story `room/name`, in the page of the story before it where `renew` allows it. */
export async function openStory(name: string, options: StoryOptions = {}): Promise<Page> {
  const { page, stories } = await getStage();
  await page.setViewport({ width: options.width ?? 1180, height: options.height ?? 640 });
  // Rows keep their places while the pointer is over them.
  await page.mouse.move(0, 0);
  const { theme = null, language = 'en' } = options;
  const isThere = roomAt(page, stories) === roomOf(name) && (await renew(page, name, theme, language));
  if (!isThere) await navigate(page, stories, name, theme, language);
  return page;
}

/** Moves the story's clock, which timers of a second and more wait for. */
export async function advance(page: Page, ms: number): Promise<void> {
  await page.evaluate(async (ms) => {
    // Effects of the last rendering run after the next frame, and have to see the time before it moves.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    window.__story?.shell.advance(ms);
  }, ms);
}

/** Waits until nothing has changed for `QUIET_FRAMES` frames. */
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

/** The names of a room's stories, but for the large ones, each as `room/name`. */
export async function storiesOf(room: string): Promise<string[]> {
  const { page, stories } = await getStage();
  await page.goto(storyUrl(stories, `${room}/`, null, 'en'));
  const names = await page.waitForFunction((room) => window.allStories?.names(room), {}, room);
  return (await names.jsonValue()) ?? [];
}

/** The uncaught errors and the console's errors and warnings since the last call. */
export function takeProblems(): string[] {
  const taken = complaints;
  complaints = [];
  return taken;
}

/** The page in which stories are shown, for tests that show something else in it. */
export async function getPage(): Promise<Page> {
  return (await getStage()).page;
}

/** Opens a new page after a failed test, because the old one may hang or have crashed. */
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

/** The room whose styles the page has loaded; null when it shows no story. */
function roomAt(page: Page, { origin }: ServedStories): string | null | undefined {
  const url = new URL(page.url());
  return url.origin === origin ? roomOf(url.searchParams.get('story') ?? '') : null;
}

async function renew(page: Page, name: string, theme: Theme | null, language: LanguageName): Promise<boolean> {
  const left = await page.evaluate((...story) => window.allStories?.renew(...story), name, theme, language);
  return left?.length === 0;
}

function storyUrl({ origin }: ServedStories, name: string, theme: Theme | null, language: LanguageName): string {
  const query = new URLSearchParams({ story: name, language, ...(theme ? { theme } : {}) });
  return `${origin}${STORY_PAGE}?${query.toString()}`;
}

async function navigate(
  page: Page,
  stories: ServedStories,
  name: string,
  theme: Theme | null,
  language: LanguageName,
): Promise<void> {
  await page.goto(storyUrl(stories, name, theme, language));
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
