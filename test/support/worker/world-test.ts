import { test } from 'vitest';
import { createWorld, type World } from './worker.ts';

/** A test whose `world` has default settings and a key. */
export const it = test.extend<{ world: World }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture wants from its first parameter
  world: async ({}, use) => {
    await use(await createWorld());
  },
});
