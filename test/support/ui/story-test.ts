import { expect, test as base } from 'vitest';
import { closeStories, replacePage, takeProblems } from './story-server.ts';

/** A test in the browser: there is one for all tests of a worker. */
export const inBrowser = base.extend<{ browser: undefined }>({
  browser: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture wants from its first parameter
    async ({}, use) => {
      await use(undefined);
      await closeStories();
    },
    { scope: 'worker', auto: true },
  ],
});

/** A test with stories: no error and no warning of the page after any of them. */
export const it = inBrowser.extend<{ quietPage: undefined }>({
  quietPage: [
    async ({ onTestFailed }, use) => {
      onTestFailed(replacePage);
      takeProblems();
      await use(undefined);
      expect(takeProblems()).toEqual([]);
    },
    { auto: true },
  ],
});
