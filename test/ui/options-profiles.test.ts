import { describe, expect } from 'vitest';
import {
  asked,
  button,
  checkbox,
  everywhere,
  fill,
  hasText,
  isChecked,
  KEY,
  open,
  textbox,
  valueOf,
} from '../support/ui/pages/options-page.ts';
import { it } from '../support/ui/story-test.ts';
import { defaultSettings } from '../../src/core/profile/settings.ts';

describe('the API key', () => {
  it('is saved, and is nowhere on the page then', async () => {
    const page = await open('empty');
    await fill(page, 'API key', KEY);
    await page.locator(checkbox('Remember on this device')).click();
    await page.locator(button('Save')).click();
    await hasText(page, 'ends in 1a2b');
    const { baseUrl } = defaultSettings().profiles[0] ?? {};
    expect(await asked(page, 'set-key')).toEqual([{ profileId: 'default', key: KEY, remember: true, baseUrl }]);
    expect(await valueOf(page, 'API key')).toBe('');
    expect(await everywhere(page)).not.toContain(KEY);
    expect(await isChecked(page, 'Remember on this device')).toBe(true);
  });

  it('is hidden while it is typed, until it is shown', async () => {
    const page = await open('empty');
    await fill(page, 'API key', KEY);
    const security = () =>
      page.$eval(textbox('API key'), (box) => getComputedStyle(box).getPropertyValue('-webkit-text-security'));
    expect(await security()).toBe('disc');
    await page.locator(button('Show')).click();
    await page.waitForSelector('.opt-key button[aria-pressed="true"]');
    expect(await security()).toBe('none');
    const wiring = await page.$eval(textbox('API key'), (box) => [
      box.getAttribute('autocomplete'),
      box.getAttribute('spellcheck'),
    ]);
    expect(wiring).toEqual(['off', 'false']);
  });

  it.each([
    ['saveFails', 'save-profile', 'Renamed'],
    ['keyFails', 'set-key', 'Production'],
  ])('stays as typed when it could not be stored (%s)', async (story, failed, name) => {
    const page = await open(story);
    await fill(page, 'Name', name);
    await fill(page, 'API key', KEY);
    await page.locator(button('Save')).click();
    await page.waitForSelector('.opt-editor [role="alert"]');
    expect(await asked(page, failed)).toHaveLength(1);
    expect(await valueOf(page, 'API key')).toBe(KEY);
  });

  it('that was copied with its name is saved by itself, and the page says so', async () => {
    const page = await open('empty');
    await fill(page, 'API key', `export SYNAP_API_KEY="${KEY}"`);
    await hasText(page, 'Only the key itself will be saved');
    await page.locator(button('Save')).click();
    await hasText(page, 'ends in 1a2b');
    expect(await asked(page, 'set-key')).toMatchObject([{ key: KEY }]);
  });

  it('with blanks inside is refused at its field, before anything is asked', async () => {
    const page = await open('empty');
    await fill(page, 'API key', 'two words');
    await page.locator(button('Save')).click();
    await hasText(page, 'spaces or line breaks');
    expect(await asked(page, 'save-profile')).toEqual([]);
    expect(await valueOf(page, 'API key')).toBe('two words');
  });

  it('is removed on a click', async () => {
    const page = await open('keyStored');
    await hasText(page, 'ends in Qx7a');
    await page.locator(button('Remove key')).click();
    await page.waitForFunction(() => !document.body.innerText.includes('ends in'));
    expect(await asked(page, 'remove-key')).toEqual([{ profileId: 'default' }]);
  });
});

describe('the base URL', () => {
  it.each([
    ['http://synap.example', 'https'],
    ['https://synap.example/v1', 'path'],
    ['nonsense', 'not a URL'],
  ])('%s is refused with the reason, and stays', async (typed, reason) => {
    const page = await open('keyStored');
    await fill(page, 'Base URL', typed);
    await page.locator(button('Save')).click();
    await page.waitForSelector(`${textbox('Base URL')}`);
    await hasText(page, reason);
    expect(await page.$eval(textbox('Base URL'), (box) => box.getAttribute('aria-invalid'))).toBe('true');
    expect(await asked(page, 'save-profile')).toEqual([]);
    expect(await page.evaluate(() => window.__story?.shell.originsAsked)).toEqual([]);
    expect(await valueOf(page, 'Base URL')).toBe(typed);
  });

  it('tells that a change forgets the key, before it is saved', async () => {
    const page = await open('keyStored');
    await fill(page, 'Base URL', 'https://synap.example');
    await hasText(page, 'deletes it');
    expect(await asked(page, 'save-profile')).toEqual([]);
    await page.locator(button('Save')).click();
    await page.waitForFunction(() => !document.body.innerText.includes('ends in'));
  });

  it('asks for a new origin within the click, before anything else', async () => {
    const page = await open('keyStored');
    await fill(page, 'Base URL', 'https://synap.example');
    const order = await page.evaluate(() => {
      const story = window.__story;
      const save = [...document.querySelectorAll('button')].find((b) => b.textContent === 'Save');
      save?.click();
      // Still in the click's task: the browser would refuse it later.
      return {
        asked: story?.shell.originsAsked,
        saves: story?.backend.calls.filter((c) => c.name === 'save-profile').length,
      };
    });
    expect(order).toEqual({ asked: ['https://synap.example'], saves: 0 });
    await page.waitForFunction(() => window.__story?.backend.calls.some((call) => call.name === 'save-profile'));
  });

  it('is saved without the grant too, which stays on offer', async () => {
    const page = await open('permissionMissing');
    await page.evaluate(() => {
      if (window.__story) window.__story.shell.grant = false;
    });
    await fill(page, 'Name', 'Renamed');
    await page.locator(button('Save')).click();
    await page.waitForFunction(() => window.__story?.backend.calls.some((call) => call.name === 'save-profile'));
    await page.evaluate(() => {
      if (window.__story) window.__story.shell.grant = true;
    });
    await page.locator(button('Grant access to https://synap-cloud-prod.maximem.ai')).click();
    await page.waitForFunction(() => !document.querySelector('.opt-grant'));
  });
});

describe('Test connection', () => {
  it('tells whose key it is, what is left, and how long it took', async () => {
    const page = await open('keyStored');
    await page.locator(button('Test connection')).click();
    for (const words of ['cli_00112233445566aa', 'inst_5537b6aa00112233', '42 credits', 'Low', '212 ms'])
      await hasText(page, words);
    expect(await asked(page, 'save-profile')).toEqual([]);
  });

  it('says no more that it works when its key is gone', async () => {
    const page = await open('keyStored');
    await page.locator(button('Test connection')).click();
    await hasText(page, 'inst_5537b6aa00112233');
    await page.locator(button('Remove key')).click();
    await page.waitForFunction(() => !document.querySelector('.opt-tested'));
    expect(await asked(page, 'remove-key')).toHaveLength(1);
  });

  it('says no more that it works after all was erased', async () => {
    const page = await open('keyStored');
    await page.locator(button('Test connection')).click();
    await hasText(page, 'inst_5537b6aa00112233');
    await page.locator(button('Erase everything…')).click();
    await page.locator(button('Yes, erase everything')).click();
    await page.waitForFunction(() => !document.querySelector('.opt-tested'));
  });

  it('saves what was typed first', async () => {
    const page = await open('empty');
    await fill(page, 'API key', KEY);
    await page.locator(button('Test connection')).click();
    await hasText(page, '42 credits');
    expect(await asked(page, 'set-key')).toHaveLength(1);
    expect(await everywhere(page)).not.toContain(KEY);
  });

  it('tests nothing when saving failed', async () => {
    const page = await open('keyFails');
    await fill(page, 'API key', KEY);
    await page.locator(button('Test connection')).click();
    await page.waitForSelector('.opt-editor [role="alert"]');
    expect(await asked(page, 'test-connection')).toEqual([]);
  });

  it('tells a refused key, and a balance that could not be read', async () => {
    const refused = await open('keyRefused');
    await refused.locator(button('Test connection')).click();
    await hasText(refused, 'Synap refused the key');
    const half = await open('noBalance');
    await half.locator(button('Test connection')).click();
    await hasText(half, 'could not be loaded');
  });
});

describe('profiles', () => {
  it('are edited one at a time, and what was typed in one waits while another is shown', async () => {
    const page = await open('several');
    await fill(page, 'API key', KEY);
    await page.locator('.opt-profile:nth-child(2) .opt-profile-name').click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLInputElement>('.opt-editor input')].some((box) =>
        box.value.includes('staging'),
      ),
    );
    expect(await valueOf(page, 'API key')).toBe('');
    expect(await everywhere(page)).not.toContain(KEY);
    expect(
      await page.$$eval(
        'button',
        (all) => all.filter((b) => ['Save', 'Test connection'].includes(b.textContent ?? '')).length,
      ),
    ).toBe(2);
    await page.locator('.opt-profile:nth-child(1) .opt-profile-name').click();
    await page.waitForFunction((key) => [...document.querySelectorAll('input')].some((i) => i.value === key), {}, KEY);
  });

  it('become active by their radio', async () => {
    const page = await open('several');
    await page.locator('::-p-aria([name="Use Staging"][role="radio"])').click();
    await page.waitForFunction(() =>
      document.querySelector('.opt-profile:nth-child(2)')?.textContent?.includes('in use'),
    );
    expect(await asked(page, 'choose-profile')).toEqual([{ profileId: 'staging', demo: false }]);
  });

  it('are added and saved with all their fields', async () => {
    const page = await open('empty');
    await page.locator(button('Add profile')).click();
    await page.waitForFunction(() => document.querySelectorAll('.opt-profile').length === 2);
    expect(await asked(page, 'save-profile')).toEqual([]);
    await fill(page, 'Name', 'Local');
    await fill(page, 'Base URL', 'http://127.0.0.1:8123');
    await fill(page, 'Requests per minute', '600');
    await fill(page, 'Burst', '50');
    await page.locator(checkbox('Lock compactions')).click();
    await page.locator(button('Save')).click();
    await hasText(page, 'Saved');
    const saved = await asked(page, 'save-profile');
    expect(saved).toHaveLength(1);
    expect(saved[0]?.['changes']).toMatchObject({
      name: 'Local',
      baseUrl: 'http://127.0.0.1:8123',
      colour: 'blue',
      requestsPerMinute: 600,
      burst: 50,
      lockCompact: true,
      keepMessages: false,
    });
  });

  it('are removed after a question, and the last one never', async () => {
    const page = await open('several');
    await page.locator(button('Remove profile…')).click();
    await hasText(page, 'Remove “Production” and its key?');
    expect(await asked(page, 'remove-profile')).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel');
    await page.locator(button('Remove it')).click();
    await page.waitForFunction(() => document.querySelectorAll('.opt-profile').length === 1);
    expect(await asked(page, 'remove-profile')).toEqual([{ profileId: 'default' }]);
    await page.waitForFunction(() => !document.body.innerText.includes('Remove profile…'));
  });
});
