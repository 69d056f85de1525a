/** Names and roles, the way of the focus, and what is read out to a screen reader. */
import type { Page, SerializedAXNode } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { openDetail } from '../support/ui/pages/detail-page.ts';
import { ID, NOW, OTHER_ID, status } from '../support/ui/fixtures.ts';
import { openFull, TRIP } from '../support/ui/pages/list-page.ts';
import { advance, openStory, settle } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

/** The role and name of every node of the accessibility tree. */
async function spoken(page: Page): Promise<string[]> {
  const flat = (node: SerializedAXNode): string[] => [
    `${node.role} ${node.name ?? ''}`,
    ...(node.children ?? []).flatMap(flat),
  ];
  const tree = await page.accessibility.snapshot({ interestingOnly: false });
  return tree ? flat(tree) : [];
}

/** The element with the focus, by role or tag and name. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return 'nothing';
    return `${element.getAttribute('role') ?? element.localName} ${element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''}`;
  });

describe('keys without a modifier', () => {
  it('can be switched off', async () => {
    const page = await openFull();
    const setSingleKeys = (singleKeys: boolean) =>
      page.evaluate((on) => {
        const story = window.__story;
        const overview = story?.store.overview.value;
        if (!story || !overview) return;
        const settings = { ...overview.settings, singleKeys: on };
        story.backend.push({ type: 'overview', overview: { ...overview, settings } });
      }, singleKeys);
    await setSingleKeys(false);
    await page.keyboard.press('/');
    await settle(page);
    expect(await focused(page)).toBe('nothing');
    await setSingleKeys(true);
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
  });
});

describe('roles and names', () => {
  it('in the panel', async () => {
    const page = await openFull();
    await page.click(`[data-id="${ID}"]`);
    await page.waitForSelector('[role="tablist"]');
    const all = await spoken(page);
    for (const one of [
      'listbox Conversations',
      `option Studio renovation, ${ID}`,
      `option ${TRIP}, ${OTHER_ID}`,
      'tablist Conversation',
      'textbox Conversation id',
      'button Look up',
    ]) {
      expect(all).toContain(one);
    }
  });
  it('in the popup', async () => {
    const all = await spoken(await openStory('popup/completed'));
    expect(all).toEqual(expect.arrayContaining(['textbox Conversation id', 'button Look up', 'main ']));
  });
  it('in the options', async () => {
    const all = await spoken(await openStory('options/keyStored'));
    expect(all).toEqual(
      expect.arrayContaining(['textbox API key', 'textbox Base URL', 'button Save', 'button Test connection']),
    );
  });
});

describe('the focus', () => {
  it.each(['Escape', 'Cancel', 'sent'])('comes back from the dialog: %s', async (end) => {
    const page = await openDetail('compactStarts', 'completed');
    await page.focus('.head-actions .btn:nth-child(3)');
    expect(await focused(page)).toBe('button Compact…');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]');
    if (end === 'Escape') await page.keyboard.press('Escape');
    else {
      await page.focus(end === 'sent' ? 'dialog [type="submit"]' : 'dialog .compact-buttons [type="button"]');
      await page.keyboard.press('Enter');
    }
    await page.waitForSelector('dialog', { hidden: true });
    expect(await focused(page)).toBe('button Compact…');
  });
  it('goes from the list to the detail, its tabs, and back, in a narrow panel', async () => {
    const page = await openFull({ width: 400 });
    await page.focus('[role="listbox"]');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'tab');
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toMatch(/^tab Summary/);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^tabpanel/);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'listbox');
    expect(await page.$eval('[role="listbox"]', (list) => list.getAttribute('aria-activedescendant'))).not.toBeNull();
  });
  it('moves in the menu and comes back from it', async () => {
    const page = await openDetail('completed', 'completed');
    await page.focus('.head-actions .menu-button > button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role="menuitem"]:focus');
    const first = await focused(page);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).not.toBe(first);
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('button Export');
  });
  it('is not lost where a question takes the place of a button', async () => {
    const page = await openStory('options/several');
    for (const [button, words] of [
      ['#erase .danger', 'Erase everything…'],
      ['.opt-actions .danger', 'Remove profile…'],
    ] as const) {
      await page.focus(button);
      expect(await focused(page)).toBe(`button ${words}`);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.opt-confirm');
      expect(await focused(page)).toBe('button Cancel');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.opt-confirm', { hidden: true });
      expect(await focused(page)).toBe(`button ${words}`);
    }
  });
  it('stays on a button that works for a while', async () => {
    const page = await openStory('options/keyStored');
    await page.focus('.opt-actions .btn:nth-child(2)');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.opt-tested');
    await page.waitForFunction(() => document.activeElement?.textContent === 'Test connection');
  });
});

/** Tabs through the whole page and collects the elements on which the focus cannot be seen. */
async function unseen(page: Page): Promise<{ stops: number; unseen: string[] }> {
  const found: string[] = [];
  for (let stops = 0; stops < 150; stops += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      if (element.hasAttribute('data-tabbed')) return 'again';
      element.setAttribute('data-tabbed', '');
      // A segmented control shows the focus on the label next to its radio, and the splitter by a background image.
      const shown = element.matches('.segmented-option input') ? element.nextElementSibling : element;
      const { outlineStyle, outlineWidth, backgroundImage } = getComputedStyle(shown ?? element);
      const seen = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || backgroundImage !== 'none';
      return seen ? '' : `${element.localName}.${element.className}`;
    });
    if (stop === null || stop === 'again') return { stops, unseen: found };
    if (stop !== '') found.push(stop);
  }
  throw new Error('the focus never came to an end');
}

it.each(['light', 'dark'] as const)('the focus is seen wherever it goes, and is never caught: %s', async (theme) => {
  for (const [story, least] of [
    ['panel/full', 15],
    ['detail/completed', 9],
    ['popup/completed', 8],
    ['options/several', 25],
  ] as const) {
    const page = await openStory(story, { theme });
    await settle(page);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const { stops, unseen: bad } = await unseen(page);
    expect(bad, story).toEqual([]);
    expect(stops, story).toBeGreaterThan(least);
  }
});

describe('what is read out', () => {
  /** Collects every text that a live region gets from now on. */
  const listen = (page: Page) =>
    page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver((changes) => {
        const regions = new Set<Element>();
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          const region =
            element?.closest('[role="status"], [role="alert"], [aria-live]') ??
            element?.querySelector('[role="alert"]');
          if (region) regions.add(region);
        }
        for (const region of regions) if (region.textContent) said.push(region.textContent);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  const heard = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said);

  it('a change of the state, once', async () => {
    const page = await openDetail('completed', 'completed');
    await page.waitForFunction(() => document.querySelector('.detail-state')?.textContent);
    await listen(page);
    const data = status('failed');
    const answer = await page.evaluate(
      (id) => window.__story?.store.conversation(id as never).slot({ kind: 'status' }).value.answer,
      ID,
    );
    const change = (next: unknown) =>
      page.evaluate((outcome) => window.__story?.backend.answer('status', outcome as never), { ok: true, value: next });
    await change({ ...answer, data, meta: { ...answer?.meta, retrievedAt: NOW + 1 } });
    await advance(page, 1_000);
    await page.keyboard.press('r');
    await page.waitForSelector('.detail[data-status="failed"]');
    await page.keyboard.press('r');
    await settle(page);
    expect(await heard(page)).toEqual(['State: Failed']);
  });
  it('an error, once, and not what counts down below it', async () => {
    const page = await openStory('shared/rateLimited');
    const alert = () => page.$eval('[role="alert"]', (node) => node.textContent);
    const before = await alert();
    await listen(page);
    await advance(page, 5000);
    await page.waitForFunction(() => /in 3\d s/.test(document.body.textContent ?? ''));
    expect(await alert()).toBe(before);
    expect(await heard(page)).toEqual([]);
  });
  it('how many conversations a filter leaves', async () => {
    const page = await openFull();
    await listen(page);
    await page.type('.list-filter input', 'Studio');
    await page.waitForFunction(() => document.querySelectorAll('[role="option"]').length === 1);
    expect((await heard(page)).at(-1)).toBe('1 of 10 shown');
  });
});
