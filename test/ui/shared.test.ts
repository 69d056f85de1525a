import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeStories, openStory, problemsOf } from '../support/ui/story-server.ts';

let page: Page;
beforeAll(async () => {
  page = await openStory('shared/others');
}, 60_000);
afterAll(closeStories);

const shell = <K extends 'copies' | 'links' | 'originsAsked'>(on: Page, key: K) =>
  on.evaluate((name) => window.__story?.shell[name], key);

it('copies, and says so', async () => {
  await page.locator('button[aria-label="Copy the text"]').click();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[role="status"]')].some((node) => node.textContent === 'Copied'),
  );
  expect(await shell(page, 'copies')).toEqual(['copied text']);
});
it('shows text as text, hidden characters included', async () => {
  expect(await page.$eval('#text', (node) => node.textContent)).toBe('<b>not bold</b> ⟨U+202E⟩evil⟨U+200B⟩');
  expect(await page.$('#text b')).toBeNull();
});
it('sets and takes off the star', async () => {
  const pressed = () => page.$eval('.watch-button', (node) => node.getAttribute('aria-pressed'));
  expect(await pressed()).toBe('false');
  await page.click('.watch-button');
  await page.waitForSelector('.watch-button[aria-pressed="true"]');
  const calls = await page.evaluate(() => window.__story?.backend.calls.filter((call) => call.name === 'watch'));
  expect(calls?.[0]?.input).toMatchObject({ label: 'Studio renovation' });
  await page.click('.watch-button');
  await page.waitForSelector('.watch-button[aria-pressed="false"]');
});
it('says that it is a demo, until it is none', async () => {
  await page.waitForSelector('.demo-banner');
  await page.click('.demo-banner button');
  await page.waitForSelector('.demo-banner', { hidden: true });
});
it('tells of a worker that was updated', async () => {
  await page.evaluate(() => window.__story?.backend.connect('outdated'));
  await page.waitForFunction(() => document.querySelector('[role="alert"]')?.textContent?.includes('was updated'));
});
it('tells of a worker that is away for longer', async () => {
  await page.evaluate(() => window.__story?.backend.connect('closed'));
  await page.waitForSelector('.connection-notice');
  await page.evaluate(() => window.__story?.backend.connect('open'));
  await page.waitForSelector('.connection-notice', { hidden: true });
});
it('tells what to do about a worker that does not come back', async () => {
  // Time passes 40 times as fast.
  await page.evaluate(() => {
    const real = window.setTimeout.bind(window);
    Reflect.set(window, 'setTimeout', (run: () => void, ms = 0) => real(run, ms / 40));
    Reflect.set(window, 'restoreTime', () => Reflect.set(window, 'setTimeout', real));
  });
  const notice = (words: string) =>
    page.waitForFunction(
      (words) => document.querySelector('.connection-notice')?.textContent?.includes(words),
      {},
      words,
    );
  await page.evaluate(() => window.__story?.backend.connect('closed'));
  await notice('Reconnecting');
  await notice('Turn the extension off and on again');
  await page.evaluate(() => {
    Reflect.get(window, 'restoreTime')();
    window.__story?.backend.connect('open');
  });
  await page.waitForSelector('.connection-notice', { hidden: true });
});

it('counts a rate limit down and tries again once at its end', async () => {
  const limited = await openStory('shared/rateLimited');
  await limited.waitForFunction(() => /in 4[12] s/.test(document.body.textContent ?? ''));
  await limited.evaluate(() => window.__story?.shell.advance(30_000));
  await limited.waitForFunction(() => /in 1\d s/.test(document.body.textContent ?? ''));
  await limited.evaluate(() => window.__story?.shell.advance(30_000));
  await limited.waitForFunction(() => document.body.textContent?.includes('retried'));
  await limited.evaluate(() => window.__story?.shell.advance(30_000));
  await limited.waitForFunction(() => document.body.textContent?.includes('The wait is over'));
  expect((await limited.evaluate(() => document.body.textContent))?.match(/retried/g)).toHaveLength(1);
});
const retries = (on: Page) => on.evaluate(() => document.body.textContent?.match(/retried/g)?.length ?? 0);
const advance = (on: Page, ms: number) => on.evaluate((ms) => window.__story?.shell.advance(ms), ms);

it('tries a limit that holds on three times, then leaves it to the user', async () => {
  const limited = await openStory('shared/limitedAgain');
  for (const times of [1, 2, 3]) {
    await limited.waitForFunction(() => document.body.textContent?.includes('Tries again by itself in'));
    await advance(limited, 11_000);
    await limited.waitForFunction((times) => document.body.textContent?.match(/retried/g)?.length === times, {}, times);
  }
  await limited.waitForFunction(() => document.body.textContent?.includes('not tried again by itself'));
  await advance(limited, 11_000);
  await limited.locator('text/Try again').click();
  await limited.waitForFunction(() => document.body.textContent?.match(/retried/g)?.length === 4);
});
it('does not ask by itself what no wait mends, nor while nobody looks', async () => {
  const trial = await openStory('shared/trialLimit');
  await trial.waitForFunction(() => document.body.textContent?.includes('not tried again by itself'));
  await advance(trial, 60_000);
  await trial.waitForFunction(() => document.body.textContent?.includes('The wait is over'));
  expect(await retries(trial)).toBe(0);
  await trial.locator('text/Try again').click();
  await trial.waitForFunction(() => document.body.textContent?.includes('retried'));

  const hidden = await openStory('shared/rateLimited');
  await hidden.waitForFunction(() => document.body.textContent?.includes('Tries again by itself in'));
  await hidden.evaluate(() => Object.defineProperty(document, 'hidden', { value: true, configurable: true }));
  await advance(hidden, 60_000);
  await hidden.waitForFunction(() => document.body.textContent?.includes('The wait is over'));
  expect(await retries(hidden)).toBe(0);
  await hidden.evaluate(() => Reflect.deleteProperty(document, 'hidden'));
  await hidden.waitForFunction(() => document.body.textContent?.includes('retried'));
});
it('opens the link that came with 402', async () => {
  const poor = await openStory('shared/noCredits');
  await poor.locator('text/Get credits').click();
  expect(await shell(poor, 'links')).toEqual(['https://synap.example/billing']);
  await poor.locator('text/Try again').click();
  await poor.waitForFunction(() => document.body.textContent?.includes('retried'));
  expect(await poor.evaluate(() => window.__story?.backend.calls.map((call) => call.name))).toContain('resume');
});
it('asks for the origin that is missing', async () => {
  const missing = await openStory('shared/permission');
  await missing.evaluate(() => {
    if (window.__story) window.__story.shell.grant = false;
  });
  await missing.locator('button::-p-text(Grant access)').click();
  expect(await shell(missing, 'originsAsked')).toEqual(['https://synap.example']);
  expect(await missing.evaluate(() => document.body.textContent)).not.toContain('retried');
  await missing.evaluate(() => {
    if (window.__story) window.__story.shell.grant = true;
  });
  await missing.locator('button::-p-text(Grant access)').click();
  await missing.waitForFunction(() => document.body.textContent?.includes('retried'));
});
it('had nothing to complain about', () => expect(problemsOf(page)).toEqual([]));
