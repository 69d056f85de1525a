import { refusalReason } from '../../core/discovery/page-kind.ts';
import { within } from '../../core/clock.ts';
import { fail, type Outcome } from '../../core/errors.ts';
import type { ScanResult } from '../../core/discovery/evidence.ts';
import { readScan, scanWaitsFor } from '../../core/discovery/scan-result.ts';
import { browser } from '../browser.ts';
import { systemClock } from '../clock.ts';

/** Built from src/page by scripts/page-scan-plugin.ts: the first finds ids, and the second names them. */
const SCAN_FILE = 'page-scan.js';
const NAMES_FILE = 'page-names.js';
const DEADLINE_MS = 3_000;
/** An id may be in the link's address already. */
const LINK_DEADLINE_MS = 500;

/**
 * Scans a tab's page, or one of its frames, in the isolated world. Works while the user's click on icon or menu grants
 * the tab. What has loaded so far is scanned: a page that streams never ends.
 */
export async function scanTab(tabId: number, frameId = 0): Promise<Outcome<ScanResult>> {
  try {
    const scan = async () => {
      const found = await run(tabId, frameId, SCAN_FILE);
      return scanWaitsFor(found) === 'names' ? run(tabId, frameId, NAMES_FILE) : found;
    };
    return readScan(await within(systemClock, DEADLINE_MS, scan(), null));
  } catch (error) {
    const tab = await browser.tabs.get(tabId).catch(() => null);
    const words = error instanceof Error ? error.message : '';
    return fail({ kind: 'not-scannable', reason: tab ? refusalReason(words, tab.url, tab.favIconUrl) : 'closed' });
  }
}

async function run(tabId: number, frameId: number, file: string): Promise<unknown> {
  const target = { tabId, frameIds: [frameId] };
  const results: unknown[] = await browser.scripting.executeScript({ target, files: [file], injectImmediately: true });
  // Firefox answers `[null]`, rather than with an error, where it runs no script: reading that throws.
  return (results[0] as { result?: unknown }).result;
}

/** The texts of the links to an address in a frame; of the clicked one alone, where the browser has focused it. */
export async function linkTexts(tabId: number, frameId: number, url: string): Promise<string[]> {
  try {
    const run = browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: readLinkTexts,
      args: [url],
      injectImmediately: true,
    });
    const results = await within(systemClock, LINK_DEADLINE_MS, run, null);
    return (results?.[0]?.result as string[] | null | undefined) ?? [];
  } catch {
    return [];
  }
}

/** Runs in the page, so it must be complete in itself. */
function readLinkTexts(url: string): string[] {
  const links = [...document.links].filter(({ href }) => href === url);
  const clicked = links.filter((link) => link.matches(':focus, :focus-within'));
  return (clicked.length > 0 ? clicked : links).slice(0, 50).map((link) => link.innerText.slice(0, 500));
}
