import { defineConfig } from 'vitest/config';
import { pageScan } from './scripts/page-scan-plugin.ts';
import { LongestFirst } from './test/support/longest-first.ts';

/** Nothing is retried: a test that passes on the second try is broken, or the code it tests is. */
const TIMEOUT_MS = 60_000;

const common = { testTimeout: TIMEOUT_MS, hookTimeout: TIMEOUT_MS, retry: 0, allowOnly: false, passWithNoTests: false };

/** A browser on a busy machine; each wait inside has its own limit. */
const BROWSER_TIMEOUT_MS = 3 * TIMEOUT_MS;

/** A property is tried 100 times; `PROPERTY_RUNS=100000 npm test -- unit` tries it more often and may take as much longer. */
const UNIT_TIMEOUT_MS = BROWSER_TIMEOUT_MS * Math.max(1, Number(process.env['PROPERTY_RUNS'] ?? 0) / 100);

const endToEnd = {
  ...common,
  testTimeout: BROWSER_TIMEOUT_MS,
  hookTimeout: BROWSER_TIMEOUT_MS,
  environment: 'node' as const,
  globalSetup: ['test/support/e2e/build-once.ts'],
};

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [pageScan()],
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          ...common,
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          // A time zone with daylight saving time exposes code that reads the local clock.
          env: { TZ: 'Europe/Berlin' },
          maxWorkers: 2,
          isolate: false,
          setupFiles: ['test/support/unit-file.ts'],
          testTimeout: UNIT_TIMEOUT_MS,
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'ui',
          sequence: { groupOrder: 1 },
          include: ['test/ui/**/*.test.{ts,tsx}'],
          environment: 'node',
          globalSetup: ['test/support/ui/story-build.ts'],
          maxWorkers: 3,
          // A worker has one browser, for all of its files. Two leave a fifth of two cores idle, and four are slower than three.
          isolate: false,
          testTimeout: BROWSER_TIMEOUT_MS,
          hookTimeout: BROWSER_TIMEOUT_MS,
        },
      },
      // Three browsers at a time, each for one file after the other: a test also waits.
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'e2e',
          sequence: { groupOrder: 2 },
          include: ['test/e2e/**/*.test.ts'],
          isolate: false,
          maxWorkers: 3,
        },
      },
      // The scenarios that hold in Firefox, too, in the real one (docs/testing.md names them). Two of it fill two cores.
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'firefox',
          sequence: { groupOrder: 3 },
          include: [
            'test/e2e/{kept,menu,options-forget,options-key,panel-finding,panel-live,panel-toolbox,panel-traffic,popup,restart,states-network,storage,watch,welcome,worker-stopped}.test.ts',
            'test/firefox/**/*.test.ts',
          ],
          env: { SYNAP_BROWSER: 'firefox' },
          isolate: false,
          maxWorkers: 2,
        },
      },
      // Those that hold there as well and cost minutes: `npm test -- firefox-more`.
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'firefox-more',
          sequence: { groupOrder: 4 },
          include: [
            'test/e2e/{data,demo,faults-reach,faults-rendering,opens,page-kinds,panel-compact,panel-detail,panel-memory,received,states-answers,versions}.test.ts',
          ],
          env: { SYNAP_BROWSER: 'firefox' },
          isolate: false,
          maxWorkers: 2,
        },
      },
    ],
  },
});
