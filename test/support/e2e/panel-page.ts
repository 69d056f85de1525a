import type { Frame, Page } from 'puppeteer-core';
import { clearTraffic, type DevtoolsWindow, type InspectedPage } from '../browser/panel.ts';
import { until } from '../browser/until.ts';
import { openFirefoxWindow } from '../firefox/devtools-window.ts';
import { chatPath } from '../../demo-page/expected.ts';
import { requests, type Rig } from './rig.ts';
import { click, fill, press, shows, textOf } from './view.ts';

/** What tests do in the real panel, and read off its list. */

export type { DevtoolsWindow, InspectedPage };

/** So tall that every row is in view: only those are looked up by themselves. */
const TALL = { width: 1280, height: 1600 };
/** A page of the emulator without any id, where it says that there is none. */
export const BARE = '/nothing';

/** The panel in a DevTools window of its own, opened on a page of the emulator that was there before. */
export async function inspectAnew(rig: Rig, path = chatPath()): Promise<InspectedPage> {
  const page = await visitDemo(rig, path);
  return { page, ...(await rig.extension.openPanel(page, { viewport: TALL })) };
}

export async function openWindow(rig: Rig): Promise<DevtoolsWindow> {
  const bare = rig.emulator.httpOrigin + BARE;
  if (rig.extension.engine === 'firefox') return openFirefoxWindow(rig.extension, bare, TALL);
  const page = await rig.extension.visit(bare);
  const { devtools, frame } = await rig.extension.openPanel(page, { viewport: TALL });
  const url = frame.url();
  let isParked = false;
  return {
    page,
    devtools,
    frame,
    show: async (shown, traffic) => {
      isParked = false;
      await page.goto(shown);
      if (shown.includes('/demo/')) await page.waitForSelector('html[data-ready]');
      if (!traffic) await clearTraffic(devtools);
      await frame.goto(url);
      await frame.waitForSelector('#app > *');
      await devtools.bringToFront();
    },
    reopen: async (meanwhile) => {
      // A panel that sees its page go elsewhere stays as it is set up.
      await frame.goto('about:blank');
      await meanwhile?.();
      await frame.goto(url);
      await frame.waitForSelector('#app > *');
      return frame;
    },
    park: async () => {
      if (isParked) return;
      isParked = true;
      // To what the same processes show: another one takes its time to begin.
      await frame.goto(`${rig.extension.origin}/manifest.json`);
      await page.goto(bare);
    },
  };
}

export async function visitDemo({ extension, emulator }: Rig, path = chatPath()): Promise<Page> {
  const page = await extension.visit(emulator.httpOrigin + path);
  if (path.startsWith('/demo/')) await page.waitForSelector('html[data-ready]');
  return page;
}

const optionOf = (id: string) => `[role="listbox"][aria-label="Conversations"] [role="option"][data-id="${id}"]`;

/** Ids of the list, top first. */
export function listed(frame: Frame): Promise<string[]> {
  return frame.$$eval('[role="listbox"][aria-label="Conversations"] [role="option"]', (all) =>
    all.map((one) => one.getAttribute('data-id') ?? ''),
  );
}

export interface Row {
  /** What stands in it, seen or for screen readers. A row that is scrolled away is not drawn, but there. */
  text: string;
  /** Every hint of it; the places where the id was seen stand in one, a line each. */
  seen: string;
}

export function row(frame: Frame, id: string): Promise<Row | null> {
  return frame.evaluate((selector) => {
    const option = document.querySelector(selector);
    if (!option) return null;
    const hints = [...option.querySelectorAll<HTMLElement>('[title]')].map((one) => one.title);
    return { text: (option.textContent ?? '').replaceAll(/\s+/g, ' '), seen: hints.join('\n') };
  }, optionOf(id));
}

/** Waits until the id is listed and its row says all of that. */
export async function lists(
  frame: Frame,
  id: string,
  wanted: { text?: string | RegExp; seen?: string | RegExp } = {},
): Promise<Row> {
  let last: Row | null = null;
  const says = (text: string, words: string | RegExp) =>
    typeof words === 'string' ? text.includes(words) : words.test(text);
  const look = async () => {
    last = await row(frame, id);
    return last !== null && says(last.text, wanted.text ?? '') && says(last.seen, wanted.seen ?? '') && last;
  };
  return until(look, `the row of ${id}`).catch(async (error: unknown) => {
    const panel = `the panel (${await frame.evaluate(() => document.visibilityState)}) says: ${await textOf(frame)}`;
    throw new Error(
      `${String(error)}; wanted ${String(wanted.text ?? '')} ${String(wanted.seen ?? '')}, it is ${JSON.stringify(last)}; ${panel}`,
    );
  });
}

const FOLD = '.list-fold[aria-expanded="false"]';

/** Shows the ids that are probably not conversations, at the end of the list. */
export async function unfold(frame: Frame): Promise<void> {
  await click(frame, FOLD);
}

/** Lists all ids, with the folded ones if there are any. */
export async function listedUnfolded(frame: Frame): Promise<string[]> {
  if (await frame.$(FOLD)) await unfold(frame);
  return listed(frame);
}

/** Clicks a row of the list. */
export async function choose(frame: Frame, id: string): Promise<void> {
  // As a hand does: first over the list, where the rows then keep their places, then on the row.
  await frame.waitForSelector(optionOf(id));
  await frame.locator('[role="listbox"]').hover();
  await click(frame, optionOf(id));
}

/** The id of the selected row. */
export function selected(frame: Frame): Promise<string | null> {
  return frame.$$eval('[role="option"][aria-selected="true"]', (all) => all[0]?.getAttribute('data-id') ?? null);
}

/** How often Synap was asked for this conversation's status. */
export function statusRequests(rig: Rig, id: string): number {
  return requests(rig, new RegExp(`/${id}/compaction/status`)).length;
}

/** Compactions that Synap was asked for: their bodies. */
export function compactions({ emulator }: Rig): unknown[] {
  return emulator.world.log
    .list({ kind: 'api', path: /\/conversations\/compact$/ })
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => JSON.parse(body));
}

/** Waits until every status on its way is there: what is asked for later is asked for by what a test does. */
export async function settles(frame: Frame): Promise<void> {
  await until(async () => {
    const rows = await frame.$$eval('[role="option"]', (all) => all.map((one) => one.textContent ?? ''));
    return (
      rows.length > 0 &&
      rows.every((text) => !/looking up|Loading/.test(text)) &&
      rows.some((text) => /kept \d|never compacted/.test(text))
    );
  }, 'all lookups to be answered');
}

/** One of a few choices side by side, by its word. */
export async function pick(frame: Frame, word: string): Promise<void> {
  await click(frame, `::-p-xpath(//label[normalize-space()="${word}"][.//input[@type="radio"]])`);
}

/** Chooses the row and waits until all that its Status tab asks for is there. */
export async function open(frame: Frame, id: string, status: string): Promise<void> {
  await choose(frame, id);
  await isComplete(frame, id, status);
}

/** The same for an id that is pasted: a page without ids costs no lookups. */
export async function lookUp(frame: Frame, id: string, status: string): Promise<void> {
  await fill(frame, 'Conversation id', id);
  await press(frame, 'Look up');
  await isComplete(frame, id, status);
}

async function isComplete(frame: Frame, id: string, status: string): Promise<void> {
  await shows(frame, { id, status });
  const isWaiting = () =>
    frame.$eval('[role=tabpanel]', (panel) => /^…$|^Asking whether/m.test((panel as HTMLElement).innerText));
  await until(async () => !(await isWaiting()), `all about ${id}`);
}

/** A text as it is drawn: in one line, without the marks of its format. */
export function asRead(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
