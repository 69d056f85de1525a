import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { LanguageName } from '../fakes/languages.ts';
import { openStory, settle, storiesOf } from '../story-server.ts';
import { it } from '../story-test.ts';
import { cutTexts } from '../cut-texts.ts';
import { audit, auditBoth, Faults, openForAudit } from './audit.ts';

/** What comes into being by a click or by typing: a selector is clicked, `text:` is typed. */
type Scene = [story: string, ...steps: string[]];

interface Room {
  scenes: Scene[];
  /** Stories in which something spins. */
  moving?: string[];
  /** The narrowest that it must do with. */
  narrow?: number;
}

const POPUP_WIDTH = 380;

/** WCAG 2.2 AA for every story of the room, and for what opens in them. */
export function testRoom(room: string, { scenes, moving = [], narrow = 320 }: Room): void {
  it('every story holds to WCAG 2.2 AA, light and dark', async () => {
    const faults = new Faults();
    for (const name of await storiesOf(room)) await auditBoth(await openForAudit(name), name, faults);
    expect(faults.lines()).toEqual([]);
  });

  it.each(scenes.map((scene) => [scene.join(' > '), scene] as const))(
    'so does %s',
    async (_name, [story, ...steps]) => {
      const faults = new Faults();
      const page = await openForAudit(`${room}/${story}`);
      await act(page, steps);
      await auditBoth(page, story, faults);
      expect(faults.lines()).toEqual([]);
    },
  );

  it('what is narrow needs no sideways scrolling, and its targets can be hit', async () => {
    const faults = new Faults();
    const wide: string[] = [];
    for (const name of await storiesOf(room)) {
      const page = await openForAudit(name, { width: narrow });
      if (!(await faults.isNew(page))) continue;
      faults.add(name, await audit(page, 'light', ['target-size']));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wide.push(`${name}: ${over} px too wide`);
    }
    expect(faults.lines()).toEqual([]);
    expect(wide).toEqual([]);
  });

  it.each(['de', 'hebrew'] as const)('400 px are enough for its texts, in "%s" too', async (language) => {
    const cut = new Map<string, string>();
    const look = async (scene: string, page: Page) => {
      await settle(page);
      for (const text of await cutTexts(page)) cut.set(text, scene);
    };
    const options: { language: LanguageName; width: number } = {
      language,
      width: narrow === POPUP_WIDTH ? POPUP_WIDTH : 400,
    };
    for (const name of await storiesOf(room)) await look(name, await openStory(name, options));
    for (const [story, ...steps] of scenes) {
      const page = await openStory(`${room}/${story}`, options);
      await act(page, steps);
      await look([story, ...steps].join(' > '), page);
    }
    expect([...cut].map(([text, scene]) => `${text} [${scene}]`)).toEqual([]);
  });

  it.each(moving)('%s: nothing moves for who asked for that', async (name) => {
    const page = await openForAudit(`${room}/${name}`);
    expect(await page.$$eval('.spin', (all) => all.length)).toBeGreaterThan(0);
    expect(await movements(page)).toEqual([]);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'no-preference' }]);
    expect(await movements(page)).not.toEqual([]);
    await page.emulateMediaFeatures([]);
  });
}

async function act(page: Page, steps: string[]): Promise<void> {
  for (const step of steps) {
    if (step.startsWith('text:')) await page.keyboard.type(step.slice('text:'.length));
    else await page.locator(step).click();
  }
  // What a click scrolled below a head that stays comes out by scrolling.
  await page.evaluate(() => scrollTo(0, 0));
  await settle(page);
}

/** Names of animations and lengths of transitions that run, of elements and what is drawn before and after them. */
const movements = (page: Page) =>
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
