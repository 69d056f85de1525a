import type { Page } from 'puppeteer-core';
import type { Connection } from '../../src/protocol/backend.ts';
import { expect } from 'vitest';
import { advance, openStory, settle } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

const shell = <K extends 'copies' | 'links' | 'originsAsked'>(page: Page, key: K) =>
  page.evaluate((name) => window.__story?.shell[name], key);
const connect = (page: Page, connection: Connection) =>
  page.evaluate((connection) => window.__story?.backend.connect(connection), connection);
const says = (page: Page, words: string) =>
  page.waitForFunction((words) => document.body.textContent?.includes(words), {}, words);
const retries = (page: Page) => page.evaluate(() => document.body.textContent?.match(/retried(?! auto)/g)?.length ?? 0);

it('copies, and says so', async () => {
  const page = await openStory('shared/others');
  await page.locator('button[aria-label="Copy the text"]').click();
  const isSaid = () => [...document.querySelectorAll('[role="status"]')].some((node) => node.textContent === 'Copied');
  await page.waitForFunction(isSaid);
  expect(await shell(page, 'copies')).toEqual(['copied text']);
  await advance(page, 1_500);
  await page.waitForFunction(() => ![...document.querySelectorAll('[role="status"]')].some((node) => node.textContent));
});
it('shows text as text, hidden characters included', async () => {
  const page = await openStory('shared/others');
  expect(await page.$eval('#text', (node) => node.textContent)).toBe('<b>not bold</b> ⟨U+202E⟩evil⟨U+200B⟩');
  expect(await page.$('#text b')).toBeNull();
});
it('sets and takes off the star', async () => {
  const page = await openStory('shared/others');
  await page.waitForSelector('.watch-button[aria-pressed="false"]');
  await page.click('.watch-button');
  await page.waitForSelector('.watch-button[aria-pressed="true"]');
  const calls = await page.evaluate(() => window.__story?.backend.calls.filter((call) => call.name === 'watch'));
  expect(calls?.[0]?.input).toMatchObject({ label: 'Studio renovation' });
  await page.click('.watch-button');
  await page.waitForSelector('.watch-button[aria-pressed="false"]');
});
it('says that it is a demo, until it is none', async () => {
  const page = await openStory('shared/others');
  await page.waitForSelector('.demo-banner');
  await page.click('.demo-banner button');
  await page.waitForSelector('.demo-banner', { hidden: true });
});
it('tells of a worker that was updated', async () => {
  const page = await openStory('shared/others');
  await connect(page, 'outdated');
  await page.waitForFunction(() => document.querySelector('[role="alert"]')?.textContent?.includes('was updated'));
});
it('tells of a worker that is away for longer, and what to do about one that does not come back', async () => {
  const page = await openStory('shared/others');
  const notice = (words: string) =>
    page.waitForFunction(
      (words) => document.querySelector('.connection-notice')?.textContent?.includes(words),
      {},
      words,
    );
  await connect(page, 'closed');
  await advance(page, 1_499);
  await settle(page);
  expect(await page.$('.connection-notice')).toBeNull();
  await advance(page, 1);
  await notice('Reconnecting');
  await advance(page, 40_000);
  await notice('Turn the extension off and on at');
  await connect(page, 'open');
  await page.waitForSelector('.connection-notice', { hidden: true });
});

it('counts a rate limit down and tries again once at its end', async () => {
  const page = await openStory('shared/rateLimited');
  await says(page, 'in 42 s');
  await advance(page, 30_000);
  await says(page, 'in 12 s');
  await advance(page, 30_000);
  await says(page, 'retried');
  await advance(page, 30_000);
  await says(page, 'You can try again now');
  expect(await retries(page)).toBe(1);
});
it('tries a limit that holds on three times, then leaves it to the user', async () => {
  const page = await openStory('shared/limitedAgain');
  for (const times of [1, 2, 3]) {
    await says(page, 'Retrying in');
    await advance(page, 11_000);
    await page.waitForFunction(
      (times) => document.body.textContent?.match(/retried(?! auto)/g)?.length === times,
      {},
      times,
    );
  }
  await says(page, 'Not retried automatically');
  await advance(page, 11_000);
  await page.locator('text/Try again').click();
  await page.waitForFunction(() => document.body.textContent?.match(/retried(?! auto)/g)?.length === 4);
});
it('does not ask by itself what no wait mends', async () => {
  const page = await openStory('shared/trialLimit');
  await says(page, 'Not retried automatically');
  await advance(page, 60_000);
  await says(page, 'You can try again now');
  expect(await retries(page)).toBe(0);
  await page.locator('text/Try again').click();
  await says(page, 'retried');
});
it('does not ask while nobody looks', async () => {
  const page = await openStory('shared/rateLimited');
  await says(page, 'Retrying in');
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true, configurable: true }));
  await advance(page, 60_000);
  await says(page, 'You can try again now');
  expect(await retries(page)).toBe(0);
  await page.evaluate(() => Reflect.deleteProperty(document, 'hidden'));
  await advance(page, 1_000);
  await says(page, 'retried');
});
it('opens the link that came with 402', async () => {
  const page = await openStory('shared/noCredits');
  await page.locator('text/Get credits').click();
  expect(await shell(page, 'links')).toEqual(['https://synap.example/billing']);
  await page.locator('text/Try again').click();
  await says(page, 'retried');
  expect(await page.evaluate(() => window.__story?.backend.calls.map((call) => call.name))).toContain('resume');
});
it('asks for the origin that is missing', async () => {
  const page = await openStory('shared/permission');
  await page.evaluate(() => {
    if (window.__story) window.__story.shell.grant = false;
  });
  await page.locator('button::-p-text(Grant access)').click();
  expect(await shell(page, 'originsAsked')).toEqual(['https://synap.example']);
  expect(await page.evaluate(() => document.body.textContent)).not.toContain('retried');
  await page.evaluate(() => {
    if (window.__story) window.__story.shell.grant = true;
  });
  await page.locator('button::-p-text(Grant access)').click();
  await says(page, 'retried');
});
