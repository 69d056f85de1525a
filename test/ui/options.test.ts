import { describe, expect } from 'vitest';
import {
  asked,
  button,
  checkbox,
  fill,
  hasText,
  isChecked,
  KEY,
  open,
  valueOf,
} from '../support/ui/pages/options-page.ts';
import { it } from '../support/ui/story-test.ts';

describe('the welcome page', () => {
  const openWelcome = () => open('welcome', { ready: '.welcome' });

  it('has the field for the key in focus, tests a key that is saved, and says where to go', async () => {
    const page = await openWelcome();
    await page.waitForFunction(() => document.activeElement?.matches('.opt-key input'));
    await page.keyboard.sendCharacter(KEY);
    await page.keyboard.press('Enter');
    await hasText(page, 'The connection works');
    await hasText(page, 'Open DevTools › Synap, or click the Synap icon');
    expect(await asked(page, 'set-key')).toMatchObject([{ key: KEY }]);
    expect(await asked(page, 'test-connection')).toHaveLength(1);
  });

  it('tells where a key is found, and leads to the demo', async () => {
    const page = await openWelcome();
    await page.locator('::-p-text(Where do I find it?)').click();
    await hasText(page, 'SYNAP_API_KEY');
    await page.locator(button('Try the demo')).click();
    await hasText(page, 'Demo mode is on.');
    expect(await asked(page, 'choose-profile')).toEqual([{ profileId: 'default', demo: true }]);
  });

  it('says that a key is missing when it is saved without one', async () => {
    const page = await openWelcome();
    await page.locator(button('Save')).click();
    await hasText(page, 'The key is empty');
    expect(await asked(page, 'save-profile')).toEqual([]);
  });

  it('leads to all settings', async () => {
    const page = await openWelcome();
    await page.locator('::-p-text(All settings)').click();
    await page.waitForSelector('#profiles');
  });
});

describe('general settings', () => {
  it('are saved as soon as they are changed', async () => {
    const page = await open('keyStored');
    await page.locator(checkbox('Automatic lookups')).click();
    await page.waitForFunction(() => window.__story?.store.overview.value?.settings.automaticLookups === false);
    await fill(page, 'Cache responses for (seconds)', '60');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.__story?.store.overview.value?.settings.ttlSeconds === 60);
    expect(await isChecked(page, 'Automatic lookups')).toBe(false);
    await page.select('#general select', 'dark');
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  });

  it.each(['9', '3601', 'ten', '60.5', ''])('tell that %j is no cache time, and keep it', async (typed) => {
    const page = await open('keyStored');
    await fill(page, 'Cache responses for (seconds)', typed);
    await page.keyboard.press('Tab');
    await page.waitForSelector('#general [role="alert"]');
    expect(await asked(page, 'save-settings')).toEqual([]);
    expect(await valueOf(page, 'Cache responses for (seconds)')).toBe(typed);
  });

  it('show what holds when they could not be saved', async () => {
    const page = await open('saveFails');
    await page.locator(checkbox('Notifications')).click();
    await page.waitForSelector('#general [role="alert"]');
    await page.waitForFunction(() => window.__story?.store.overview.value?.settings.notifications === true);
    expect(await isChecked(page, 'Notifications')).toBe(true);
    await fill(page, 'Maximum cached responses', '100');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => (window.__story?.backend.calls ?? []).filter((c) => c.name === 'save-settings').length === 2,
    );
    expect(await valueOf(page, 'Maximum cached responses')).toBe('100');
  });

  it('switch the demo on, and tell how much of the cache was dropped', async () => {
    const page = await open('empty');
    await page.locator(checkbox('Demo mode')).click();
    await page.waitForSelector('.demo-banner');
    await page.locator(button('Clear cache')).click();
    await hasText(page, '12 responses dropped');
  });
});

describe('erasing', () => {
  it('takes two steps, and can be left', async () => {
    const page = await open('keyStored');
    await page.locator(button('Erase everything…')).click();
    await hasText(page, 'cannot be undone');
    await page.locator(button('Cancel')).click();
    await page.waitForFunction(() => !document.body.innerText.includes('cannot be undone'));
    expect(await asked(page, 'erase-everything')).toEqual([]);
    await page.locator(button('Erase everything…')).click();
    await page.locator(button('Yes, erase everything')).click();
    await hasText(page, 'Everything was erased');
    expect(await asked(page, 'erase-everything')).toHaveLength(1);
  });

  it('tells when it failed', async () => {
    const page = await open('eraseFails');
    await page.locator(button('Erase everything…')).click();
    await page.locator(button('Yes, erase everything')).click();
    await page.waitForSelector('#erase .error-note');
    await hasText(page, 'cannot be undone');
  });
});

describe('the look', () => {
  it.each([320, 640, 1280])('has no sideways scroll at %i px', async (width) => {
    for (const story of ['several', 'permissionMissing', 'demo', 'memory']) {
      const page = await open(story, { width });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  it('gives every control a name', async () => {
    const page = await open('several');
    const nameless = await page.$$eval(
      'input, select, button',
      (controls) =>
        controls.filter((control) => {
          const labels = (control as HTMLInputElement).labels;
          return !control.getAttribute('aria-label') && !control.textContent?.trim() && !(labels && labels.length > 0);
        }).length,
    );
    expect(nameless).toBe(0);
  });
});
