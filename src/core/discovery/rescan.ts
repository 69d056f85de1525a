/**
 * When to rescan a page while a panel shows it. A page may change endlessly, so the pause grows with the cost of a
 * scan: at 25 times its duration, scanning takes under 5 % of the page's main thread. (20 times would do on paper, but
 * a scan costs the page some time before its first look at the clock and after its last: 5.1 % was measured.)
 */

export const MIN_RESCAN_MS = 1000;
/** After fruitless scans the pause doubles up to this, unless the cost alone requires more. */
export const MAX_IDLE_RESCAN_MS = 8000;
const PAUSE_PER_SCAN_MS = 25;
/** The wait for a scan's answer ends here; the page invented any longer duration. */
const MAX_SCAN_MS = 3000;
const MAX_FRUITLESS = 10;

export interface RescanState {
  /** Duration of the last scan on the page's main thread; 0 before the first. */
  lastScanMs: number;
  /** Scans in a row that found nothing new. */
  fruitlessScans: number;
}

/** For a page just opened or navigated: the state of the previous page does not apply. */
export function startRescans(): RescanState {
  return { lastScanMs: 0, fruitlessScans: 0 };
}

/** `tookMs` comes from the page and may be any number; a failed scan counts as one that found nothing. */
export function afterScan(state: RescanState, tookMs: number, foundNew: boolean): RescanState {
  const lastScanMs = Number.isNaN(tookMs) ? 0 : Math.min(Math.max(tookMs, 0), MAX_SCAN_MS);
  return { lastScanMs, fruitlessScans: foundNew ? 0 : Math.min(state.fruitlessScans + 1, MAX_FRUITLESS) };
}

/** Delay in ms from the end of the last scan to the next. */
export function nextScanDelayMs({ lastScanMs, fruitlessScans }: RescanState): number {
  const idleMs = Math.min(MIN_RESCAN_MS * 2 ** Math.max(0, fruitlessScans - 1), MAX_IDLE_RESCAN_MS);
  return Math.max(idleMs, PAUSE_PER_SCAN_MS * lastScanMs);
}
