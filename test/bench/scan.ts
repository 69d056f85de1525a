/** How long a page is held up by looking for ids in it. */
import { type Browser, launch, type Page } from 'puppeteer-core';
import { findIds } from '../../src/core/conversation/uuid.ts';
import { chromePath } from '../support/browser/launch.ts';
import { cpuMs } from '../support/cpu-time.ts';
import { threadOf } from './frames.ts';
import { interleave, median, type Row, rowAgainst, type RowGroup } from './rows.ts';
import { buildScripts, type Driven, openPage, type Run, scanOnce, type Scanned, timed } from './scan-page.ts';
import { longestRow, taskRows } from './scan-tasks.ts';

const ROWS = 70_000;
const ROUNDS = 15;
const FRESH_ROUNDS = 5;
const USUAL = '/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi';
const USUAL_WAY = `new Set(document.documentElement.innerHTML.match(${USUAL})).size`;
const AGAINST = 'innerHTML.match(the usual regex)';

const CHROMIUM: Driven = {
  threadOf: async (page) => threadOf(await page.createCDPSession()),
  run: (page, code) => page.evaluate(code),
  taskRows,
};

export const scanRows: RowGroup = {
  name: 'scan',
  rows: async () => [...(await stringRows()), ...(await inChromium((browser) => measurePage(browser)))],
};

async function inChromium<T>(run: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launch({ executablePath: chromePath(), pipe: true, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    return await run(browser);
  } finally {
    await browser.close();
  }
}

interface Compared {
  mb: number;
  ours: number;
  usual: number;
}

/** Median milliseconds of CPU for pages of so many rows. */
export function scanTimes(rowCounts: readonly number[], rounds: number): Promise<Compared[]> {
  return inChromium(async (browser) => {
    const found: Compared[] = [];
    for (const rows of rowCounts) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would measure each other
      const { chars, times, page } = await comparePage(browser, rows, rounds, CHROMIUM);
      found.push({ mb: chars / 1e6, ours: median(times.ours), usual: median(times.usual) });
      // oxlint-disable-next-line no-await-in-loop -- the same
      await page.close();
    }
    return found;
  });
}

async function comparePage(browser: Browser, rows: number, rounds: number, driven: Driven) {
  const [scripts, page] = await Promise.all([buildScripts(), openPage(browser, rows)]);
  const chars = await page.evaluate(() => document.body.innerHTML.length);
  const thread = await driven.threadOf(page);
  const run = (code: string) => timed(thread, () => driven.run(page, code));
  const scans: Scanned[] = [];
  let usualFound = 0;
  const times = await interleave(rounds, {
    ours: async () => {
      const scan = await scanOnce(page, run, scripts);
      scans.push(scan);
      return scan.finding + scan.naming;
    },
    usual: async () => {
      const { ms, value } = await run(USUAL_WAY);
      usualFound = Number(value);
      return ms;
    },
    markup: async () => (await run('document.documentElement.innerHTML.length')).ms,
  });
  return { chars, times, scans: scans.slice(-rounds), usualFound, page };
}

export async function measurePage(browser: Browser, driven: Driven = CHROMIUM): Promise<Row[]> {
  const { chars, times, scans, usualFound, page } = await comparePage(browser, ROWS, ROUNDS, driven);
  await page.close();
  const found = scans[0]?.ids ?? 0;
  if (found !== usualFound + 2) throw new Error(`${found} ids were found, and ${usualFound} by the usual way`);
  const fresh = await compareFreshPages(browser, driven);
  const name = `scan of ${(chars / 1e6).toFixed(1)} MB, ${ROWS} rows`;
  const [unit, against] = ['ms of CPU', AGAINST];
  const pick = (of: 'finding' | 'naming'): number[] => scans.map((scan) => scan[of]);
  const stated = (what: string, spent: number[]): Row => ({
    ...rowAgainst({ name: `${name}: ${what}`, unit, against }, [spent, times.usual], 1),
    reach: 'stated',
    met: null,
  });
  return [
    rowAgainst({ name: `${name}: finding ${found} ids`, unit, against }, [pick('finding'), times.usual], 1 / 4),
    rowAgainst(
      { name: `${name}: finding them in a fresh page`, unit, against: `${against}, in a fresh page` },
      [fresh.ours, fresh.usual],
      1 / 4,
    ),
    stated(`naming ${found} ids`, pick('naming')),
    stated('innerHTML alone', times.markup),
    ...((await driven.taskRows?.(name, () => openPage(browser, ROWS))) ?? [
      longestRow(
        `${name}: longest turn`,
        scans.map(({ turns }) => Math.max(...turns)),
      ),
    ]),
  ];
}

/** Pages of which nothing was read before: the browser makes an object for each node, and a copy of each text. */
function compareFreshPages(browser: Browser, driven: Driven): Promise<Record<'ours' | 'usual', number[]>> {
  const inFresh = async (spentIn: (page: Page, run: Run) => Promise<number>): Promise<number> => {
    const page = await openPage(browser, ROWS);
    const thread = await driven.threadOf(page);
    const spent = await spentIn(page, (code) => timed(thread, () => driven.run(page, code)));
    await page.close();
    return spent;
  };
  return interleave(FRESH_ROUNDS, {
    ours: () => inFresh(async (page, run) => (await scanOnce(page, run, await buildScripts())).finding),
    usual: () => inFresh(async (_, run) => (await run(USUAL_WAY)).ms),
  });
}

/** The search alone, of 10 MB. The floor visits each hyphen. */
async function stringRows(): Promise<Row[]> {
  const id = (n: number): string => `0bfa587f-a85c-5cc3-a395-${n.toString(16).padStart(12, '0')}`;
  const words = 'some words of a page, well-known and not, in a row of it that goes on ';
  const textWith = (ids: number): string => {
    const gap = words.repeat(Math.ceil(1e7 / ids / words.length)).slice(0, Math.max(1, Math.floor(1e7 / ids) - 37));
    // Flat, as a page's text is.
    return Buffer.from(Array.from({ length: ids }, (_, n) => `${gap} ${id(n)}`).join(''), 'latin1').toString('latin1');
  };
  const rows: Row[] = [];
  for (const [ids, most] of [
    [20, 2],
    [100_000, 8],
  ] as const) {
    const text = textWith(ids);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const times = await interleave(ROUNDS, {
      ours: () =>
        cpuMs(() => {
          if (findIds(text).length !== ids) throw new Error('ids are missing');
        }),
      floor: () => cpuMs(() => visitHyphens(text)),
    });
    const name = `string search of 10 MB, ${ids} ids`;
    rows.push(
      rowAgainst({ name, unit: 'ms of CPU', against: "a bare indexOf('-') loop" }, [times.ours, times.floor], most),
    );
  }
  return rows;
}

function visitHyphens(text: string): number {
  let count = 0;
  for (let at = text.indexOf('-'); at !== -1; at = text.indexOf('-', at + 1)) count += 1;
  return count;
}
