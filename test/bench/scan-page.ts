/** The page that is scanned, and a scan as the panel has it: turn by turn. */
import type { Browser, Page } from 'puppeteer-core';
import { bundlePageScan } from '../../scripts/page-scan-plugin.ts';
import { decodeScanResult, scanWaitsFor } from '../../src/core/discovery/scan-result.ts';
import type { Thread } from './frames.ts';
import type { Row } from './rows.ts';

const IDS = 2000;
const GO_ON = "globalThis[Symbol.for('synap-inspector')]?.run()";

/** How a browser runs code in a page, and tells what that takes. */
export interface Driven {
  threadOf(page: Page): Promise<Thread>;
  run(page: Page, code: string): Promise<unknown>;
  /** What holds a page up while it is scanned; where a browser does not tell, the turns stand for it. */
  taskRows?(name: string, open: () => Promise<Page>): Promise<Row[]>;
}

/** Runs in the page: 10 MB of rows, every 35th with an id, by turns in an attribute and in the text; and some out of sight. */
function fillPage(rows: number, ids: number): void {
  const idOf = (n: number): string => `0bfa587f-a85c-5cc3-a395-${n.toString(16).padStart(12, '0')}`;
  const every = Math.ceil(rows / ids);
  const row = (n: number): string => {
    const id = n % every === 0 ? idOf(n) : '';
    const [attribute, text] = n % (2 * every) === 0 ? [id, ''] : ['', id];
    return `<div class="row" data-key="row-${n}-${attribute}"><span>row ${n} lorem-ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod temp ${text}</span></div>`;
  };
  document.body.innerHTML = Array.from({ length: rows }, (_, n) => row(n)).join('');
  document.body.append(Object.assign(document.createElement('input'), { value: idOf(rows + 1) }));
  const host = document.body.appendChild(document.createElement('div'));
  host.attachShadow({ mode: 'open' }).append(idOf(rows + 2));
}

export async function openPage(browser: Browser, rows: number): Promise<Page> {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><body hidden></body>');
  await page.evaluate(fillPage, rows, Math.min(rows, IDS) - 2);
  return page;
}

export async function timed<T>(thread: Thread, run: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const before = await thread();
  const value = await run();
  return { ms: (await thread()) - before, value };
}

interface Scripts {
  follow: string;
  names: string;
}

export async function buildScripts(): Promise<Scripts> {
  const [follow, names] = await Promise.all([bundlePageScan('follow'), bundlePageScan('names')]);
  return { follow, names };
}

/** Runs code in a page, and tells what that took. */
export type Run = (code: string) => Promise<{ ms: number; value: unknown }>;

export interface Scanned {
  finding: number;
  naming: number;
  turns: number[];
  ids: number;
}

export async function scanOnce(page: Page, run: Run, { follow, names }: Scripts): Promise<Scanned> {
  const spent = { finding: 0, naming: 0 };
  const turns: number[] = [];
  const turn = async (code: string, on: keyof typeof spent): Promise<unknown> => {
    const { ms, value } = await run(code);
    turns.push(ms);
    spent[on] += ms;
    return value;
  };
  await page.evaluate("{ const key = Symbol.for('synap-inspector'); globalThis[key]?.stop(); delete globalThis[key] }");
  let on: keyof typeof spent = 'finding';
  let answer = await turn(follow, on);
  for (let waits = scanWaitsFor(answer); waits !== undefined; waits = scanWaitsFor(answer)) {
    if (waits === 'names') on = 'naming';
    // oxlint-disable-next-line no-await-in-loop -- one turn after the other
    answer = await turn(waits === 'names' ? names : GO_ON, on);
  }
  return { ...spent, turns, ids: decodeScanResult(answer).found.length };
}
