/** A summary as long as an answer may be. */
import type { Page } from 'puppeteer-core';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { giveKey } from '../support/e2e/rig.ts';
import { named, shows } from '../support/e2e/view.ts';
import { longTaskRow, spentOnEach, watchLongTasks } from './frames.ts';
import { cpuMs } from '../support/cpu-time.ts';
import { interleave, median, quantile, type Row, type RowGroup } from './rows.ts';
import { onStage, type Stage } from './stage.ts';

const ROUNDS = 10;
const ID = IDS.fresh;
const ITEMS = 10_000;
const ITEM = 'Joanna takes the night train from Lisbon to Porto on the third, and wants a window seat in coach 21. ';
const TEXT_BYTES = 6_800_000;
const OPEN_MS = 100;
const FIND_MS = 50;
const QUERY = ['n', 'i', 'g', 'h', 't'];

export const summaryRows: RowGroup = { name: 'summary', rows: () => onStage(measure) };

async function measure(stage: Stage): Promise<Row[]> {
  await giveKey(stage);
  const context = ITEM.repeat(Math.ceil(TEXT_BYTES / ITEM.length));
  const patch = { facts: Array.from({ length: ITEMS }, (_, n) => `${n} ${ITEM}`), formatted_context: context };
  stage.emulator.world.faults.add({ path: '/compacted', fault: { patch } });
  const bytes = JSON.stringify(patch).length;
  const page = await stage.extension.openPage('inspector', { id: ID });
  await shows(page, { id: ID, status: 'completed' });
  await openTab(page, 'summary');
  await page.waitForSelector('.summary-items li');
  const longTasks = await watchLongTasks(page);
  const opened = await interleave(ROUNDS, {
    empty: () => openedFrom(page, 'summary', 'requests'),
    ours: () => openedFrom(page, 'requests', 'summary'),
  });
  const letters: number[] = [];
  const found = await interleave(3, {
    ours: async () => {
      letters.push(...(await find(page)));
      return median(letters);
    },
    floor: () => cpuMs(() => context.indexOf('no such words')),
  });
  const name = `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    row(`${name}: its tab opened`, { ours: opened.ours, rival: opened.empty, against: 'the tab of requests' }, OPEN_MS),
    row(`${name}: a letter in Find`, { ours: letters, rival: found.floor, against: 'indexOf' }, FIND_MS),
    longTaskRow(name, await longTasks()),
  ];
}

function row(
  name: string,
  { ours, rival, against }: { ours: readonly number[]; rival: readonly number[]; against: string },
  most: number,
): Row {
  return {
    name: `${name} (p95 ${quantile(ours, 0.95).toFixed(1)}, rival ${median(rival).toFixed(1)})`,
    value: median(ours),
    unit: 'ms of CPU',
    against,
    ratio: median(ours) / median(rival),
    reach: `≤ ${most} ms`,
    met: median(ours) <= most,
  };
}

const openTab = (page: Page, tab: string): Promise<void> => page.click(`#tab-${tab}-${ID}`);

async function openedFrom(page: Page, from: string, to: string): Promise<number> {
  await openTab(page, from);
  await page.waitForSelector(`#tab-${from}-${ID}[aria-selected="true"]`);
  // A real click would move the pointer, too.
  const open = () => page.$eval(`#tab-${to}-${ID}`, (tab) => (tab as HTMLElement).click());
  const [spent = Number.NaN] = await spentOnEach(page, [open]);
  return spent;
}

/** Types a word and takes it away; what each letter took. */
async function find(page: Page): Promise<number[]> {
  await openTab(page, 'summary');
  await page.click(named('Find in this tab', 'textbox').replace('textbox', 'searchbox'));
  const spent = await spentOnEach(
    page,
    QUERY.map((letter) => () => page.keyboard.press(letter as 'n')),
  );
  await spentOnEach(
    page,
    QUERY.map(() => () => page.keyboard.press('Backspace')),
  );
  return spent;
}
