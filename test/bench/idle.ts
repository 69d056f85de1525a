/** What a page pays for the extension. */
import { type Browser, launch } from 'puppeteer-core';
import { chromePath } from '../support/browser/launch.ts';
import { findPanel } from '../support/browser/panel.ts';
import { startPageServer } from '../support/e2e/page-server.ts';
import { giveKey } from '../support/e2e/rig.ts';
import { threadOf } from './frames.ts';
import { knownId, pageOf } from './known.ts';
import { interleave, median, quantile, type Row, type RowGroup } from './rows.ts';
import { onStage, type Stage } from './stage.ts';

const LOADS = 20;
const IDS = 300;
const CHANGE_ROUNDS = 2;
const CHANGING_MS = 10_000;
const WARM_MS = 1000;
/** Every 100 ms. */
const NODES_AT_ONCE = 10;

export const idleRows: RowGroup = { name: 'idle', rows: () => onStage(measure) };

async function measure(stage: Stage): Promise<Row[]> {
  await giveKey(stage);
  const pages = await startPageServer();
  pages.served.set('/', pageOf(Array.from({ length: IDS }, (_, n) => knownId(n))));
  try {
    return [...(await measureLoads(stage, pages.origin)), await measureChanges(stage, pages.origin)];
  } finally {
    await pages.close();
  }
}

async function measureLoads(stage: Stage, url: string): Promise<Row[]> {
  const without = await launch({ executablePath: chromePath(), pipe: true, args: ['--no-sandbox', '--disable-gpu'] });
  const held: Record<'ours' | 'rival', string> = { ours: '', rival: '' };
  const load = async (browser: Browser, of: 'ours' | 'rival'): Promise<number> => {
    const page = await browser.newPage();
    const thread = await threadOf(await page.createCDPSession());
    await page.goto(url, { waitUntil: 'load' });
    const spent = await thread();
    held[of] = await page.evaluate(contentOf);
    await page.close();
    return spent;
  };
  try {
    const { ours, rival } = await interleave(LOADS, {
      ours: () => load(stage.extension.browser, 'ours'),
      rival: () => load(without, 'rival'),
    });
    const [more, noise] = [median(ours) - median(rival), quantile(rival, 0.75) - quantile(rival, 0.25)];
    const isSame = held.ours === held.rival;
    return [
      {
        name: `a page loaded, no view open (p95 ${quantile(ours, 0.95).toFixed(1)}, rival ${median(rival).toFixed(1)})`,
        value: median(ours),
        unit: 'ms of CPU',
        against: 'the same page without the extension',
        ratio: median(ours) / median(rival),
        reach: `no difference beyond noise (${noise.toFixed(1)} ms between its quartiles)`,
        met: more <= noise,
      },
      {
        name: `the page's markup, globals, styles and requests (${held.rival.length} characters)`,
        value: isSame ? 0 : 1,
        unit: 'differences',
        against: 'the same page without the extension',
        ratio: null,
        reach: '0',
        met: isSame,
      },
    ];
  } finally {
    await without.close();
  }
}

/** Runs in a page: all that an extension could have added. */
function contentOf(): string {
  return JSON.stringify([
    document.documentElement.outerHTML,
    Object.getOwnPropertyNames(globalThis).toSorted(),
    Object.getOwnPropertySymbols(globalThis).map(String),
    document.styleSheets.length + document.adoptedStyleSheets.length,
    performance.getEntriesByType('resource').map(({ name }) => name),
  ]);
}

/** DevTools are open in both, for they are no part of the product. */
async function measureChanges(stage: Stage, url: string): Promise<Row> {
  const page = await stage.extension.visit(url);
  const [ours, floor] = [await findPanel(stage.extension.extensionId, page), await findPanel(stage.floorId, page)];
  const thread = await threadOf(await page.createCDPSession());
  const during = async (panel: typeof ours, ms = CHANGING_MS): Promise<number> => {
    await panel.choose();
    await panel.frame();
    const before = await thread();
    await page.evaluate(change, ms, NODES_AT_ONCE);
    return (await thread()) - before;
  };
  await during(floor, WARM_MS);
  const spent = await alternate(
    CHANGE_ROUNDS,
    () => during(ours),
    () => during(floor),
  );
  const more = (median(spent.ours) - median(spent.rival)) / CHANGING_MS;
  return {
    name: `a page that changes 100 nodes a second, panel open (${median(spent.ours).toFixed(0)} ms of CPU in ${CHANGING_MS / 1000} s, without ${median(spent.rival).toFixed(0)})`,
    value: more * 100,
    unit: '% of its main thread',
    against: 'the same page with an empty panel',
    ratio: median(spent.ours) / median(spent.rival),
    reach: '≤ 1 % more',
    met: more <= 0.01,
  };
}

/** Without a round to warm up: each takes seconds. */
async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  rival: () => Promise<number>,
): Promise<{ ours: number[]; rival: number[] }> {
  const spent = { ours: [] as number[], rival: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    spent.ours.push(await ours());
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    spent.rival.push(await rival());
  }
  return spent;
}

/** Runs in the page. */
async function change(forMs: number, nodes: number): Promise<void> {
  const box = document.body.appendChild(document.createElement('div'));
  const until = performance.now() + forMs;
  for (let n = 0; performance.now() < until; n += 1) {
    // oxlint-disable-next-line no-await-in-loop -- ten times a second
    await new Promise((resolve) => setTimeout(resolve, 100));
    const rows = Array.from({ length: nodes }, (_, at) =>
      Object.assign(document.createElement('p'), { textContent: `Message ${n}.${at}` }),
    );
    box.replaceChildren(...rows);
  }
  box.remove();
}
