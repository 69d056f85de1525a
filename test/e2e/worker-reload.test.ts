import type { Frame } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RELOAD_MS } from '../support/browser/reload.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { inspect, lists } from '../support/e2e/panel-page.ts';
import { closeTabs, giveKey, requests, startRig, type Rig } from '../support/e2e/rig.ts';
import { alerts, has, press, says, shows, textOf } from '../support/e2e/view.ts';

/** The extension is reloaded under open views. */

const NOTICE = 'The extension was updated';
let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ runSeconds: 3600 });
  await giveKey(rig, { remember: true });
});
afterAll(() => rig.close());

/**
 * Chromium closes what an extension that is reloaded shows, but what asks before it goes may stay, without its extension.
 * Undone by `letGo`.
 */
async function clingTo(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    const ask = (event: Event) => event.preventDefault();
    addEventListener('beforeunload', ask);
    addEventListener('let-go', () => removeEventListener('beforeunload', ask));
  });
}

async function letGo(frame: Frame): Promise<void> {
  await frame.evaluate(() => dispatchEvent(new Event('let-go')));
}

interface Calling {
  sendMessage(...args: unknown[]): unknown;
  connect(...args: unknown[]): unknown;
}

/** How often from now on the view turns to its extension, noted where every call passes. */
async function countCalls(frame: Frame): Promise<() => Promise<number>> {
  await frame.evaluate(() => {
    Reflect.set(globalThis, 'calls', 0);
    for (const space of ['chrome', 'browser']) {
      const runtime: Calling | undefined = Reflect.get(globalThis, space)?.runtime;
      for (const name of ['sendMessage', 'connect'] as const) {
        const call = runtime?.[name].bind(runtime);
        if (runtime && call) {
          runtime[name] = (...args) => {
            Reflect.set(globalThis, 'calls', Reflect.get(globalThis, 'calls') + 1);
            return call(...args);
          };
        }
      }
    }
  });
  return () => frame.evaluate(() => Reflect.get(globalThis, 'calls') as number);
}

describe('an extension that is reloaded under open views [F10]', () => {
  it(
    'is missed with one notice; nothing is asked, repeated or complained of any more',
    async () => {
      const full = await rig.extension.openPage('inspector', { id: IDS.inProgress });
      await shows(full, { status: 'in_progress' });
      const { frame, devtools } = await inspect(rig);
      await lists(frame, IDS.inProgress, { text: 'In progress' });
      devtools.on('dialog', (dialog) => void dialog.dismiss());
      await devtools.bringToFront();
      // Only a page that was clicked may ask before it goes.
      await press(frame, 'Rescan page');
      await clingTo(frame);
      await rig.extension.reload();
      await until(() => full.isClosed(), 'the full view to be closed by the browser');
      await says(frame, NOTICE);
      expect(await frame.evaluate(() => chrome.runtime?.id ?? null)).toBeNull();
      rig.emulator.world.log.clear();
      const calls = await countCalls(frame);
      const from = await frame.evaluate(() => performance.now());
      // Longer than the first steps of the port's back-off, a rescan and the clocks of what is shown.
      await until(
        () => frame.evaluate((from) => performance.now() > from + 3_000, from),
        'the view to live on for a while',
      );
      expect(await calls()).toBe(0);
      expect(requests(rig)).toEqual([]);
      expect((await textOf(frame)).split(NOTICE)).toHaveLength(2);
      expect((await alerts(frame)).filter((text) => text.includes(NOTICE))).toHaveLength(1);
      expect(await has(frame, 'Reload this view')).toBe(true);
      expect(rig.extension.errors()).toEqual([]);
      await letGo(frame);
      await closeTabs(rig.extension);
    },
    RELOAD_MS + 60_000,
  );

  it('serves new ones at once', async () => {
    const { frame, devtools } = await inspect(rig);
    // The window that clung to its page may close only now, and bring another one up.
    await devtools.bringToFront();
    await lists(frame, IDS.inProgress, { text: 'In progress' });
    expect(await textOf(frame)).not.toContain(NOTICE);
    await closeTabs(rig.extension);
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
