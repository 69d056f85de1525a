import type { Frame, Page } from 'puppeteer-core';
import type { OpenPanel, PanelOptions } from '../browser/panel.ts';
import { until } from '../browser/until.ts';
import { chatPath } from '../../demo-page/expected.ts';
import { requests, type Rig } from './rig.ts';
import { click, press, says, shows, textOf } from './view.ts';

/** What tests do in the real panel, and read off its list. */

export interface InspectedPage extends OpenPanel {
  /** The page under the DevTools. */
  page: Page;
}

/** So tall that every row is in view: only those are looked up by themselves. */
const TALL = { width: 1280, height: 1600 };

/** The panel in DevTools on a page of the emulator. */
export async function inspect(
  rig: Rig,
  path = chatPath(),
  options: PanelOptions = { viewport: TALL },
): Promise<InspectedPage> {
  const page = await visitDemo(rig, path);
  return { page, ...(await rig.extension.openPanel(page, options)) };
}

/** As `inspect`, but DevTools was there before the page: the panel finds its traffic in the browser's log. */
export async function inspectWithTraffic(rig: Rig, path = chatPath()): Promise<InspectedPage> {
  const page = await visitDemo(rig, path);
  const devtools = await page.openDevTools();
  const knowsPanel = () =>
    devtools.evaluate(
      (id) => Object.keys(Reflect.get(globalThis, 'UI')?.panels ?? {}).some((key) => key.includes(id)),
      rig.extension.extensionId,
    );
  await until(knowsPanel, 'DevTools to be ready', 30_000);
  await page.reload();
  await page.waitForSelector('html[data-ready]');
  return { page, ...(await rig.extension.openPanel(page, { viewport: TALL })) };
}

/** So that what is asked for next goes to Synap, whatever was asked before; the log is empty then, too. */
export async function forgetAnswers(rig: Rig): Promise<void> {
  // What is still under way would be cached afterwards.
  await until(
    () => rig.emulator.world.log.list({ kind: 'api' }).every(({ answeredAt }) => answeredAt !== null),
    'all to be answered',
  );
  const options = await rig.extension.openPage('options');
  await press(options, 'Clear cache');
  await says(options, /answers? dropped/);
  await options.close();
  rig.emulator.world.log.clear();
}

export async function visitDemo({ extension, emulator }: Rig, path = chatPath()): Promise<Page> {
  const page = await extension.visit(emulator.httpOrigin + path);
  if (path.startsWith('/demo/')) await page.waitForSelector('html[data-ready]');
  return page;
}

const optionOf = (id: string) => `[role="listbox"][aria-label="Conversations"] [role="option"][aria-label="${id}"]`;

/** Ids of the list, top first. */
export function listed(frame: Frame): Promise<string[]> {
  return frame.$$eval('[role="listbox"][aria-label="Conversations"] [role="option"]', (all) =>
    all.map((one) => one.getAttribute('aria-label') ?? ''),
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

/** Clicks a row of the list. */
export async function choose(frame: Frame, id: string): Promise<void> {
  // As a hand does: first over the list, where the rows then keep their places, then on the row.
  await frame.waitForSelector(optionOf(id));
  await frame.locator('[role="listbox"]').hover();
  await click(frame, optionOf(id));
}

/** The id of the selected row. */
export function selected(frame: Frame): Promise<string | null> {
  return frame.$$eval('[role="option"][aria-selected="true"]', (all) => all[0]?.getAttribute('aria-label') ?? null);
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

/** Closes every tab but the first, DevTools and panels with them. */
export async function closeInspected({ extension }: Rig): Promise<void> {
  for (const page of (await extension.browser.pages()).slice(1)) await page.close();
}

/** One of a few choices side by side, by its word. */
export async function pick(frame: Frame, word: string): Promise<void> {
  await click(frame, `::-p-xpath(//label[normalize-space()="${word}"][.//input[@type="radio"]])`);
}

/** Chooses the row and waits until all that its Status tab asks for is there. */
export async function open(frame: Frame, id: string, status: string): Promise<void> {
  await choose(frame, id);
  await shows(frame, { id, status });
  const isWaiting = () =>
    frame.$eval('[role=tabpanel]', (panel) => /^…$|^Asking whether/m.test((panel as HTMLElement).innerText));
  await until(async () => !(await isWaiting()), `all about ${id}`);
}

/** A text as it is drawn: in one line, without the marks of its format. */
export function asRead(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
