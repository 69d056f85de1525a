/** What worker and panel hold. */
import type { CDPSession, Frame, Page } from 'puppeteer-core';
import { until } from '../support/browser/until.ts';
import { startPageServer } from '../support/e2e/page-server.ts';
import { giveKey } from '../support/e2e/rig.ts';
import { LISTED, openList } from './list.ts';
import { heapBytes } from '../soak/heap.ts';
import { runSoak } from '../soak/soak-run.ts';
import { heapTrend, WARM_UP_HOURS } from '../soak/trend.ts';
import { closeStories, settle } from '../support/ui/story-server.ts';
import { knownId, makeKnown, pageOf } from './known.ts';
import type { Row, RowGroup } from './rows.ts';
import { onStage, type Stage } from './stage.ts';

const MEGABYTE = 1e6;
const KNOWN = 1000;
const NAVIGATIONS = 1000;
/** What is loaded on demand is there by then. */
const SETTLED_AFTER = 200;
const IDS_A_PAGE = 10;
const HOURS = 24;
const DOCUMENT_EVERY = 25;
/** Noise of a heap that has been collected. */
const MOST_GROWTH_BYTES = 1 * MEGABYTE;
const NO_GROWTH = `no growth (≤ ${MOST_GROWTH_BYTES / MEGABYTE} MB)`;

export const memoryRows: RowGroup = {
  name: 'memory',
  rows: async () => [await measureDay(), await measureList(), ...(await onStage(measure))],
};

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

async function measureList(): Promise<Row> {
  try {
    const page = await openList();
    await settle(page);
    return heapRow(
      `the panel with ${LISTED} rows, the most that it lists`,
      await heapOf(await page.createCDPSession()),
      60,
    );
  } finally {
    await closeStories();
  }
}

/** The real worker before an emulated Synap, in bad weather, with restarts; the process holds that world, too. */
async function measureDay(): Promise<Row> {
  const { hours, complaints, clouds } = await runSoak({
    seed: 12,
    watches: 20,
    perMinute: [4, 2],
    heapBytes: heapBytes(),
    isOver: (passed) => passed >= WARM_UP_HOURS + HOURS,
  });
  const trend = heapTrend(hours);
  if (trend === null || complaints.length > 0) throw new Error(complaints.join('; ') || 'run node with --expose-gc');
  const sent = clouds.reduce((sum, { budget }) => sum + budget.sent(), 0);
  return {
    name: `the worker in ${HOURS} emulated hours, ${sent} requests`,
    value: trend.perDay / MEGABYTE,
    unit: 'MB more',
    against: `after ${WARM_UP_HOURS} hours`,
    ratio: trend.last / (trend.last - trend.perDay),
    reach: NO_GROWTH,
    met: trend.perDay <= MOST_GROWTH_BYTES,
  };
}

function heapRow(name: string, bytes: number, most: number): Row {
  return {
    name,
    value: bytes / MEGABYTE,
    unit: 'MB of heap',
    against: 'none',
    ratio: null,
    reach: `≤ ${most} MB`,
    met: bytes <= most * MEGABYTE,
  };
}

async function measure(stage: Stage): Promise<Row[]> {
  await giveKey(stage);
  await makeKnown(
    stage,
    Array.from({ length: KNOWN }, (_, n) => knownId(n)),
  );
  const worker = async () => heapOf((await stage.extension.worker()).client);
  const afterLookups = await worker();
  const pages = await startPageServer();
  try {
    for (let n = 0; n < NAVIGATIONS; n += DOCUMENT_EVERY) pages.served.set(`/${n}`, pageOf(idsOf(n)));
    const page = await stage.extension.visit(`${pages.origin}/0`);
    const { frame } = await stage.extension.openPanel(page);
    const session = await sessionOf(stage, frame);
    const look = async () => ({ worker: await worker(), panel: await heapOf(session) });
    await navigate(page, frame, pages.origin, [1, SETTLED_AFTER]);
    const before = await look();
    await navigate(page, frame, pages.origin, [SETTLED_AFTER, NAVIGATIONS]);
    const after = await look();
    return [
      heapRow(`the worker after ${KNOWN} lookups`, afterLookups, 10),
      growthRow('the worker', before.worker, after.worker),
      growthRow('the panel', before.panel, after.panel),
    ];
  } finally {
    await pages.close();
  }
}

const idsOf = (n: number): string[] =>
  Array.from({ length: IDS_A_PAGE }, (_, at) => knownId((n * IDS_A_PAGE + at) % KNOWN));

/** The panel lives in a process of its own. */
async function sessionOf({ extension }: Stage, frame: Frame): Promise<CDPSession> {
  const target = await until(
    () => extension.browser.targets().find((one) => one.url() === frame.url()),
    "the panel's target",
  );
  return target.createCDPSession();
}

/** Mostly as a page does by itself; every so often to another document. */
async function navigate(page: Page, frame: Frame, origin: string, [from, to]: [number, number]): Promise<void> {
  for (let n = from; n < to; n += 1) {
    // oxlint-disable no-await-in-loop -- one after the other
    if (n % DOCUMENT_EVERY === 0) await page.goto(`${origin}/${n}`);
    else await page.evaluate(moveTo, `/${n}`, pageOf(idsOf(n)));
    // oxlint-enable no-await-in-loop
  }
  const [id] = idsOf(to - 1);
  await until(() => frame.$(`[role="option"][data-id="${id}"]`), 'the last page to be listed');
}

/** Runs in the page; resolves when it is drawn. */
async function moveTo(path: string, html: string): Promise<void> {
  history.pushState(null, '', path);
  document.body.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  await new Promise((resolve) => requestAnimationFrame(resolve));
}

function growthRow(what: string, before: number, after: number): Row {
  const more = after - before;
  return {
    name: `${what} after ${NAVIGATIONS} navigations (${(after / MEGABYTE).toFixed(1)} MB, after ${SETTLED_AFTER}: ${(before / MEGABYTE).toFixed(1)})`,
    value: more / MEGABYTE,
    unit: 'MB more',
    against: `after ${SETTLED_AFTER}`,
    ratio: after / before,
    reach: NO_GROWTH,
    met: more <= MOST_GROWTH_BYTES,
  };
}
