import axe from 'axe-core';
import type { Frame } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { until } from '../support/browser/until.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { BARE, lookUp, pick } from '../support/e2e/panel-page.ts';
import { requests, type Rig } from '../support/e2e/rig.ts';
import { click, fill, openTab, press, says } from '../support/e2e/view.ts';

const ID = IDS.threeVersions;
const DIFF = '.versions-diff';

/** `frame`: the panel on a page without ids. */
const it = testsWith().extend<{ frame: Frame }>({
  frame: async ({ inspect }, use) => use((await inspect(BARE)).frame),
});

/** Requests for a pinned version, in the order in which they came in. */
const pinned = (rig: Rig) =>
  requests(rig, /compacted\?.*version=/).map((line) => /format=(\w+)&version=(\d+)/.exec(line)?.slice(1).join(' '));

async function openVersions(frame: Frame, id: string = ID): Promise<void> {
  await lookUp(frame, id, 'completed');
  await openTab(frame, 'Versions');
  await frame.waitForSelector('.versions-tab');
}

const inGroup = (kind: string, text: string) =>
  `::-p-xpath(//details[@data-part="${kind}"]//li[contains(., ${JSON.stringify(text)})])`;

describe('Versions', () => {
  it('asks for both versions side by side, past the cache, and shows what changed', async ({ rig, world, frame }) => {
    await lookUp(frame, ID, 'completed');
    world.faults.add({ path: 'compacted\\?.*version=', fault: { hold: true } });
    await openTab(frame, 'Versions');
    // Neither is answered yet: both are on their way at once.
    await until(() => world.faults.heldCount === 2, 'two requests');
    expect(pinned(rig)).toEqual(['structured 2', 'structured 3']);
    world.faults.clear();
    await frame.waitForSelector(inGroup('updated', '25 July'));
    const [, second, third] = world.conversation(ID)?.versions ?? [];
    const texts = (version: typeof second) => version?.summary.content.facts.map(({ content }) => content) ?? [];
    const added = texts(third).find((text) => text.includes('extractor')) ?? 'nothing';
    expect(texts(second)).not.toContain(added);
    await frame.waitForSelector(inGroup('added', added));
    await says(frame, /v2 \(?.*v3/);
    await pick(frame, 'Narrative');
    await frame.waitForSelector('.text-diff ins');
    expect(pinned(rig).slice(2)).toEqual(['narrative 2', 'narrative 3']);
  });

  it('remembers every run over a restart of the panel, and reads what it does not know on a click', async ({
    rig,
    frame,
  }) => {
    await openVersions(frame);
    const line = () => frame.$eval('.run-list', (list) => (list as HTMLElement).innerText);
    const isUnread = async (version: number) => new RegExp(`v${version}\\s*not loaded yet`).test(await line());
    const isKnown = async (...versions: number[]) => !(await Promise.all(versions.map(isUnread))).includes(true);
    await frame.waitForSelector('.run-list button::-p-text(v1)');
    // The two that are compared are read by themselves.
    await until(() => isKnown(2, 3), 'the figures of versions 2 and 3');
    expect(await isKnown(1)).toBe(false);
    await click(frame, '.run-list button::-p-text(v1)');
    await until(() => pinned(rig).includes('structured 1'), 'version 1 to be asked for');
    await until(() => isKnown(1, 2, 3), 'the figures of version 1');
    const known = await line();
    await frame.goto(frame.url());
    await openVersions(frame);
    await until(() => isKnown(1, 2, 3), 'the figures of all, after the restart');
    await until(async () => (await line()) === known, `the same time line as before, which was ${known}`);
  });

  it('flags what was pinned and is lost, and forgets it', async ({ frame }) => {
    await openVersions(frame);
    await frame.waitForSelector(`${DIFF} .diff-group`);
    await fill(frame, 'Statement to keep', 'The deposit of €1,200 went to Okafor & Sons.');
    await press(frame, 'Add to must keep');
    await says(frame, '1 statement that must be kept is missing from v3');
    await says(frame, /was fact \d+ in v2/);
    const gone = await frame.waitForSelector('details[data-part="removed"] li:nth-child(2) .change-pin');
    await gone?.click();
    await frame.waitForSelector('.must-keep li:nth-child(2)');
    await press(frame, 'Stop checking: The deposit of €1,200 went to Okafor & Sons.');
    await until(async () => (await frame.$$('.must-keep li')).length === 1, 'one pin');
  });

  it('says which version cannot be had, keeps the other, and tries again', async ({ world, frame }) => {
    await lookUp(frame, ID, 'completed');
    world.faults.add({ path: 'compacted\\?.*version=2', fault: { status: 500 } });
    await openTab(frame, 'Versions');
    await says(frame, 'Version 2 could not be loaded');
    await says(frame, /v3 · \d+ statements/);
    world.faults.clear();
    await press(frame, 'Try again');
    await frame.waitForSelector(inGroup('updated', '25 July'));
  });

  it('is worked by keyboard', async ({ frame }) => {
    await openVersions(frame);
    await frame.waitForSelector(`${DIFF} .diff-group`);
    const { keyboard } = frame.page();
    await frame.focus('.run-list button');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await until(
      async () =>
        (await frame.$$eval('.versions-pair select', (all) => all.map(({ value }) => value).join(' '))) === '1 2',
      'v1 and v2 to be compared',
    );
    await frame.waitForSelector(`${DIFF} .diff-group`);
    await frame.focus('.versions-chips button:not(:disabled)');
    await keyboard.press('Enter');
    expect(await frame.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
  });

  it('holds to WCAG 2.2 AA in the panel, light and dark', async ({ frame }) => {
    await openVersions(frame);
    await frame.waitForSelector(`${DIFF} .diff-group`);
    await frame.evaluate(axe.source);
    for (const theme of ['light', 'dark']) {
      const faults = await frame.evaluate(async (theme) => {
        document.documentElement.dataset['theme'] = theme;
        const found = await (window as unknown as { axe: typeof axe }).axe.run('.detail', {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        });
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      }, theme);
      expect(faults, theme).toEqual([]);
    }
  });
});
