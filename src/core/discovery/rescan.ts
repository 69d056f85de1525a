/**
 * When to rescan a page while a panel shows it. A page may change endlessly, so each scan must be paid for by a pause of
 * 30 times its duration: scanning then takes under 5 % of the page's main thread. (20 times would do on paper, but a scan
 * costs the page some time before each turn's first look at the clock and after its last: 5.1 % was measured.)
 */

export const MIN_RESCAN_MS = 1000;
/** After fruitless scans the pause doubles up to this, unless the cost alone requires more. */
export const MAX_IDLE_RESCAN_MS = 8000;
const PAUSE_PER_SCAN_MS = 30;
/** The wait for a scan's answer ends here; the page invented any longer duration. */
const MAX_SCAN_MS = 3000;
const MAX_FRUITLESS = 10;
/** Two of the longest scans; a longer delay comes from a clock that was set back. */
const MAX_DELAY_MS = 2 * PAUSE_PER_SCAN_MS * MAX_SCAN_MS;

export interface RescanState {
  /** Duration of the last scan on the page's main thread; 0 before the first. */
  lastScanMs: number;
  /** When the last scan ended; null before the first. */
  endedAt: number | null;
  /** When all scans so far are paid for, whichever documents they were of. */
  paidAt: number;
  /** Scans in a row that found nothing new. */
  fruitlessScans: number;
  /** The document was not scanned yet: it may be before the last scan is paid for. */
  isNewDocument: boolean;
}

export function startRescans(): RescanState {
  return { lastScanMs: 0, endedAt: null, paidAt: 0, fruitlessScans: 0, isNewDocument: true };
}

/** Another document: scanned at once, but an unpaid pause is not forgotten. */
export function forNewDocument(state: RescanState): RescanState {
  return { ...state, fruitlessScans: 0, isNewDocument: true };
}

/** The same document at another address: it probably changed. */
export function forNewAddress(state: RescanState): RescanState {
  return { ...state, fruitlessScans: 0 };
}

/** `tookMs` comes from the page and may be any number; a failed scan counts as one that found nothing. */
export function afterScan(state: RescanState, tookMs: number, foundNew: boolean, now: number): RescanState {
  const lastScanMs = Number.isNaN(tookMs) ? 0 : Math.min(Math.max(tookMs, 0), MAX_SCAN_MS);
  return {
    lastScanMs,
    endedAt: now,
    paidAt: Math.min(Math.max(state.paidAt, now), now + MAX_DELAY_MS) + PAUSE_PER_SCAN_MS * lastScanMs,
    fruitlessScans: foundNew ? 0 : Math.min(state.fruitlessScans + 1, MAX_FRUITLESS),
    isNewDocument: false,
  };
}

/** Delay in ms from `now` to the next scan. */
export function nextScanDelayMs(state: RescanState, now: number): number {
  const { lastScanMs, endedAt, paidAt, fruitlessScans, isNewDocument } = state;
  if (endedAt === null) return 0;
  const idleMs = Math.min(MIN_RESCAN_MS * 2 ** Math.max(0, fruitlessScans - 1), MAX_IDLE_RESCAN_MS);
  const dueAt = isNewDocument ? paidAt - PAUSE_PER_SCAN_MS * lastScanMs : Math.max(endedAt + idleMs, paidAt);
  return Math.min(Math.max(dueAt - now, 0), MAX_DELAY_MS);
}
