import { expect } from 'vitest';
import { asked, textOf, waitForText } from '../support/ui/pages/detail-page.ts';
import { ID, OTHER_ID } from '../support/ui/fixtures.ts';
import { openStory } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

it.each(['one', 'upper'])('shows the conversation of its address (%s)', async (story) => {
  const page = await openStory(`inspector/${story}`);
  await page.waitForSelector(`.detail[data-conversation-id="${ID}"][data-status="completed"]`);
  await page.waitForFunction(() => document.title.startsWith('Completed · 5537b6c6'));
  expect(await page.evaluate(() => window.__story?.backend.looked)).toEqual([ID]);
});
it('offers a choice, and puts it into the address', async () => {
  const page = await openStory('inspector/choice');
  await page.locator(`.inspector-choices ::-p-text(${OTHER_ID})`).click();
  await page.waitForSelector(`.detail[data-conversation-id="${OTHER_ID}"][data-status="in_progress"]`);
  expect(await page.evaluate(() => location.search)).toBe(`?id=${OTHER_ID}`);
  expect(await page.evaluate(() => window.__story?.backend.looked)).toEqual([OTHER_ID]);
});
it('is named as the page that led here names it [B17]', async () => {
  const page = await openStory('inspector/named');
  await page.waitForFunction(() => document.title.startsWith('Completed · Studio renovation'));
  await waitForText(page, 'Studio renovation', '.detail h1');
  const choice = await openStory('inspector/namedChoice');
  await waitForText(choice, `Studio renovation${ID}`, '.inspector-choices');
});
it('gives its conversation most of a low window [A1]', async () => {
  const page = await openStory('inspector/one', { width: 1280, height: 300 });
  await page.waitForSelector('.detail[data-status="completed"]');
  const [body, all] = await page.evaluate(() => [
    document.querySelector('.detail-body')?.getBoundingClientRect().height ?? 0,
    document.documentElement.scrollHeight,
  ]);
  expect((body ?? 0) / 300).toBeGreaterThanOrEqual(0.6);
  expect(all).toBeLessThanOrEqual(300);
});
it('looks another id up', async () => {
  const page = await openStory('inspector/one');
  await page.waitForSelector('.detail[data-status="completed"]');
  const box = await page.waitForSelector('input[aria-label="Conversation id"]');
  await box?.click({ count: 3 });
  await box?.type(OTHER_ID);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`.detail[data-conversation-id="${OTHER_ID}"]`);
  await page.waitForFunction(() => document.title.startsWith('In progress'));
});
it('asks again for the id that is shown', async () => {
  const page = await openStory('inspector/one');
  await page.waitForSelector('.detail[data-status="completed"]');
  await page.locator('::-p-aria([name="Look up"][role="button"])').click();
  await page.waitForFunction(() =>
    window.__story?.backend.calls.some(
      ({ name, input }) => name === 'status' && (input as { mode?: string }).mode === 'fresh',
    ),
  );
});
it.each([
  ['start', 'Paste an ID into the field above'],
  ['none', 'contains no UUID'],
  ['invalid', 'The address contains no conversation ID'],
  ['noKey', 'Try the demo'],
])('says what to do: %s', async (story, words) => {
  const page = await openStory(`inspector/${story}`);
  await waitForText(page, words);
  expect(await asked(page, 'status')).toEqual([]);
});
it('shows an address as text', async () => {
  const page = await openStory('inspector/invalid');
  expect(await textOf(page, '.inspector-start')).toContain('hello⟨U+202E⟩');
});
it('says that it is a demo, and takes the theme of the settings', async () => {
  const demo = await openStory('inspector/demo');
  await demo.waitForSelector('.demo-banner');
  const dark = await openStory('inspector/dark');
  await dark.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
});

it('[C18] a page without a conversation has a heading, and the demo banner stands in the main part', async () => {
  for (const name of ['start', 'choice', 'none', 'invalid']) {
    const page = await openStory(`inspector/${name}`);
    expect(await page.$$eval('h1', (all) => all.map((one) => one.textContent)), name).toEqual(['Synap Inspector']);
  }
  const page = await openStory('inspector/demo');
  await page.waitForSelector('main .demo-banner');
});
