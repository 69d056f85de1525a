/** How long things take when there is more of them; drawn into docs/speed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { STATUS } from '../../src/core/conversation/part.ts';
import { ALARM_PERIOD_MS, runningDelayMs } from '../../src/core/conversation/schedule.ts';
import { filterRows, type RowState } from '../../src/panel/list/list-order.ts';
import { emptySlot } from '../../src/ui/model/slots/slot.ts';
import { RANGES } from '../../src/core/profile/settings.ts';
import { createWorld } from '../support/worker/worker.ts';
import { plot, type Series } from './plot.ts';
import { median, type Row, type RowGroup } from './rows.ts';
import { scanTimes } from './scan.ts';

const FOLDER = join(import.meta.dirname, '../../docs/speed');
const PAGE_ROWS = [700, 2100, 7000, 21_000, 70_000, 210_000, 350_000];
const CONVERSATIONS = [10, 100, 1000, 10_000, 100_000];
const LENGTHS_S = [2, 5, 10, 30, 60, 120, 300, 600, 1800];
const ROUNDS = 9;

export const growthRows: RowGroup = { name: 'growth', rows: async () => [await scans(), await lists(), runs()] };

async function scans(): Promise<Row> {
  const times = await scanTimes(PAGE_ROWS, 3);
  const pick = (key: 'ours' | 'usual') => times.map(({ mb, ...ms }) => [mb, ms[key]] as const);
  draw('scan', {
    title: 'A scan takes in proportion to the page',
    x: 'page, MB of HTML',
    y: 'ms of CPU',
    series: [
      { name: 'the scan, in turns', points: pick('ours') },
      { name: 'innerHTML.match(a regex)', points: pick('usual') },
    ],
  });
  return steepest('scan time against page size', pick('ours'));
}

async function lists(): Promise<Row> {
  const filter = CONVERSATIONS.map((count) => [count, filterMs(count)] as const);
  const lookup: (readonly [number, number])[] = [];
  // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would measure each other
  for (const count of CONVERSATIONS) lookup.push([count, await lookupMs(count)]);
  draw('conversations', {
    title: 'A key in the filter, and a lookup from the cache',
    x: 'conversations that are known',
    y: 'ms',
    series: [
      { name: 'filter the rows', points: filter },
      { name: 'answer a lookup from the cache', points: lookup },
    ],
  });
  return steepest('filter time against conversations', filter);
}

function filterMs(count: number): number {
  const rows = Array.from({ length: count }, (_, at) => rowOf(at));
  const choice = {
    filter: 'a1',
    category: 'all',
    sort: 'newest',
    reversed: false,
    hideUnknown: false,
    automatic: true,
  } as const;
  return median(
    Array.from({ length: ROUNDS }, () => elapsed(() => void filterRows(rows, choice, (category) => category))),
  );
}

function idOf(at: number): ConversationId {
  return `0bfa587f-a85c-4cc3-a395-${at.toString(16).padStart(12, '0')}` as ConversationId;
}

function rowOf(at: number): RowState {
  return {
    found: { id: idOf(at), label: `Conversation ${at}`, evidence: [] },
    label: `Conversation ${at}`,
    likely: true,
    watched: false,
    rank: at,
    version: null,
    saved: null,
    freshness: 'none',
    newer: null,
    keptRatio: null,
    slot: emptySlot(),
  };
}

/**
 * The real worker, with everything around it in memory: what the cache itself costs. Each conversation was looked up, and
 * of their answers the cache keeps the newest, as many as its setting allows at most.
 */
async function lookupMs(count: number): Promise<number> {
  const { least, most } = RANGES.cacheEntries;
  const world = await createWorld({ settings: { cacheEntries: Math.max(least, Math.min(count, most)) } });
  const read = (at: number) =>
    world.ask('read', { conversationId: idOf(at), part: STATUS, mode: 'cached', priority: 'user' });
  await read(count - 1);
  const { held } = world.cacheStore;
  const [path, answer] = [...held].find(([key]) => key.includes(idOf(count - 1))) ?? [];
  if (path === undefined) throw new Error('the answer was not kept');
  for (let at = Math.max(0, count - most); at < count - 1; at += 1)
    held.set(path.replace(idOf(count - 1), idOf(at)), structuredClone(answer));
  world.restart();
  const asked = world.synap.count();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await read(count - 1 - (round % 5));
    times.push(performance.now() - begun);
  }
  if (world.synap.count() !== asked) throw new Error('a lookup was not answered from the cache');
  return median(times);
}

function runs(): Row {
  const polls = (lengthS: number, viewOpen: boolean): number => {
    let count = 0;
    for (let age = 0; age < lengthS * 1000; age += runningDelayMs(age, viewOpen)) count += 1;
    return count + 1;
  };
  const points = (viewOpen: boolean) => LENGTHS_S.map((length) => [length, polls(length, viewOpen)] as const);
  draw('requests', {
    title: 'Requests that one run takes, from its beginning to its end',
    x: 'length of the run, seconds',
    y: 'requests',
    series: [
      { name: 'while it is in view', points: points(true) },
      { name: 'watched, with no view open', points: points(false) },
      { name: 'a loop of 2 s', points: LENGTHS_S.map((length) => [length, Math.ceil(length / 2) + 1] as const) },
    ],
  });
  const longest = LENGTHS_S.at(-1) ?? 0;
  return {
    name: `requests of a run of ${longest / 60} minutes in view (alarm alone: every ${ALARM_PERIOD_MS / 1000} s)`,
    value: polls(longest, true),
    unit: 'requests',
    against: 'a loop of 2 s',
    ratio: polls(longest, true) / (longest / 2 + 1),
    reach: 'stated',
    met: null,
  };
}

/** By how much the time grows at most where the size grows tenfold: 10 is in proportion. */
function steepest(name: string, points: readonly (readonly [number, number])[]): Row {
  const slopes = points.slice(1).map(([x, y], at) => {
    const [x0 = 1, y0 = 1] = points[at] ?? [];
    return 10 ** (Math.log10(y / y0) / Math.log10(x / x0));
  });
  // Of small sizes, most is what any call takes.
  const value = Math.max(...slopes.slice(-2));
  return {
    name,
    value,
    unit: 'times for ten times as much',
    against: 'itself',
    ratio: null,
    reach: 'stated',
    met: null,
  };
}

function draw(name: string, drawing: { title: string; x: string; y: string; series: readonly Series[] }): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${name}.svg`), plot(drawing));
}

function elapsed(run: () => void): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}
