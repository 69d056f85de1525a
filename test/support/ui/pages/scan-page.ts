/** A real browser, pages to scan in it, and the scan as it is built. */
import { createServer, type Server } from 'node:http';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { bundlePageScan } from '../../../../scripts/page-scan-plugin.ts';
import type { ScanResult } from '../../../../src/core/discovery/evidence.ts';
import { decodeScanResult } from '../../../../src/core/discovery/scan-result.ts';
import { chromePath } from '../../browser/launch.ts';

/** An id that is different for each number and holds it: 7 → `…-000000000007`. */
export const idOf = (n: number): string => `0bfa587f-a85c-5cc3-a395-${n.toString(16).padStart(12, '0')}`;
export const A = idOf(10);
export const B = idOf(11);
/** Laying out a hundred thousand rows takes longer than all that is tested with them. */
export const HIDDEN_BODY = '<body hidden></body>';

export interface ScanBench {
  page: Page;
  origin: string;
  /** What the server answers, by path. */
  served: Map<string, string>;
  /** What the browser gives for the code as it stands: the value of a script. */
  rawScan(): Promise<unknown>;
  scan(): Promise<ScanResult>;
  scanOf(html: string, path?: string): Promise<ScanResult>;
}

/** For one test file; the bench may be used inside tests only. */
export function useScanBench(): ScanBench {
  const served = new Map<string, string>();
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(served.get(request.url ?? '') ?? '<!doctype html>');
  });
  let browser: Browser | undefined;
  let page: Page | undefined;
  let code = '';
  let origin = '';

  beforeAll(async () => {
    [code, browser, origin] = await Promise.all([bundlePageScan(), launchBrowser(), listen(server)]);
  });
  afterAll(async () => {
    await browser?.close();
    server.close();
  });
  // A page of its own for each test: the next one must not wait for this one's layout.
  beforeEach(async () => {
    page = await browser?.newPage();
  });
  afterEach(async () => {
    await page?.close();
  });

  const bench: ScanBench = {
    get page() {
      if (page === undefined) throw new Error('no page outside a test');
      return page;
    },
    get origin() {
      return origin;
    },
    served,
    rawScan: () => bench.page.evaluate(code),
    scan: async () => decodeScanResult(await bench.rawScan()),
    scanOf: async (html, path = '/') => {
      served.set(path, html);
      await bench.page.goto(`${origin}${path}`);
      return bench.scan();
    },
  };
  return bench;
}

export function idsIn(result: ScanResult): string[] {
  return result.found.map(({ id }) => id).toSorted();
}

function launchBrowser(): Promise<Browser> {
  return launch({
    executablePath: chromePath(),
    headless: true,
    pipe: true,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      // Real pages name real hosts: nothing outside this machine is asked.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}
