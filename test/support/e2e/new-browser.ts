import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from 'vitest';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { launchBrowser, type Rig } from './rig.ts';
import { createTurns, type Beginning, type OwnBrowser } from './turns.ts';

interface Given {
  /** A folder of the test's own. */
  folder: string;
  /** The browser's profile, in that folder. */
  userDataDir: string;
  /** Another server like Synap's. */
  other: Emulator;
  rig: Rig;
  /** Ends the browser. Throws when a page or a worker complained. */
  end: () => Promise<void>;
  /** Ends the browser and starts it again on the same profile; `meanwhile` runs in between. */
  restart: (meanwhile?: () => Promise<void>) => Promise<void>;
}

/** `it` for tests of what a browser keeps: each has a new one, with a profile of its own. */
export function testsInNewBrowsers({ emulation, ...beginning }: Beginning & Pick<OwnBrowser, 'emulation'> = {}) {
  return base.extend<Given>({
    folder: async ({ onTestFinished }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'synap-browser-'));
      onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
      await use(folder);
    },
    userDataDir: async ({ folder }, use) => use(join(folder, 'profile')),
    other: async ({ onTestFinished }, use) => {
      const other = await startEmulator();
      onTestFinished(other.close);
      await use(other);
    },
    rig: async ({ userDataDir }, use) => {
      const turns = createTurns({ emulation, launching: { userDataDir } });
      try {
        const rig = await turns.begin(beginning);
        await use(rig);
        if (rig.extension.browser.connected) await turns.end();
      } finally {
        await turns.discard();
      }
    },
    end: async ({ rig }, use) => {
      await use(async () => {
        expect(await rig.extension.errors()).toEqual([]);
        await rig.extension.close();
      });
    },
    restart: async ({ rig, end, userDataDir }, use) => {
      await use(async (meanwhile) => {
        await end();
        await meanwhile?.();
        rig.extension = await launchBrowser({ emulator: rig.emulator, userDataDir });
      });
    },
  });
}
