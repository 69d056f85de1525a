import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { audit, auditBoth, Faults, installAxe, settle, showStory, storyNames } from '../support/ui/audit.ts';
import { ID, OTHER_ID } from '../support/ui/fixtures.ts';
import { row } from '../support/ui/pages/list-page.ts';
import { closeStories, openStory, problemsOf } from '../support/ui/story-server.ts';

const STORIES = resolve(import.meta.dirname, '../support/ui/stories');
const ROOMS = readdirSync(STORIES)
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => file.slice(0, -'.tsx'.length));

let page: Page;
let names: string[];
beforeAll(async () => {
  page = await openStory('shared/chips', { theme: 'light', still: true });
  await installAxe(page);
  names = await storyNames(page);
}, 60_000);
afterAll(closeStories);

const namesOf = (room: string) => names.filter((name) => name.startsWith(`${room}/`));

it.each(ROOMS)('%s: every story holds to WCAG 2.2 AA, light and dark', async (room) => {
  expect(namesOf(room)).not.toEqual([]);
  const faults = new Faults();
  for (const name of namesOf(room)) {
    await showStory(page, name);
    await auditBoth(page, name, faults);
  }
  expect(faults.lines()).toEqual([]);
  expect(problemsOf(page)).toEqual([]);
});

const tab = (name: string) => `#tab-${name}-${ID}`;
const EXPORT = '.export-menu > button';
const COMPACT = '.detail-head-actions .btn:nth-child(3)';
const SEND = 'dialog button[type="submit"]';
const LOOK_UP = '.id-box button[type="submit"]';

/** What comes into being by a click or by typing: a selector is clicked, `text:` is typed. */
const SCENES: [story: string, ...steps: string[]][] = [
  ['detail/completed', tab('summary'), '.find-bar input', 'text:the'],
  ['detail/completed', tab('prompt')],
  ['detail/completed', tab('requests')],
  ['detail/completed', tab('raw'), '.find-bar input', 'text:version'],
  ['detail/completed', EXPORT],
  ['detail/completed', COMPACT],
  ['detail/stale', tab('prompt')],
  ['detail/poor', tab('summary')],
  ['detail/poor', tab('prompt')],
  ['detail/hostile', tab('summary')],
  ['detail/unavailable', tab('summary')],
  ['detail/notFound', tab('requests')],
  ['detail/compactFails', COMPACT, SEND],
  ['detail/compactConflict', COMPACT, SEND],
  ['panel/full', row(ID)],
  ['panel/full', '.list-chip[data-category="failed"]'],
  ['panel/full', '.list-filter input', 'text:nothing like it'],
  ['panel/full', '.id-box input', 'text:hello', LOOK_UP],
  ['panel/manual', row(ID)],
  ['inspector/start', '.id-box input', `text:${ID} ${OTHER_ID}`],
  ['popup/completed', '.id-box input', 'text:x', LOOK_UP],
  ['popup/manyIds', '.found > .btn'],
  ['options/several', '.opt-actions .danger'],
  ['options/several', '.opt-list > .btn'],
  ['options/empty', '.opt-key input', 'text:nonsense', '.opt-actions .primary'],
  ['options/keyStored', '.opt-actions .btn:nth-child(2)'],
  ['options/keyRefused', '.opt-actions .btn:nth-child(2)'],
  ['options/keyStored', '#erase .danger'],
];

async function act(steps: string[]): Promise<void> {
  for (const step of steps) {
    if (step.startsWith('text:')) await page.keyboard.type(step.slice('text:'.length));
    else await page.locator(step).click();
  }
  // What a click scrolled below a head that stays comes out by scrolling.
  await page.evaluate(() => scrollTo(0, 0));
  await settle(page);
}

it('so does what opens', async () => {
  const faults = new Faults();
  for (const [story, ...steps] of SCENES) {
    await showStory(page, story);
    await act(steps);
    await auditBoth(page, `${story} ${steps.join(' > ')}`, faults);
  }
  expect(faults.lines()).toEqual([]);
});

it('what is narrow needs no sideways scrolling, and its targets can be hit', async () => {
  const faults = new Faults();
  const wide: string[] = [];
  for (const room of ROOMS) {
    // A popup is as wide as its content; everything else must do with 320 px.
    await page.setViewport({ width: room === 'popup' ? 380 : 320, height: 640 });
    for (const name of namesOf(room)) {
      await showStory(page, name);
      faults.add(name, await audit(page, 'light', ['target-size']));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wide.push(`${name}: ${over} px too wide`);
    }
  }
  await page.setViewport({ width: 1180, height: 640 });
  expect(faults.lines()).toEqual([]);
  expect(wide).toEqual([]);
});

/** Names of animations and lengths of transitions that run, of elements and what is drawn before and after them. */
const moving = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      [null, '::before', '::after'].flatMap((pseudo) => {
        const { animationName, transitionDuration } = getComputedStyle(element, pseudo);
        const moves =
          animationName !== 'none' || transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0);
        return moves ? [`${element.getAttribute('class')}: ${animationName} ${transitionDuration}`] : [];
      }),
    ),
  );

it.each(['detail/loading', 'detail/running', 'panel/slow', 'popup/waiting'])(
  '%s: nothing moves for who asked for that',
  async (name) => {
    await showStory(page, name);
    expect(await page.$$eval('.spin', (all) => all.length)).toBeGreaterThan(0);
    expect(await moving()).toEqual([]);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'no-preference' }]);
    expect(await moving()).not.toEqual([]);
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  },
);

it('every page says its language and its title', () => {
  const src = resolve(import.meta.dirname, '../../src');
  const pages = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(3);
  for (const file of pages) {
    const html = readFileSync(join(src, file), 'utf8');
    expect(html, file).toMatch(/<html lang="en">/);
    expect(html, file).toMatch(/<title>[^<]+<\/title>/);
  }
});
