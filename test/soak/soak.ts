/**
 * `npm run soak [-- --minutes 30 --seed N --watches 200]`: so many minutes of emulated days, as fast as they go. Ends
 * with 1 when something grows or goes over its bound.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { tableOf } from './report.ts';
import { heapBytes } from './heap.ts';
import { runSoak } from './soak-run.ts';
import { heapComplaint, heapTrend } from './trend.ts';

const MINUTE_MS = 60_000;
/** So small that 200 watches always want more, so that days go by and the budget is never idle. */
const PER_MINUTE = [15, 6] as const;

export async function main(args: string[]): Promise<number> {
  const { minutes, seed, watches } = readArgs(args);
  const endsAt = performance.now() + minutes * MINUTE_MS;
  console.log(`seed ${seed}, ${watches} watches, ${minutes} minutes`);
  const result = await runSoak({
    seed,
    watches,
    perMinute: PER_MINUTE,
    heapBytes: heapBytes(),
    isOver: () => performance.now() >= endsAt,
  });
  const heap = heapTrend(result.hours);
  const complaints = [...result.complaints, heapComplaint(heap)].filter((what) => what !== null);
  console.log(tableOf(result, heap).join('\n'));
  for (const what of complaints) console.error(`VIOLATED  ${what}`);
  console.log(
    complaints.length === 0
      ? 'everything within its bounds'
      : `${complaints.length} violated; again with --seed ${seed}`,
  );
  return complaints.length === 0 ? 0 : 1;
}

function readArgs(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '30' },
      seed: { type: 'string' },
      watches: { type: 'string', default: '200' },
    },
  });
  const numbers = {
    minutes: Number(values.minutes),
    seed: Number(values.seed ?? randomInt(2 ** 31)),
    watches: Number(values.watches),
  };
  for (const [name, value] of Object.entries(numbers))
    if (!(value >= 0)) throw new TypeError(`--${name} wants a number`);
  return numbers;
}
