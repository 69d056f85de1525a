import type { ElementHandle, Page } from 'puppeteer-core';
import { until } from '../drive/until.ts';

/** What tests do on the extension's pages and read off them: by role, name and the documented attributes. */

export type Role = 'button' | 'textbox' | 'checkbox' | 'tab' | 'radio';

const PATIENCE_MS = 15_000;

/** A hidden page draws nothing: neither its roles can be asked for nor can it be clicked. */
async function inFront(page: Page): Promise<void> {
  if ((await page.evaluate(() => document.visibilityState)) !== 'visible') await page.bringToFront();
}

export async function find(page: Page, name: string, role: Role = 'button'): Promise<ElementHandle> {
  await inFront(page);
  return until(() => page.$(`::-p-aria([name="${name}"][role="${role}"])`), `the ${role} "${name}" on ${page.url()}`, PATIENCE_MS);
}

export async function has(page: Page, name: string, role: Role = 'button'): Promise<boolean> {
  await inFront(page);
  return (await page.$(`::-p-aria([name="${name}"][role="${role}"])`)) !== null;
}

export async function press(page: Page, name: string, role: Role = 'button'): Promise<void> {
  await (await find(page, name, role)).click();
}

/** Replaces what stands in a box, as a paste does. */
export async function fill(page: Page, name: string, text: string): Promise<void> {
  await (await find(page, name, 'textbox')).click({ count: 3 });
  if (text === '') await page.keyboard.press('Backspace');
  else await page.keyboard.sendCharacter(text);
}

export async function valueOf(page: Page, name: string): Promise<string> {
  return (await find(page, name, 'textbox')).evaluate((box) => (box instanceof HTMLInputElement ? box.value : ''));
}

/** The page's text as a reader sees it. */
export function textOf(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, ' '));
}

/** Everything that a page holds in its document: markup, and what stands in boxes. */
export function documentOf(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.outerHTML + [...document.querySelectorAll('input')].map((box) => box.value).join('\n'));
}

export async function says(page: Page, words: string | RegExp, patienceMs = PATIENCE_MS): Promise<void> {
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
export function alertWith(page: Page, words: string): Promise<string> {
  return until(async () => (await alerts(page)).find((text) => text.includes(words)), `an alert with "${words}"`, PATIENCE_MS);
}

export function alerts(page: Page): Promise<string[]> {
  return page.$$eval('[role=alert]', (found) => found.map((one) => (one.textContent ?? '').replaceAll(/\s+/g, ' ')));
}

export interface Shown {
  id: string | undefined;
  status: string | undefined;
  source: string | undefined;
}

/** The answer card's, or the detail's, documented attributes; null when there is none. */
export async function shown(page: Page): Promise<Shown | null> {
  const all = await page.$$eval('section[data-conversation-id]', (found) =>
    found.map((one) => ({ id: one.dataset['conversationId'], status: one.dataset['status'], source: one.dataset['source'] })),
  );
  return all[0] ?? null;
}

/** Waits until the one conversation on show has these attributes. */
export async function shows(page: Page, wanted: Partial<Shown>, patienceMs = PATIENCE_MS): Promise<void> {
  let last: Shown | null = null;
  const look = async () => {
    last = await shown(page);
    return last !== null && Object.entries(wanted).every(([name, value]) => last?.[name as keyof Shown] === value);
  };
  await until(look, `the view to show ${JSON.stringify(wanted)}`, patienceMs).catch(async (error: unknown) => {
    throw new Error(`${String(error)}; shown: ${JSON.stringify(last)}; alerts: ${JSON.stringify(await alerts(page))}`);
  });
}
