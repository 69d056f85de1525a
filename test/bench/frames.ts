/** What a view's thread spends until the next frame. */
import type { CDPSession, Page } from 'puppeteer-core';
import { quantile, type Row } from './rows.ts';

/** A display's 60 frames a second. */
const FRAME_MS = 16;

/** The processor time of a view's thread so far. */
export type Thread = () => Promise<number>;

export async function threadOf(session: CDPSession): Promise<Thread> {
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0) * 1000;
  };
}

/** Resolves when what has changed is drawn. */
const PAINTED =
  'new Promise((done) => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(null); })).then(() => undefined)';

/**
 * What it takes from `act` until its frame is drawn, for each of them; in Chromium, unless a thread is given. What comes
 * later counts with the next one.
 */
export async function spentOnEach(
  page: Page,
  acts: readonly (() => Promise<unknown>)[],
  given?: Thread,
): Promise<number[]> {
  if (given) return spentBy(given, page, acts);
  const session = await page.createCDPSession();
  const spent = await spentBy(await threadOf(session), page, acts);
  await session.detach();
  return spent;
}

async function spentBy(thread: Thread, page: Page, acts: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const spent: number[] = [];
  let before = await thread();
  for (const act of acts) {
    // oxlint-disable no-await-in-loop -- one after the other
    await act();
    await page.evaluate(PAINTED);
    const now = await thread();
    // oxlint-enable no-await-in-loop
    spent.push(now - before);
    before = now;
  }
  return spent;
}

const nothing = async (): Promise<void> => undefined;
/** What an act causes has begun by then: frames are 16 ms apart, and so are the turns that a view takes. */
const FOLLOWING = 4;

/** What each frame takes from `act` on, its own and those that follow, of which a view may need some. */
export const spentOnFrames = (page: Page, act: () => Promise<unknown>, given?: Thread): Promise<number[]> =>
  spentOnEach(page, [act, ...Array.from({ length: FOLLOWING }, () => nothing)], given);

export function frameRow(name: string, spent: readonly number[], most = FRAME_MS): Row {
  const p95 = quantile(spent, 0.95);
  return {
    name: `${name} (p95)`,
    value: p95,
    unit: 'ms of CPU',
    against: 'one frame',
    ratio: p95 / FRAME_MS,
    reach: `≤ ${most} ms`,
    met: p95 <= most,
  };
}

/** Counts the tasks of 50 ms and more that end from now on. */
export async function watchLongTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
    Object.assign(globalThis, { benchLongTasks: tasks });
  });
  return async () => (await page.evaluate('globalThis.benchLongTasks')) as number[];
}

export function longTaskRow(name: string, tasks: readonly number[], what = 'tasks'): Row {
  return {
    name: `${name}: ${what} over 50 ms (the longest ${Math.round(Math.max(0, ...tasks))} ms)`,
    value: tasks.length,
    unit: what,
    against: 'none',
    ratio: null,
    reach: '0',
    met: tasks.length === 0,
  };
}
