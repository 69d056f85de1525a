/**
 * When a page is scanned again while a panel shows it. A page may change for ever, so the pause grows with what
 * a scan costs: at 25 times its duration, scanning stays under 5 % of the page's main thread. (Twenty would do, but
 * for what the page loses before a scan's first look at the clock and after its last: 5.1 % in all were measured.)
 */

export const MIN_RESCAN_MS = 1000;
/** After fruitless scans the pause doubles up to here, unless the cost alone asks for more. */
export const MAX_IDLE_RESCAN_MS = 8000;
const PAUSE_PER_SCAN_MS = 25;
/** No scan outlasts the wait for its answer; more was made up by the page. */
const MAX_SCAN_MS = 3000;
const MAX_FRUITLESS = 10;

export interface RescanState {
  /** Duration of the last scan on the page's main thread; 0 before the first. */
  lastScanMs: number;
  /** Scans in a row that found nothing new. */
  fruitlessScans: number;
}

/** Of a page just opened or navigated: whatever was learned about the one before is void. */
export function startRescans(): RescanState {
  return { lastScanMs: 0, fruitlessScans: 0 };
}

/** `tookMs` comes from the page and may be anything; a scan that failed counts as one that found nothing. */
export function afterScan(state: RescanState, tookMs: number, foundNew: boolean): RescanState {
  const lastScanMs = Number.isNaN(tookMs) ? 0 : Math.min(Math.max(tookMs, 0), MAX_SCAN_MS);
  return { lastScanMs, fruitlessScans: foundNew ? 0 : Math.min(state.fruitlessScans + 1, MAX_FRUITLESS) };
}

/** The pause before the next scan, from the end of the last one. */
export function nextScanDelayMs({ lastScanMs, fruitlessScans }: RescanState): number {
  const idleMs = Math.min(MIN_RESCAN_MS * 2 ** Math.max(0, fruitlessScans - 1), MAX_IDLE_RESCAN_MS);
  return Math.max(idleMs, PAUSE_PER_SCAN_MS * lastScanMs);
}
