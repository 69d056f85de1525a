/** How long the first answers about a conversation take, with 50 ms of latency each way. */
import type { Page } from 'puppeteer-core';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { STATUS, type Part } from '../../src/core/conversation/part.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { API_HOST } from '../support/browser/launch.ts';
import { followWorkers } from '../support/browser/workers.ts';
import { until } from '../support/browser/until.ts';
import { giveKey, setUp, type Rig } from '../support/e2e/rig.ts';
import { shows } from '../support/e2e/view.ts';
import { oneStatusRows } from './one-status.ts';
import { interleave, median, quantile, type Row, rowAgainst, type RowGroup } from './rows.ts';
import { onStage, type Stage } from './stage.ts';

const ROUNDS = 15;
const ROUND_TRIP_MS = 100;
const MOST_MORE_MS = 25;
const ID = IDS.fresh as ConversationId;
const PARTS: readonly Part[] = [
  STATUS,
  { kind: 'summary', format: 'structured', version: null },
  { kind: 'prompt', style: 'structured' },
];
const WHOAMI = /whoami/;
const LOOKUPS = /\/conversations\//;

export const lookupRows: RowGroup = {
  name: 'lookup',
  rows: async () => [
    ...(await oneStatusRows()),
    ...(await onStage(async (stage) => measureLookup(stage, await openFloor(stage)))),
  ],
};

/** A page of an extension that does nothing, and what stops its worker. */
export interface Floor {
  page: Page;
  stop(): Promise<void>;
}

export async function measureLookup(stage: Rig, nothing: Floor): Promise<Row[]> {
  await giveKey(stage, { remember: true });
  stage.emulator.world.faults.add({ path: '/v1/', fault: { delayMs: ROUND_TRIP_MS } });
  // A page of the extension may ask Synap without asking first whether it may.
  const page = await stage.extension.openPage('options');
  const whoami: number[] = [];
  const times = await interleave(ROUNDS, {
    ours: async () => {
      await becomeCold(stage);
      const took = await page.evaluate(askWorker, ID, PARTS);
      whoami.push(arrivals(stage, WHOAMI).length);
      return took;
    },
    wake: async () => {
      await becomeCold(stage);
      return page.evaluate(wakeWorker);
    },
    wakeFloor: async () => {
      await nothing.stop();
      return nothing.page.evaluate(wakeWorker);
    },
    bare: () =>
      page.evaluate(
        fetchBarely,
        `https://${API_HOST}/v1/conversations/${ID}/compaction/status`,
        stage.emulator.keys.normal,
      ),
  });
  await page.close();
  await nothing.page.close();
  const more = median(times.ours) - median(times.bare);
  const spreads = await viewSpreads(stage, whoami);
  return [
    {
      name: `cold, worker stopped, status, summary and prompt (p95 ${quantile(times.ours, 0.95).toFixed(1)}, rival ${median(times.bare).toFixed(1)}, p95 ${quantile(times.bare, 0.95).toFixed(1)})`,
      value: median(times.ours),
      unit: 'ms',
      against: 'one bare fetch from a page',
      ratio: median(times.ours) / median(times.bare),
      reach: `≤ ${MOST_MORE_MS} ms more`,
      met: more <= MOST_MORE_MS,
    },
    {
      ...rowAgainst(
        { name: 'a message that wakes the worker', unit: 'ms', against: 'one that wakes a worker that does nothing' },
        [times.wake, times.wakeFloor],
        Infinity,
      ),
      reach: 'stated: part of a cold lookup',
      met: null,
    },
    {
      name: `a view's three requests, from the first to the last (p95 ${quantile(spreads, 0.95).toFixed(1)})`,
      value: median(spreads),
      unit: 'ms',
      against: 'one round trip',
      ratio: median(spreads) / ROUND_TRIP_MS,
      reach: `≤ ${MOST_MORE_MS} ms`,
      met: median(spreads) <= MOST_MORE_MS,
    },
    {
      name: 'whoami asked before or beside the answers',
      value: Math.max(...whoami),
      unit: 'requests',
      against: 'none',
      ratio: null,
      reach: '0',
      met: Math.max(...whoami) === 0,
    },
  ];
}

/** Nothing is cached, no worker runs, and the emulator has heard nothing yet. */
async function becomeCold(rig: Rig): Promise<void> {
  await setUp(rig, 'clear-cache', {});
  await rig.extension.stopWorker();
  rig.emulator.world.log.clear();
}

const arrivals = ({ emulator }: Rig, path: RegExp): number[] =>
  emulator.world.log.list({ kind: 'api', path }).map(({ at }) => at);

/** Between the first and the last of the three requests that a view of one conversation makes. */
async function viewSpreads(stage: Rig, whoami: number[]): Promise<number[]> {
  const spreads: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    // oxlint-disable no-await-in-loop -- one after the other
    await becomeCold(stage);
    const view: Page = await stage.extension.openPage('inspector', { id: ID });
    await shows(view, { id: ID, status: 'completed' });
    const asked = await until(() => {
      const all = stage.emulator.world.log.list({ kind: 'api', path: LOOKUPS });
      // What is under way would be cached once the next round has emptied the cache.
      return all.length >= PARTS.length && all.every(({ answeredAt }) => answeredAt !== null) && all;
    }, `the view to make ${PARTS.length} requests`);
    const times = asked.map(({ at }) => at);
    spreads.push(Math.max(...times) - Math.min(...times));
    whoami.push(arrivals(stage, WHOAMI).length);
    await view.close();
    // oxlint-enable no-await-in-loop
  }
  return spreads;
}

/** Runs in a page of the extension. */
async function askWorker(conversationId: string, parts: readonly Part[]): Promise<number> {
  const { version } = chrome.runtime.getManifest();
  const from = performance.now();
  const answers = await Promise.all(
    parts.map((part) =>
      chrome.runtime.sendMessage({
        app: 'synap-inspector',
        version,
        name: 'read',
        input: { conversationId, part, mode: 'cached', priority: 'user' },
      }),
    ),
  );
  const took = performance.now() - from;
  if (answers.some(({ outcome }) => !outcome.ok || outcome.value.meta.source === 'cache'))
    throw new Error(`not answered by Synap: ${JSON.stringify(answers).slice(0, 500)}`);
  return took;
}

async function openFloor({ extension, floorId }: Stage): Promise<Floor> {
  const origin = `chrome-extension://${floorId}`;
  const { stop } = await followWorkers(extension.browser, origin, () => Promise.resolve());
  const page = await extension.browser.newPage();
  await page.goto(`${origin}/src/empty.html`);
  return { page, stop };
}

/** Runs in a page of an extension. */
async function wakeWorker(): Promise<number> {
  const { version } = chrome.runtime.getManifest();
  const from = performance.now();
  const input = { conversationId: null };
  await chrome.runtime.sendMessage({ app: 'synap-inspector', version, name: 'requests', input });
  return performance.now() - from;
}

/** Runs in a page of the extension. */
async function fetchBarely(url: string, key: string): Promise<number> {
  const from = performance.now();
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` }, cache: 'no-store' });
  await response.json();
  if (!response.ok) throw new Error(`Synap answered ${response.status}`);
  return performance.now() - from;
}
