import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { importSettings } from '../../src/core/profile/settings-transfer.ts';
import { asked, button, everywhere, hasText, KEY, open } from '../support/ui/pages/options-page.ts';
import { it } from '../support/ui/story-test.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'synap-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function exported(page: Page): Promise<string> {
  await page.locator(button('Export settings')).click();
  const text = await page.waitForFunction(() => window.__story?.shell.downloads.at(-1)?.text);
  return String(await text.jsonValue());
}

async function choose(page: Page, text: string): Promise<void> {
  const file = join(folder, 'settings.json');
  writeFileSync(file, text);
  const input = (await page.waitForSelector('#transfer input[type="file"]')) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(file);
}

describe('settings as a file', () => {
  it('[F80] go out without a key', async () => {
    const page = await open('keyStored');
    const text = await exported(page);
    expect(importSettings(text)).toMatchObject({ ok: true, leftOut: 0 });
    expect(text).not.toContain(KEY);
    expect(text).not.toContain(KEY.slice(-4));
  });

  it('come in after a preview of what changes', async () => {
    const page = await open('keyStored');
    const file = (await exported(page))
      .replace('"theme": "system"', '"theme": "dark"')
      .replace('"ttlSeconds": 300', '"ttlSeconds": 60');
    await choose(page, file);
    await hasText(page, 'Importing changes 2 things:');
    await hasText(page, 'Theme: system → dark');
    expect(await asked(page, 'save-settings')).toEqual([]);
    await page.locator(button('Import')).click();
    await hasText(page, 'Settings imported.');
    expect(await asked(page, 'save-settings')).toMatchObject([{ settings: { theme: 'dark', ttlSeconds: 60 } }]);
  });

  it('say which key another base URL forgets, and nothing happens when it is cancelled', async () => {
    const page = await open('keyStored');
    const file = (await exported(page)).replaceAll('synap-cloud-prod.maximem.ai', 'elsewhere.example.com');
    await choose(page, file);
    await hasText(page, 'https://elsewhere.example.com (its key will be deleted)');
    await page.locator(button('Cancel')).click();
    await page.waitForFunction(() => !document.querySelector('#transfer [role="alert"]'));
    expect(await asked(page, 'save-settings')).toEqual([]);
  });

  it.each([
    ['not JSON', '{"format":', "isn't valid JSON"],
    ['something else', '{"name":"x"}', 'contains no Synap Inspector settings'],
    [
      'no usable profile',
      '{"format":"synap-inspector-settings","version":1,"settings":{"profiles":[]}}',
      'No profile in this file',
    ],
  ])('with %s are refused in words', async (_what, text, words) => {
    const page = await open('keyStored');
    await choose(page, text);
    await hasText(page, words);
    expect(await page.$$eval('#transfer [role="alert"]', (all) => all.map((one) => one.textContent))).toEqual([
      expect.stringContaining(words),
    ]);
    expect(await asked(page, 'save-settings')).toEqual([]);
  });

  it('that cannot be read are told of, and can be chosen again', async () => {
    const page = await open('keyStored');
    const file = (await exported(page)).replace('"theme": "system"', '"theme": "dark"');
    await page.evaluate(() => {
      const { text } = Blob.prototype;
      Blob.prototype.text = () => {
        Blob.prototype.text = text;
        return Promise.reject(new DOMException('gone', 'NotReadableError'));
      };
    });
    await choose(page, file);
    await hasText(page, "can't be read");
    expect(await page.$eval('#transfer input[type="file"]', (input) => (input as HTMLInputElement).value)).toBe('');
    await choose(page, file);
    await hasText(page, 'Importing changes 1 thing:');
  });

  it('that are far too large are not even read', async () => {
    const page = await open('keyStored');
    await page.evaluate(() => {
      Blob.prototype.text = () => Promise.reject(new Error('read'));
    });
    await choose(page, ' '.repeat(300_001));
    await hasText(page, 'This file is too large for settings.');
  });

  it('say how many profiles are too many, and which have a key to forget', async () => {
    const page = await open('several');
    const settings = JSON.parse(await exported(page)) as { settings: { profiles: object[] } };
    const [first, second] = settings.settings.profiles;
    settings.settings.profiles = [
      { ...first, baseUrl: 'https://elsewhere.example.com' },
      { ...second, baseUrl: 'https://elsewhere.example.com' },
      { ...second },
    ];
    await choose(page, JSON.stringify(settings));
    await hasText(page, '1 profile in the file is left out: its ID is duplicated');
    await hasText(page, 'synap-cloud-prod.maximem.ai → https://elsewhere.example.com (its key will be deleted)');
    const changes = await page.$$eval('.opt-changes li', (items) => items.map((item) => item.textContent ?? ''));
    expect(changes.find((change) => change.includes('staging'))).not.toContain('key');
  });

  it('show what a file claims as text', async () => {
    const page = await open('keyStored');
    const file = (await exported(page)).replace(/"name": "[^"]*"/, '"name": "<img src=x onerror=alert(1)>"');
    await choose(page, file);
    await hasText(page, '<img src=x onerror=alert(1)>');
    expect(await page.$('#transfer img')).toBeNull();
    expect(await everywhere(page)).not.toContain(KEY);
  });
});
