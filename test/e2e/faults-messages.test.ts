import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { ask, requests, type Rig } from '../support/e2e/rig.ts';
import { alerts, alertWith, press, says, shows } from '../support/e2e/view.ts';

/** More than the browser takes in one message: it throws at once, over 64 MiB. */

const MEGABYTES_70 = 70 * 1024 * 1024;

const it = testsWith();

/** Made in the page: the way there is too narrow for it. */
async function paste(page: Page, name: string, start: string, unit: string): Promise<void> {
  await page.evaluate(
    (name, start, unit, length) => {
      const box = [...document.querySelectorAll('input')].find(
        (one) => one.ariaLabel === name || one.labels?.[0]?.textContent === name,
      );
      if (!box) throw new Error(`no box is named ${name}`);
      // Not drawn: the browser takes half a minute for a line of that length, whosever page it is on.
      box.style.display = 'none';
      box.value = start + unit.repeat(length / unit.length);
      box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    },
    name,
    start,
    unit,
    MEGABYTES_70,
  );
}

/** Not by its role: the accessibility tree would be built with all of that text. */
const click = (page: Page, word: string) =>
  page.$$eval(
    'button',
    (all, word) => all.find((one) => one.ariaLabel === word || one.textContent?.trim() === word)?.click(),
    word,
  );

async function saved(page: Page) {
  const overview = await ask(page, 'overview', {});
  return overview.ok ? [overview.value.settings, overview.value.profiles] : null;
}

/** Runs `act`, and checks that the key and the worker outlive it. */
async function harmsNothing({ extension, emulator }: Rig, page: Page, act: () => Promise<void>): Promise<void> {
  await (await extension.worker()).evaluate(() => Reflect.set(globalThis, 'sameWorker', true));
  await act();
  expect(await ask(page, 'overview', {})).toMatchObject({
    ok: true,
    value: { profiles: [{ key: { last4: emulator.keys.normal.slice(-4) } }] },
  });
  expect(await (await extension.worker()).evaluate(() => Reflect.get(globalThis, 'sameWorker'))).toBe(true);
}

describe('70 MB', () => {
  it('in the id box are no id, and nothing is sent [F56]', async ({ rig, openView }) => {
    const view = await openView();
    await says(view, 'Look up');
    await harmsNothing(rig, view, async () => {
      await paste(view, 'Conversation id', '', 'some text ');
      await click(view, 'Look up');
      await alertWith(view, 'No conversation ID in the first 100,000 characters of this text');
      expect(requests(rig)).toEqual([]);
    });
  });

  it('as base URL and key are refused in words, and nothing is changed [F56]', async ({ rig }) => {
    const options = await rig.extension.openPage('options');
    await says(options, 'Base URL');
    await harmsNothing(rig, options, async () => {
      const before = await saved(options);
      // A host name as far as the URL parser is concerned; asked to grant it, the browser would crash.
      await paste(options, 'Base URL', 'https://', 'a.');
      await click(options, 'Save');
      await alertWith(options, 'It is not a URL.');
      await paste(options, 'API key', '', 'a');
      await alertWith(options, 'The key is too long.');
      expect(await saved(options)).toEqual(before);
    });
  });

  it('as a file of settings are too large, which is said [F56]', async ({ rig }) => {
    const options = await rig.extension.openPage('options');
    await options.waitForSelector('input[type=file]');
    await harmsNothing(rig, options, async () => {
      await options.$eval(
        'input[type=file]',
        (box, length) => {
          const files = new DataTransfer();
          files.items.add(
            new File(['{"profiles":"', 'a'.repeat(length), '"}'], 'settings.json', { type: 'application/json' }),
          );
          Object.assign(box, { files: files.files });
          box.dispatchEvent(new Event('change', { bubbles: true }));
        },
        MEGABYTES_70,
      );
      await says(options, 'This file is too large for settings.');
    });
  });

  it('in a message are told as an error, and the view works on [F56]', async ({ rig, openView }) => {
    const view = await openView(IDS.fresh);
    await shows(view, { status: 'completed' });
    await harmsNothing(rig, view, async () => {
      await weighDown(view);
      await until(
        async () => String(await view.evaluate(() => Reflect.get(globalThis, 'thrown'))).includes('64MiB'),
        'the browser to throw',
      );
      await press(view, 'Refresh');
      // A rejection has no kind: it is as if the worker had gone.
      await until(
        async () => (await alerts(view)).some((text) => /rejected this request|worker stopped/.test(text)),
        'an error',
      );
      await shows(view, { status: 'error' });
      await view.evaluate(() => (Reflect.get(globalThis, 'lighten') as () => void)());
      await press(view, 'Refresh');
      await shows(view, { status: 'completed', source: 'cloud' });
      // The summary and the prompt, asked for beside the status, take their errors back when they answer.
      await until(async () => (await alerts(view)).length === 0, 'no error to be left');
    });
  });
});

/** No text of the product's own comes to 64 MiB: so each of its messages is made that heavy, and the browser throws. */
async function weighDown(view: Page): Promise<void> {
  await view.evaluate((length) => {
    const { runtime } = Reflect.get(globalThis, 'browser') as typeof chrome;
    const send = runtime.sendMessage.bind(runtime);
    const heavy = (message: object) => send({ ...message, weight: 'a'.repeat(length) });
    Reflect.set(globalThis, 'lighten', () => Object.assign(runtime, { sendMessage: send }));
    Object.assign(runtime, { sendMessage: heavy });
    // The polyfill, which Chromium before 152 needs, makes a rejection of it.
    const note = (error: unknown) => Reflect.set(globalThis, 'thrown', String(error));
    try {
      heavy({}).catch(note);
    } catch (error) {
      note(error);
    }
  }, MEGABYTES_70);
}
