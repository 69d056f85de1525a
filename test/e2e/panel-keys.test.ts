import type { Frame, KeyInput } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { setDevtoolsTheme } from '../support/browser/panel.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import {
  BARE,
  choose,
  lists,
  listed,
  open,
  selected,
  settles,
  statusRequests,
  unfold,
  type InspectedPage,
} from '../support/e2e/panel-page.ts';
import { alertWith, find, press, says, shown, shows, valueOf } from '../support/e2e/view.ts';

/** Four conversations, and an id that is probably none. */
const PAGE = `<!doctype html><i data-build="b1946ac9-2d9f-4c1e-8e0b-5f2a7c3d9e10"></i>
  <a href="/c/${IDS.threeVersions}">Studio renovation</a>
  <a href="/c/${IDS.fresh}">Support: rate limits</a>
  <a href="/c/${IDS.none}">Sourdough, first try</a>
  <a href="/c/${IDS.failed}">Onboarding call</a>`;

/** `panel`: every row is answered and a conversation chosen, so that the list has the focus. */
const it = testsWith().extend<{ panel: InspectedPage }>({
  panel: async ({ inspect, pages }, use) => {
    pages.served.set('/chats', PAGE);
    const panel = await inspect(`${pages.origin}/chats`);
    await lists(panel.frame, IDS.threeVersions, { text: 'kept' });
    await settles(panel.frame);
    await choose(panel.frame, IDS.threeVersions);
    await shows(panel.frame, { id: IDS.threeVersions, status: 'completed' });
    await use(panel);
  },
});

const type = ({ devtools }: InspectedPage, key: KeyInput) => devtools.keyboard.press(key);
/** What has the focus in the panel: its name, or its role. */
const focused = ({ frame }: InspectedPage) =>
  frame.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.getAttribute('role') ?? '',
  );

async function waitFor(panel: InspectedPage, name: string): Promise<void> {
  await until(async () => (await focused(panel)) === name, `the focus on ${name}`);
}

describe('the keyboard', () => {
  it('filters: / goes to the box, Escape empties it and goes back to the list', async ({ panel }) => {
    const { frame, devtools } = panel;
    const all = (await listed(frame)).length;
    await type(panel, '/');
    await waitFor(panel, 'Filter conversations');
    await devtools.keyboard.type('sourdough');
    await until(async () => (await listed(frame)).length === 1, 'one row');
    expect(await listed(frame)).toEqual([IDS.none]);
    await type(panel, 'Escape');
    await waitFor(panel, 'Conversations');
    await until(async () => (await listed(frame)).length === all, 'every row again');
    expect(await frame.$eval('input[type=search]', (box) => (box as HTMLInputElement).value)).toBe('');
    // In the box it is a character like any other.
    await type(panel, '/');
    await waitFor(panel, 'Filter conversations');
    await devtools.keyboard.type('/');
    expect(await frame.$eval('input[type=search]', (box) => (box as HTMLInputElement).value)).toBe('/');
    await type(panel, 'Escape');
    await waitFor(panel, 'Conversations');
  });

  it('walks through the list by arrows, and the detail follows', async ({ panel }) => {
    const { frame } = panel;
    const ids = await listed(frame);
    await type(panel, 'Home');
    await until(async () => (await selected(frame)) === ids[0], 'the first row');
    await type(panel, 'ArrowDown');
    await type(panel, 'ArrowDown');
    await until(async () => (await selected(frame)) === ids[2], 'the third row');
    await type(panel, 'ArrowUp');
    await shows(frame, { id: ids[1] ?? '' });
    expect(await selected(frame)).toBe(ids[1]);
    expect(await listed(frame)).toEqual(ids);
    const active = await frame.$eval('[role=listbox]', (list) =>
      document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label'),
    );
    expect(active).toContain(ids[1]);
  });

  it('spends nothing on an unlikely id that is walked over; Enter asks', async ({ rig, world, panel }) => {
    const { frame } = panel;
    world.log.clear();
    await unfold(frame);
    await frame.focus('[role=listbox]');
    await type(panel, 'End');
    const last = (await listed(frame)).at(-1) ?? '';
    await says(frame, 'Not looked up yet');
    expect(statusRequests(rig, last)).toBe(0);
    await type(panel, 'Enter');
    await until(() => statusRequests(rig, last) === 1, 'the lookup');
    await shows(frame, { id: last });
    await alertWith(frame, 'No messages for this conversation');
  });

  it('enters the detail by Enter and leaves it by Escape', async ({ panel }) => {
    const { frame } = panel;
    await type(panel, 'Enter');
    await waitFor(panel, 'tab');
    await type(panel, 'ArrowRight');
    await until(
      () => frame.$eval('[role=tab][aria-selected=true]', (tab) => tab.textContent?.startsWith('Summary')),
      'the next tab',
    );
    await type(panel, 'Escape');
    await waitFor(panel, 'Conversations');
    expect(await shown(frame)).toMatchObject({ id: IDS.threeVersions });
  });

  it.for(['the list', 'the detail'])(
    'refreshes by r, watches by w and copies the id by c in %s',
    async (where, { rig, world, panel }) => {
      const { frame, devtools } = panel;
      await open(frame, IDS.fresh, 'completed');
      if (where === 'the detail') {
        await type(panel, 'Enter');
        await waitFor(panel, 'tab');
      }
      world.log.clear();
      await type(panel, 'r');
      await until(() => statusRequests(rig, IDS.fresh) === 1, 'the request');
      const watch = await find(frame, 'Watch');
      const pressed = () => watch.evaluate((button) => button.getAttribute('aria-pressed'));
      await type(panel, 'w');
      await until(async () => (await pressed()) === 'true', 'the star');
      await type(panel, 'w');
      await until(async () => (await pressed()) === 'false', 'no star');
      await type(panel, 'c');
      await until(async () => (await rig.extension.readClipboard()) === IDS.fresh, 'the id in the clipboard');
      await devtools.bringToFront();
      await choose(frame, IDS.threeVersions);
      await type(panel, 'c');
      await until(
        async () => (await rig.extension.readClipboard()) === IDS.threeVersions,
        'the other id in the clipboard',
      );
    },
  );

  it('leaves letters to the box that has the focus', async ({ rig, world, panel }) => {
    const { frame, devtools } = panel;
    await open(frame, IDS.fresh, 'completed');
    world.log.clear();
    await press(frame, 'Conversation id', 'textbox');
    await devtools.keyboard.type('rwc/');
    expect(await valueOf(frame, 'Conversation id')).toBe('rwc/');
    expect(statusRequests(rig, IDS.fresh)).toBe(0);
    expect(await focused(panel)).toBe('Conversation id');
  });
});

describe('the theme', () => {
  /** Luminance of the panel's background, 0 to 255. */
  const background = (frame: Frame) =>
    frame.evaluate(() => {
      for (const selector of ['#app > *', '#app', 'body', 'html']) {
        const parts = (
          getComputedStyle(document.querySelector(selector) ?? document.body).backgroundColor.match(/[\d.]+/g) ?? []
        ).map(Number);
        const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
        if (alpha > 0) return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      }
      return null;
    });

  it("is DevTools', dark and light", async ({ inspect }) => {
    const panel = await inspect(BARE);
    await setDevtoolsTheme(panel, 'dark');
    await until(async () => ((await background(panel.frame)) ?? 255) < 70, 'a dark panel');
    await setDevtoolsTheme(panel, 'light');
    await until(async () => ((await background(panel.frame)) ?? 0) > 200, 'a light panel');
  });
});
