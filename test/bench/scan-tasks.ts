/** The tasks that hold a page up while it is scanned, as Chromium traces them. */
import type { Page } from 'puppeteer-core';
import { median, quantile, type Row } from './rows.ts';
import { buildScripts, scanOnce } from './scan-page.ts';

const ROUNDS = 10;
const FRAME_MS = 16;

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  /** Microseconds by the clock on the wall, and of the thread's processor time. */
  dur?: number;
  tdur?: number;
}

/**
 * Of one scan in a page that was not read before: its own longest task, and the longest of all, which is the browser's
 * collecting of what the page and the scan have let go.
 */
export async function taskRows(name: string, open: () => Promise<Page>): Promise<Row[]> {
  const own: number[] = [];
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // oxlint-disable no-await-in-loop -- one after the other
    const page = await open();
    const tasks = await tracedTasks(page);
    await page.close();
    // oxlint-enable no-await-in-loop
    own.push(Math.max(...tasks.filter(({ isTurn }) => isTurn).map(({ ms }) => ms)));
    all.push(Math.max(...tasks.map(({ ms }) => ms)));
  }
  const collecting = longestRow(`${name}: longest task, with the browser's own collecting`, all);
  return [longestRow(`${name}: longest task of the scan`, own), { ...collecting, reach: 'stated', met: null }];
}

export function longestRow(name: string, longest: readonly number[]): Row {
  const p95 = quantile(longest, 0.95);
  return {
    name: `${name} (p95 ${p95.toFixed(1)})`,
    value: median(longest),
    unit: 'ms of CPU',
    against: 'one frame',
    ratio: null,
    reach: `≤ ${FRAME_MS} ms`,
    met: p95 <= FRAME_MS,
  };
}

async function tracedTasks(page: Page): Promise<{ ms: number; isTurn: boolean }[]> {
  const scripts = await buildScripts();
  await page.tracing.start({ categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline'] });
  await scanOnce(page, async (code) => ({ ms: 0, value: await page.evaluate(code) }), scripts);
  const trace = new TextDecoder().decode(await page.tracing.stop());
  const events = (JSON.parse(trace) as { traceEvents: TraceEvent[] }).traceEvents.filter(({ ph }) => ph === 'X');
  const scripted = events.filter(({ name }) => name === 'EvaluateScript');
  const { pid, tid } = scripted[0] ?? {};
  return events
    .filter((task) => task.name === 'RunTask' && task.pid === pid && task.tid === tid)
    .map(({ ts, dur = 0, tdur = dur }) => ({
      ms: tdur / 1000,
      isTurn: scripted.some((script) => script.ts >= ts && script.ts <= ts + dur),
    }));
}
