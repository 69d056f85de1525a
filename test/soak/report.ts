import type { SoakResult } from './soak-run.ts';
import type { Hour } from './measure.ts';
import { MAX_GROWTH_BYTES_PER_DAY, type HeapTrend } from './trend.ts';

/** The numbers of a soak as lines of a table. */
export function tableOf({ hours, clouds, totals, browser, weather }: SoakResult, heap: HeapTrend | null): string[] {
  const most = (pick: (hour: Hour) => number) => Math.max(...hours.map(pick));
  const rows: [string, string][] = [
    ['emulated days', (hours.length / 24).toFixed(1)],
    ['requests', grouped(clouds.reduce((sum, { budget }) => sum + budget.sent(), 0))],
    ...clouds.map(({ profileId, budget, rule }): [string, string] => [
      `  ${profileId}`,
      `${grouped(budget.sent())}; busiest minute ${budget.busiestMinute()}, budget ${rule.burst} + ${rule.perMinute} a minute`,
    ]),
    [
      'worker',
      `${browser.wakes} wakes, ${browser.kills} kills, ${grouped(browser.events)} events to views, ${grouped(browser.notices)} notices`,
    ],
    ['weather', listed(weather)],
    ['answers to views', listed(totals.answers)],
    ['watches', `${Math.min(...hours.map(({ watches }) => watches))} to ${most(({ watches }) => watches)}`],
    [
      'heap',
      heap === null
        ? 'not measured'
        : `first ${mib(heap.first)}, last ${mib(heap.last)}, slope ${grouped(heap.perDay)} bytes a day (bound ${grouped(MAX_GROWTH_BYTES_PER_DAY)})`,
    ],
    ...(['local', 'session', 'vaultStore', 'cacheStore', 'historyStore'] as const).map((name): [string, string] => [
      `stored: ${name}`,
      `most ${most(({ stored }) => stored[name].records)} records, ${grouped(most(({ stored }) => stored[name].bytes))} bytes; last ${grouped(hours.at(-1)?.stored[name].bytes ?? 0)}`,
    ]),
    ['timers at rest', `most ${most(({ timers }) => timers)}, last ${hours.at(-1)?.timers ?? 0}`],
    ['listeners at rest', `most ${most(({ listeners }) => listeners)}, last ${hours.at(-1)?.listeners ?? 0}`],
    ['ports, alarms at rest', `most ${most(({ ports }) => ports)}, ${most(({ alarms }) => alarms)}`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

function listed(counts: ReadonlyMap<string, number>): string {
  return (
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([name, count]) => `${name} ${grouped(count)}`)
      .join(', ') || 'none'
  );
}

function grouped(count: number): string {
  return Math.round(count).toLocaleString('en');
}

function mib(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(2)} MiB`;
}
