import type { ClickOptions, ElementHandle, Frame, Page } from 'puppeteer-core';
import { PATIENCE_MS, until } from '../browser/until.ts';

/** What tests do on the extension's pages and read off them: by role, name and the documented attributes. */

export type Role = 'button' | 'textbox' | 'checkbox';

/** A page, or the panel's frame in DevTools. */
export type View = Page | Frame;

const DRAWS_WITHIN_MS = 2_000;

export function frameOf(view: View): Frame {
  return 'mainFrame' in view ? view.mainFrame() : view;
}

/** A hidden page draws nothing: neither its roles can be asked for nor can it be clicked. */
async function inFront(view: View): Promise<Frame> {
  const frame = frameOf(view);
  if ((await frame.evaluate(() => document.visibilityState)) === 'visible') return frame;
  const draws = () => frame.evaluate(() => new Promise((done) => requestAnimationFrame(done)).then(() => true));
  await until(
    async () => {
      await frame.page().bringToFront();
      return Promise.race([draws(), inVain(DRAWS_WITHIN_MS)]);
    },
    `${view.url()} to be drawn`,
    PATIENCE_MS,
  );
  return frame;
}

const inVain = (ms: number) => new Promise<false>((done) => setTimeout(() => done(false), ms));

/** Selects by what a screen reader is told. */
export const named = (name: string, role: Role = 'button') => `::-p-aria([name="${name}"][role="${role}"])`;

export async function find(page: View, name: string, role: Role = 'button'): Promise<ElementHandle> {
  const frame = await inFront(page);
  return until(() => frame.$(named(name, role)), `the ${role} "${name}" on ${page.url()}`, PATIENCE_MS);
}

export async function has(page: View, name: string, role: Role = 'button'): Promise<boolean> {
  const frame = await inFront(page);
  return (await frame.$(named(name, role))) !== null;
}

/** Clicks, as a hand does, once it is there, stands still and is enabled: what moves away meanwhile is aimed at anew. */
export async function click(page: View, selector: string, options: ClickOptions = {}): Promise<void> {
  const aim = (await inFront(page)).locator(selector).setTimeout(PATIENCE_MS);
  await aim.click(options).catch(async (error: unknown) => {
    const seen = JSON.stringify(
      await Promise.race([Promise.all([shown(page), alerts(page)]), inVain(DRAWS_WITHIN_MS)]).catch(String),
    );
    throw new Error(`${selector} on ${page.url()} was not to be clicked: ${String(error)}; shown and alerts: ${seen}`, {
      cause: error,
    });
  });
}

export async function press(page: View, name: string, role: Role = 'button'): Promise<void> {
  await click(page, named(name, role));
}

/** A tab's name may end with a count. */
export async function openTab(page: View, name: string): Promise<void> {
  await click(page, `::-p-xpath(//*[@role="tab"][starts-with(normalize-space(), "${name}")])`);
}

/** Replaces what stands in a box, as a paste does. */
export async function fill(page: View, name: string, text: string): Promise<void> {
  const { keyboard } = frameOf(page).page();
  // What comes into the box by itself in between would stand beside it.
  await until(async () => {
    await click(page, named(name, 'textbox'), { count: 3 });
    if (text === '') await keyboard.press('Backspace');
    else await keyboard.sendCharacter(text);
    return (await valueOf(page, name)) === text;
  }, `"${name}" to hold the text`);
}

export async function valueOf(page: View, name: string): Promise<string> {
  return (await find(page, name, 'textbox')).evaluate((box) => (box instanceof HTMLInputElement ? box.value : ''));
}

/** The page's text as a reader sees it. */
export function textOf(page: View): Promise<string> {
  return frameOf(page).evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' '));
}

/** Everything that a page holds in its document: markup, and what stands in boxes. */
export function documentOf(page: View): Promise<string> {
  return frameOf(page).evaluate(
    () =>
      document.documentElement.outerHTML + [...document.querySelectorAll('input')].map((box) => box.value).join('\n'),
  );
}

export async function says(page: View, words: string | RegExp, patienceMs = PATIENCE_MS): Promise<void> {
  let seen = '';
  const look = async () => {
    seen = await textOf(page);
    return typeof words === 'string' ? seen.includes(words) : words.test(seen);
  };
  await until(look, `the page to say ${String(words)}`, patienceMs).catch((error: unknown) => {
    throw new Error(`${String(error)}; it says: ${seen}`);
  });
}

/** What is told in an alert that has these words. */
export function alertWith(page: View, words: string): Promise<string> {
  return until(
    async () => (await alerts(page)).find((text) => text.includes(words)),
    `an alert with "${words}"`,
    PATIENCE_MS,
  );
}

export function alerts(page: View): Promise<string[]> {
  return frameOf(page).$$eval('[role=alert]', (found) =>
    found.map((one) => (one.textContent ?? '').replaceAll(/\s+/g, ' ')),
  );
}

export interface Shown {
  id: string | undefined;
  status: string | undefined;
  source: string | undefined;
}

/** The answer card's, or the detail's, documented attributes; null when there is none. */
export async function shown(page: View): Promise<Shown | null> {
  const all = await frameOf(page).$$eval('section[data-conversation-id]', (found) =>
    found.map((one) => ({
      id: one.dataset['conversationId'],
      status: one.dataset['status'],
      source: one.dataset['source'],
    })),
  );
  return all[0] ?? null;
}

/** Waits until the one conversation on show has these attributes. */
export async function shows(page: View, wanted: Partial<Shown>, patienceMs = PATIENCE_MS): Promise<void> {
  let last: Shown | null = null;
  const look = async () => {
    last = await shown(page);
    return last !== null && Object.entries(wanted).every(([name, value]) => last?.[name as keyof Shown] === value);
  };
  await until(look, `the view to show ${JSON.stringify(wanted)}`, patienceMs).catch(async (error: unknown) => {
    throw new Error(`${String(error)}; shown: ${JSON.stringify(last)}; alerts: ${JSON.stringify(await alerts(page))}`);
  });
}
