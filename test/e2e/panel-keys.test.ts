import type { KeyInput } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setDevtoolsTheme } from '../support/browser/panel.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import {
  choose,
  inspect,
  lists,
  listed,
  open,
  selected,
  settles,
  statusRequests,
  type InspectedPage,
} from '../support/e2e/panel-page.ts';
import { giveKey, startRig, type Rig } from '../support/e2e/rig.ts';
import { alertWith, find, press, says, shown, shows, valueOf } from '../support/e2e/view.ts';

let rig: Rig;
let panel: InspectedPage;

beforeAll(async () => {
  rig = await startRig();
  await giveKey(rig);
  panel = await inspect(rig);
  await lists(panel.frame, IDS.threeVersions, { text: 'kept' });
  await settles(panel.frame);
});
afterAll(() => rig.close());
beforeEach(() => panel.devtools.bringToFront());

const type = (key: KeyInput) => panel.devtools.keyboard.press(key);
/** What has the focus in the panel: its name, or its role. */
const focused = () =>
  panel.frame.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('role') ?? '',
  );

async function waitFor(name: string): Promise<void> {
  await until(async () => (await focused()) === name, `the focus on ${name}`);
}

describe('the keyboard', () => {
  it('filters: / goes to the box, Escape empties it and goes back to the list', async () => {
    const { frame, devtools } = panel;
    await choose(frame, IDS.threeVersions);
    const all = (await listed(frame)).length;
    await type('/');
    await waitFor('Filter conversations');
    await devtools.keyboard.type('sourdough');
    await until(async () => (await listed(frame)).length === 1, 'one row');
    expect(await listed(frame)).toEqual([IDS.none]);
    await type('Escape');
    await waitFor('Conversations');
    expect((await listed(frame)).length).toBe(all);
    expect(await frame.$eval('input[type=search]', (box) => (box as HTMLInputElement).value)).toBe('');
    // In the box it is a character like any other.
    await type('/');
    await waitFor('Filter conversations');
    await devtools.keyboard.type('/');
    expect(await frame.$eval('input[type=search]', (box) => (box as HTMLInputElement).value)).toBe('/');
    await type('Escape');
    await waitFor('Conversations');
  });

  it('walks through the list by arrows, and the detail follows', async () => {
    const { frame } = panel;
    const ids = await listed(frame);
    await type('Home');
    await until(async () => (await selected(frame)) === ids[0], 'the first row');
    await type('ArrowDown');
    await type('ArrowDown');
    await until(async () => (await selected(frame)) === ids[2], 'the third row');
    await type('ArrowUp');
    await shows(frame, { id: ids[1] ?? '' });
    expect(await selected(frame)).toBe(ids[1]);
    expect(await listed(frame)).toEqual(ids);
    const active = await frame.$eval('[role=listbox]', (list) =>
      document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label'),
    );
    expect(active).toBe(ids[1]);
  });

  it('spends nothing on an unlikely id that is walked over; Enter asks', async () => {
    const { frame } = panel;
    rig.emulator.world.log.clear();
    await type('End');
    const last = (await listed(frame)).at(-1) ?? '';
    await says(frame, 'Not looked up yet');
    expect(statusRequests(rig, last)).toBe(0);
    await type('Enter');
    await until(() => statusRequests(rig, last) === 1, 'the lookup');
    await shows(frame, { id: last });
    await alertWith(frame, 'Nothing recorded under this key');
  });

  it('enters the detail by Enter and leaves it by Escape', async () => {
    const { frame } = panel;
    await choose(frame, IDS.threeVersions);
    await shows(frame, { id: IDS.threeVersions, status: 'completed' });
    await type('Enter');
    await waitFor('tab');
    await type('ArrowRight');
    await until(
      () => frame.$eval('[role=tab][aria-selected=true]', (tab) => tab.textContent?.startsWith('Summary')),
      'the next tab',
    );
    await type('Escape');
    await waitFor('Conversations');
    expect(await shown(frame)).toMatchObject({ id: IDS.threeVersions });
  });

  it.each(['the list', 'the detail'])('refreshes by r, watches by w and copies the id by c in %s', async (where) => {
    const { frame, devtools } = panel;
    await open(frame, IDS.fresh, 'completed');
    if (where === 'the detail') {
      await type('Enter');
      await waitFor('tab');
    }
    rig.emulator.world.log.clear();
    await type('r');
    await until(() => statusRequests(rig, IDS.fresh) === 1, 'the request');
    const watch = await find(frame, 'Watch');
    const pressed = () => watch.evaluate((button) => button.getAttribute('aria-pressed'));
    await type('w');
    await until(async () => (await pressed()) === 'true', 'the star');
    await type('w');
    await until(async () => (await pressed()) === 'false', 'no star');
    await type('c');
    await until(async () => (await rig.extension.readClipboard()) === IDS.fresh, 'the id in the clipboard');
    await devtools.bringToFront();
    await choose(frame, IDS.threeVersions);
    await type('c');
    await until(
      async () => (await rig.extension.readClipboard()) === IDS.threeVersions,
      'the other id in the clipboard',
    );
  });

  it('leaves letters to the box that has the focus', async () => {
    const { frame, devtools } = panel;
    await open(frame, IDS.fresh, 'completed');
    rig.emulator.world.log.clear();
    await press(frame, 'Conversation id', 'textbox');
    await devtools.keyboard.type('rwc/');
    expect(await valueOf(frame, 'Conversation id')).toBe('rwc/');
    expect(statusRequests(rig, IDS.fresh)).toBe(0);
    expect(await focused()).toBe('Conversation id');
  });
});

describe('the theme', () => {
  /** Luminance of the panel's background, 0 to 255. */
  const background = () =>
    panel.frame.evaluate(() => {
      for (const selector of ['#app > *', '#app', 'body', 'html']) {
        const parts = (
          getComputedStyle(document.querySelector(selector) ?? document.body).backgroundColor.match(/[\d.]+/g) ?? []
        ).map(Number);
        const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
        if (alpha > 0) return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      }
      return null;
    });

  it("is DevTools', dark and light", async () => {
    await setDevtoolsTheme(panel, 'dark');
    await until(async () => ((await background()) ?? 255) < 70, 'a dark panel');
    await setDevtoolsTheme(panel, 'light');
    await until(async () => ((await background()) ?? 0) > 200, 'a light panel');
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
