import { describe, expect } from 'vitest';
import { ID, OTHER_ID, THIRD_ID } from '../support/ui/fixtures.ts';
import { BOX, boxText, card, LOOK_UP, open, sent, text, type } from '../support/ui/pages/popup-page.ts';
import { it } from '../support/ui/story-test.ts';

describe('the id box', () => {
  it('has the focus and the id from the URL, selected for a paste', async () => {
    const page = await open('completed');
    await card(page, '[data-source="cloud"]');
    expect(await boxText(page)).toBe(ID);
    const focused = await page.evaluate(() => {
      const box = document.activeElement as HTMLInputElement | null;
      return {
        label: box?.getAttribute('aria-label'),
        selected: (box?.selectionEnd ?? 0) - (box?.selectionStart ?? 0),
      };
    });
    expect(focused).toEqual({ label: 'Conversation id', selected: ID.length });
  });

  it('takes the selection that comes with the scan, and asks for no other', async () => {
    const page = await open('selection');
    await card(page, `[data-conversation-id="${THIRD_ID}"][data-source="cloud"]`);
    expect(await boxText(page)).toBe(THIRD_ID);
    expect(new Set((await sent(page)).map((read) => read.id))).toEqual(new Set([THIRD_ID]));
  });

  it('falls back to the last id where the page cannot be read', async () => {
    const page = await open('unscannable');
    await card(page, `[data-conversation-id="${ID}"][data-source="cloud"]`);
    expect(await text(page, '.found')).toContain("can't be scanned");
  });

  it.each(['hello', '5537b6c6-fb4a-53c3-aac3', `${ID}0`, ''])(
    'sends nothing for %j, says why, and keeps it',
    async (typed) => {
      const page = await open('nothing');
      await page.waitForSelector(BOX);
      await type(page, typed);
      await page.locator(LOOK_UP).click();
      await page.waitForSelector('.id-box [role="alert"]');
      expect(await boxText(page)).toBe(typed);
      expect(await page.$eval(BOX, (box) => box.getAttribute('aria-invalid'))).toBe('true');
      expect(await sent(page)).toEqual([]);
      expect(await page.$('.answer')).toBeNull();
    },
  );
});

describe('looking up', () => {
  it('looks a typed id up by Enter, and remembers it', async () => {
    const page = await open('completed');
    await card(page, '[data-source="cloud"]');
    await type(page, `  ${OTHER_ID.toUpperCase()} `);
    await page.keyboard.press('Enter');
    await card(page, `[data-conversation-id="${OTHER_ID}"]`);
    expect(await page.evaluate(() => document.body.dataset['remembered'])).toBe(OTHER_ID);
    expect(await boxText(page)).toBe(OTHER_ID);
  });

  it('asks again when the same id is looked up again', async () => {
    const page = await open('completed');
    await card(page, '[data-source="cloud"]');
    const before = (await sent(page)).length;
    await page.locator(LOOK_UP).click();
    await page.waitForFunction(
      (count) =>
        (window.__story?.backend.calls ?? []).filter((c) => (c.input as { mode?: string }).mode === 'fresh').length ===
        count,
      {},
      before + 3,
    );
  });

  it('offers each of several pasted ids, and sends nothing before one is chosen', async () => {
    const page = await open('nothing');
    await page.waitForSelector(BOX);
    await type(page, `${ID} ${OTHER_ID}`);
    const offered = await page.waitForSelector(`::-p-aria([name="${OTHER_ID}"][role="button"])`);
    expect(await text(page, '.id-box-several')).toContain('2 conversation IDs');
    expect(await sent(page)).toEqual([]);
    await offered?.click();
    await card(page, `[data-conversation-id="${OTHER_ID}"]`);
    expect(await boxText(page)).toBe(OTHER_ID);
  });
});

describe('the ids on this page', () => {
  it('are looked up by a click, which fills the box', async () => {
    const page = await open('completed');
    await card(page, '[data-source="cloud"]');
    await page.locator(`.found-row[title="${OTHER_ID}"]`).click();
    await card(page, `[data-conversation-id="${OTHER_ID}"]`);
    expect(await boxText(page)).toBe(OTHER_ID);
    expect(await text(page, '.answer h2')).toContain('Trip planning');
  });

  it('are few at first, more on demand, and cost no request', async () => {
    const page = await open('manyIds');
    await page.waitForSelector('.found-row');
    expect(await page.$$eval('.found-row', (rows) => rows.length)).toBe(4);
    await page.locator('.found .btn').click();
    await page.waitForFunction(() => document.querySelectorAll('.found-row').length === 30);
    expect(new Set((await sent(page)).map((read) => read.id))).toEqual(new Set([ID]));
  });

  it('say how many of thousands are listed, and where the rest is', async () => {
    const page = await open('thousands');
    await page.locator('.found .btn').click();
    await page.waitForFunction(() => document.querySelectorAll('.found-row').length === 100);
    expect(await text(page, '.found')).toContain('First 100 of 1,500');
  });

  it('say why there are none on a page that is closed to extensions, and what to do', async () => {
    const page = await open('unscannable');
    await page.waitForFunction(() => document.querySelector('.found')?.textContent?.includes('Paste an ID instead'));
  });

  it('are text, never markup, with hidden characters shown', async () => {
    const page = await open('hostile');
    await page.waitForSelector('.found-row');
    expect(await page.$('.popup img')).toBeNull();
    expect(await page.$('.found-row b b')).toBeNull();
    expect(await text(page, '.found-row')).toContain('U+202E');
  });

  it('say so when there are none', async () => {
    const page = await open('noIds');
    await page.waitForFunction(() => document.body.textContent?.includes('No conversation IDs on this page'));
  });
});

describe('without leave to ask', () => {
  it('has no key: sends nothing, and offers a key and the demo', async () => {
    const page = await open('noKey');
    await page.locator('::-p-aria([name="Add a key"][role="button"])').click();
    expect(await page.evaluate(() => window.__story?.shell.optionsOpened)).toBe(1);
    expect(await sent(page)).toEqual([]);
    await page.locator('::-p-aria([name="Try the demo"][role="button"])').click();
    await page.waitForSelector('.demo-banner');
    // The demo does not know the page's ids, and opens its first conversation.
    await page.waitForFunction(() => document.querySelector('.found-title')?.textContent?.startsWith('In the demo'));
    await card(page, `:not([data-conversation-id="${ID}"])`);
    expect(await page.evaluate(() => document.body.dataset['remembered'])).toBeUndefined();
  });

  it('only peeks when automatic lookups are off, until the user asks', async () => {
    const page = await open('lookupsOff');
    await page.waitForFunction(() => document.body.textContent?.includes('automatic lookups are off'));
    expect(await sent(page)).toEqual([]);
    await page.locator(LOOK_UP).click();
    await card(page, '[data-status="completed"][data-source="cloud"]');
  });

  it('offers to look up in the card, too, where nothing can be refreshed yet', async () => {
    const page = await open('lookupsOff');
    await page.locator('.answer ::-p-aria([name="Look up"][role="button"])').click();
    await card(page, '[data-status="completed"][data-source="cloud"]');
    expect(await page.$('.answer ::-p-aria([name="Refresh"][role="button"])')).not.toBe(null);
  });
});
