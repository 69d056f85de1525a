import type { Row, RowGroup } from './rows.ts';
import { MAX_AT_ONCE } from '../../src/panel/discovery/automatic-lookups.ts';
import { lookUpAll } from './scheduler/lookups.ts';
import { loops, roundRobin, type RivalResult } from './scheduler/rivals.ts';
import { mean } from './scheduler/runs.ts';
import { watchRuns, type Watched } from './scheduler/watched.ts';

/**
 * The worker before an emulated Synap with a limit of 60 requests a minute and a burst of 10, on a driven clock: what
 * these rows tell depends on the seed alone, not on the machine.
 */
export const schedulerRows: RowGroup = { name: 'scheduler', rows: measureAll };

const SEED = 12;
/** Long enough that the selected run ends some hundred times. */
const HOURS_MS = 5 * 3_600_000;
/** The loops' thousands of refused requests take as long as everything else. */
const LOOPS_MS = 2 * 3_600_000;

async function measureAll(): Promise<Row[]> {
  const lookups = await lookUpAll(SEED);
  const slowest = Math.max(...lookups.clicksMs);
  const rounds = await roundRobin(SEED, HOURS_MS);
  const each = await loops(SEED, LOOPS_MS);
  const right = await watchRuns(SEED, 'right', HOURS_MS);
  const flat = await watchRuns(SEED, 'flat', HOURS_MS);
  return [
    atMost('1,000 lookups: refused', lookups.refused + lookups.complaints.length, 'requests', 0),
    atLeast('1,000 lookups: sent of what the limit allows', lookups.share * 100, 95),
    atMost(
      '1,000 lookups: others answered before the first row in view',
      Math.max(...lookups.before),
      'rows',
      MAX_AT_ONCE,
    ),
    atMost(`1,000 lookups: slowest of ${lookups.clicksMs.length} clicks`, slowest / 1000, 's', 1.5),
    ...runRows('ETA within 30%', right, { rounds, each }, 1 / 3),
    ...runRows('flat ETA of 60 s', flat, { rounds, each }, 1),
  ];
}

function runRows(
  name: string,
  { noticed, refused, complaints }: Watched,
  { rounds, each }: Record<'rounds' | 'each', RivalResult>,
  most: number,
): Row[] {
  const seconds = (delaysMs: readonly number[]) => mean(delaysMs) / 1000;
  const own = seconds(noticed.map(({ delayMs }) => delayMs));
  const selected = noticed.filter((run) => run.selected);
  const inTime = selected.filter(({ delayMs, lengthMs }) => delayMs <= 2_000 + 0.15 * lengthMs);
  const against = (rival: string, other: number, reach: number, note = ''): Row => ({
    name: `20 runs, ${name}: mean delay until noticed (${rival}: ${other.toFixed(1)} s${note})`,
    value: own,
    unit: 's',
    against: rival,
    ratio: own / other,
    reach: `≤ ${reach.toFixed(2)} times`,
    met: own / other <= reach,
  });
  return [
    against('round robin', seconds(rounds.delaysMs), most),
    against('a loop of 2 s each', seconds(each.delaysMs), 1, `, ${each.refused} times refused`),
    atLeast(
      `20 runs, ${name}: the selected of ${selected.length} noticed within 2 s + 15% of its length`,
      (100 * inTime.length) / selected.length,
      99,
    ),
    atMost(`20 runs, ${name}: refused`, refused + complaints.length, 'requests', 0),
  ];
}

const plain = { against: 'the limit', ratio: null };

function atMost(name: string, value: number, unit: string, most: number): Row {
  return { ...plain, name, value, unit, reach: `≤ ${most}`, met: value <= most };
}

function atLeast(name: string, percent: number, least: number): Row {
  return { ...plain, name, value: percent, unit: '%', reach: `≥ ${least}%`, met: percent >= least };
}
