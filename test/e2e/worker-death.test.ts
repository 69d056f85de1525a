import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCampaign } from '../campaign/worker-death.ts';
import { startRig, type Rig } from '../support/e2e/rig.ts';

/** `npm run campaign -- --stops 200 --seed 7` plays longer. */
const STOPS = 25;
const SEED = 20;

let rig: Rig;

beforeAll(async () => {
  rig = await startRig({ runSeconds: 3600 });
});
afterAll(() => rig.close());

it(
  'a worker that dies at random moments loses nothing, doubles nothing and mixes nothing up [F3]',
  { timeout: 600_000 },
  async () => {
    const report = await runCampaign(rig, { seed: SEED, stops: STOPS });
    expect(report.stops).toBeGreaterThanOrEqual(STOPS);
    expect(report.inMidRequest).toBeGreaterThan(3);
    expect(report.cached).toBeGreaterThan(0);
  },
);

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
