import { expect } from 'vitest';
import { runCampaign } from '../campaign/worker-death.ts';
import { testsWith } from '../support/e2e/fixtures.ts';

/** `npm run campaign -- --stops 200 --seed 7` plays longer. */
const STOPS = 15;
const SEED = 20;

const it = testsWith({ key: 'none', settings: { runSeconds: 3600 } });

it(
  'a worker that dies at random moments loses nothing, doubles nothing and mixes nothing up [F3]',
  { timeout: 600_000 },
  async ({ rig }) => {
    const report = await runCampaign(rig, { seed: SEED, stops: STOPS });
    expect(report.stops).toBeGreaterThanOrEqual(STOPS);
    expect(report.inMidRequest).toBeGreaterThan(3);
    expect(report.cached).toBeGreaterThan(0);
  },
);
