import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { storedRecords } from '../browser/stored.ts';
import { until } from '../browser/until.ts';
import type { WorkerHandle } from '../browser/workers.ts';
import type { Evidence } from './evidence.ts';
import type { Rig } from './rig.ts';
import { documentOf, frameOf } from './view.ts';

/** What tests of the key do and look at. */

/** Presses every button that copies, and notes what each hands to the clipboard. */
export async function copyWith(
  view: Page | Frame,
  evidence: Evidence,
  selector = 'button[aria-label^="Copy"]:not([aria-haspopup])',
): Promise<void> {
  const { texts, pressed } = await frameOf(view).evaluate(async (selector) => {
    const texts: string[] = [];
    const write = navigator.clipboard.writeText;
    navigator.clipboard.writeText = async (text) => void texts.push(text);
    const buttons = [...document.querySelectorAll<HTMLElement>(selector)];
    for (const button of buttons) button.click();
    // The copied text may have to be loaded first.
    for (const end = Date.now() + 10_000; texts.length < buttons.length && Date.now() < end;)
      await new Promise((done) => setTimeout(done));
    navigator.clipboard.writeText = write;
    return { texts, pressed: buttons.length };
  }, selector);
  expect(pressed).toBeGreaterThan(0);
  expect(texts).toHaveLength(pressed);
  for (const text of texts) evidence.add('copies', text);
}

/** From now on files go to `folder`; what is returned gives the name and the content of the one that `act` downloads. */
export async function keepDownloads(
  browser: Browser,
  folder: string,
): Promise<(act: () => Promise<unknown>) => Promise<string>> {
  const session = await browser.target().createCDPSession();
  let completed = 0;
  session.on('Browser.downloadProgress', ({ state }) => {
    if (state === 'completed') completed += 1;
  });
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, eventsEnabled: true });
  return async (act) => {
    const [before, files] = [completed, new Set(readdirSync(folder))];
    await act();
    await until(() => completed > before, 'the download to be complete');
    const names = readdirSync(folder).filter((name) => !files.has(name));
    expect(names).toHaveLength(1);
    return names.map((name) => name + readFileSync(join(folder, name), 'utf8')).join();
  };
}

/** The documents of all that is open in tabs, and of views that stand elsewhere. */
export async function lookAround({ extension }: Rig, evidence: Evidence, more: (Page | Frame)[]): Promise<void> {
  const pages = (await extension.browser.pages()).filter((page) => page.url().startsWith(extension.origin));
  for (const view of [...pages, ...more]) evidence.add('documents', await documentOf(view));
}

/** Every record of every store, as a page of the extension can read it, and the browser's cookies. */
export async function lookInside(page: Page, evidence: Evidence): Promise<void> {
  for (const { place, text } of await storedRecords(page)) evidence.add(place, text);
  const session = await page.createCDPSession();
  const { cookies } = await session.send('Storage.getCookies');
  evidence.add('cookies', JSON.stringify(cookies));
  await session.detach();
}

/** Shows a notice of `word`; what is returned gives all that notices were made of, from then on. */
export async function overhearNotices(worker: WorkerHandle, word: string): Promise<() => Promise<string>> {
  await worker.evaluate(async (word) => {
    const told: string[] = [];
    Reflect.set(globalThis, 'told', told);
    const { create } = chrome.notifications;
    const noting = (...args: unknown[]) => {
      told.push(JSON.stringify(args));
      return Reflect.apply(create, chrome.notifications, args);
    };
    chrome.notifications.create = noting as typeof create;
    await noting('planted', {
      type: 'basic',
      iconUrl: chrome.runtime.getURL('icons/128.png'),
      title: word,
      message: word,
    });
  }, word);
  return () => worker.evaluate(() => (Reflect.get(globalThis, 'told') as string[]).join('\n'));
}
