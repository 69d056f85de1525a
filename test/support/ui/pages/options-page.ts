import type { Page } from 'puppeteer-core';
import { openStory } from '../story-server.ts';

export const KEY = 'sk_synap_verysecret_9c1a2b';
export const button = (name: string) => `::-p-aria([name="${name}"][role="button"])`;
export const textbox = (name: string) => `::-p-aria([name="${name}"][role="textbox"])`;
export const checkbox = (name: string) => `::-p-aria([name="${name}"][role="checkbox"])`;

export async function open(name: string, { ready = '#profiles', width = 1000 } = {}): Promise<Page> {
  const page = await openStory(`options/${name}`, { width, height: 900 });
  await page.waitForSelector(ready);
  return page;
}

export async function fill(page: Page, name: string, text: string): Promise<void> {
  const box = await page.waitForSelector(textbox(name));
  await box?.evaluate((element) => (element as HTMLInputElement).select());
  await box?.focus();
  if (text === '') await page.keyboard.press('Backspace');
  else await page.keyboard.sendCharacter(text);
}

export const valueOf = (page: Page, name: string) =>
  page.$eval(textbox(name), (box) => (box as HTMLInputElement).value);
export const isChecked = (page: Page, name: string) =>
  page.$eval(checkbox(name), (box) => (box as HTMLInputElement).checked);
export const hasText = (page: Page, text: string) =>
  page.waitForFunction((words) => document.body.innerText.includes(words), {}, text);

export async function asked(page: Page, name: string): Promise<Record<string, unknown>[]> {
  const calls = await page.evaluate(
    (wanted) => window.__story?.backend.calls.filter((call) => call.name === wanted),
    name,
  );
  return (calls ?? []).map((call) => call.input as Record<string, unknown>);
}

/** All text of the page: its markup, and the values and default values of its fields. */
export async function everywhere(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, select, textarea')] as HTMLInputElement[];
    return [
      document.documentElement.outerHTML,
      document.title,
      ...fields.flatMap((f) => [f.value, f.defaultValue]),
    ].join('\n');
  });
}
