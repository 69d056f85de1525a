/**
 *     npm run build && npm run campaign -- [--stops 200] [--seed 1]
 *
 * stops the worker of `dist/chrome` that often, in a browser of its own, and prints what it saw.
 */
import { parseArgs } from 'node:util';
import { startRig } from '../support/e2e/rig.ts';
import { runCampaign } from './worker-death.ts';

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { stops: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
  });
  const [stops, seed] = [Number(values.stops), Number(values.seed)];
  if (!Number.isInteger(stops) || !Number.isInteger(seed)) throw new Error('--stops and --seed are whole numbers');
  const rig = await startRig({ runSeconds: 3600 });
  try {
    const report = await runCampaign(rig, { seed, stops });
    const complaints = await rig.extension.errors();
    console.log(JSON.stringify({ seed, ...report, complaints }, null, 2));
    return complaints.length === 0 ? 0 : 1;
  } finally {
    await rig.close();
  }
}
