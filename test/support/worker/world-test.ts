import { test } from 'vitest';
import { createWorld, type World } from './worker.ts';

/** A test with a browser and a worker in it: settings as they come, a key, and nothing asked yet. */
export const it = test.extend<{ world: World }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture wants from its first parameter
  world: async ({}, use) => {
    await use(await createWorld());
  },
});
