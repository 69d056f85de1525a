/** A real browser, pages to scan in it, and the scan as it is built. */
import { createServer, type Server } from 'node:http';
import type { CDPSession, Page } from 'puppeteer-core';
import { bundlePageScan } from '../../../../scripts/page-scan-plugin.ts';
import type { ScanResult } from '../../../../src/core/discovery/evidence.ts';
import { decodeScanResult, scanWaitsFor } from '../../../../src/core/discovery/scan-result.ts';
import { getPage, replacePage } from '../story-server.ts';
import { inBrowser } from '../story-test.ts';

/** An id that is different for each number and holds it: 7 → `…-000000000007`. */
const idOf = (n: number): string => `0bfa587f-a85c-5cc3-a395-${n.toString(16).padStart(12, '0')}`;
export const A = idOf(10);
export const B = idOf(11);
/** Laying out a hundred thousand rows takes longer than all that is tested with them. */
export const HIDDEN_BODY = '<body hidden></body>';

export interface ScanBench {
  page: Page;
  origin: string;
  /** What the server answers, by path. */
  served: Map<string, string | { type: string; body: string }>;
  /** What the browser gives for the code as it stands: the value of a script. */
  rawScan(): Promise<unknown>;
  scan(): Promise<ScanResult>;
  /** Reads the whole page in a world of its own, so that whoever follows the page goes on. */
  scanAside(): Promise<ScanResult>;
  /** As the panel does it: whether the whole page had to be read, and in how many turns. */
  followOn(isWhole?: boolean): Promise<ScanResult & { isAnew: boolean; turns: number }>;
  scanOf(html: string, path?: string): Promise<ScanResult>;
  /** Processor time of the page's thread: unlike the clock on the wall, it does not hang on what else the machine does. */
  cpuMs(work: () => Promise<unknown>): Promise<number>;
}

interface Site {
  origin: string;
  served: Map<string, string | { type: string; body: string }>;
  /** The script that scans once, the one that follows the page, and the one that names what they find. */
  scripts: Record<'scan' | 'follow' | 'names', string>;
}

/** A test with pages to scan, in the one browser of the worker. */
export const it = inBrowser.extend<{ site: Site; bench: ScanBench }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture wants from its first parameter
    async ({}, use) => {
      const served: ScanBench['served'] = new Map();
      const server = createServer((request, response) => {
        const found = served.get(request.url ?? '') ?? '<!doctype html>';
        const { type, body } = typeof found === 'string' ? { type: 'text/html; charset=utf-8', body: found } : found;
        response.setHeader('content-type', type);
        response.end(body);
      });
      await use({ origin: await listen(server), served, scripts: await buildScripts() });
      server.close();
      server.closeAllConnections();
    },
    { scope: 'worker' },
  ],
  bench: async ({ site: { origin, served, scripts }, onTestFailed }, use) => {
    onTestFailed(replacePage);
    const page = await getPage();
    const session = await page.createCDPSession();
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const threadMs = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? 0) * 1000;
    };
    // The scan's own limits are times on the wall, which a busy machine would meet with the smallest page.
    const still = await page.evaluateOnNewDocument(() => {
      performance.now = () => 0;
    });
    served.clear();
    const bench: ScanBench = {
      page,
      origin,
      served,
      rawScan: async () => {
        const found = await page.evaluate(scripts.scan);
        return scanWaitsFor(found) === 'names' ? page.evaluate(scripts.names) : found;
      },
      followOn: async (isWhole = false) => {
        const goOn = "globalThis[Symbol.for('synap-inspector')]?.run()";
        let answer = isWhole ? undefined : await page.evaluate(goOn);
        const isAnew = answer === undefined;
        if (isAnew) answer = await page.evaluate(scripts.follow);
        let turns = 1;
        for (let waits = scanWaitsFor(answer); waits !== undefined; waits = scanWaitsFor(answer), turns += 1)
          // oxlint-disable-next-line no-await-in-loop -- turn by turn
          answer = await page.evaluate(waits === 'names' ? scripts.names : goOn);
        return { ...decodeScanResult(answer), isAnew, turns };
      },
      scan: async () => decodeScanResult(await bench.rawScan()),
      scanAside: async () => {
        const evaluate = await openWorld(session);
        const found = await evaluate(scripts.scan);
        return decodeScanResult(scanWaitsFor(found) === 'names' ? await evaluate(scripts.names) : found);
      },
      scanOf: async (html, path = '/') => {
        served.set(path, html);
        await page.goto(`${origin}${path}`);
        return bench.scan();
      },
      cpuMs: async (work) => {
        const before = await threadMs();
        await work();
        return (await threadMs()) - before;
      },
    };
    await use(bench);
    await page.removeScriptToEvaluateOnNewDocument(still.identifier);
    await session.detach();
  },
});

/** Evaluates in a world of the page's present document that only this caller knows, and whose clock stands still. */
async function openWorld(session: CDPSession): Promise<(code: string) => Promise<unknown>> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'aside',
  });
  const evaluate = async (expression: string): Promise<unknown> => {
    const options = { contextId, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', { ...options, expression });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
    return result.value;
  };
  await evaluate('performance.now = () => 0; undefined');
  return evaluate;
}

async function buildScripts(): Promise<Site['scripts']> {
  const [scan, follow, names] = await Promise.all([
    bundlePageScan('scan'),
    bundlePageScan('follow'),
    bundlePageScan('names'),
  ]);
  return { scan, follow, names };
}

export function idsIn(result: ScanResult): string[] {
  return result.found.map(({ id }) => id).toSorted();
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}
