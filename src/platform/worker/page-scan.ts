import { unscannableReason } from '../../core/discovery/page-kind.ts';
import { within } from '../../core/clock.ts';
import { fail, type Outcome } from '../../core/errors.ts';
import type { ScanResult } from '../../core/discovery/evidence.ts';
import { readScan } from '../../core/discovery/scan-result.ts';
import { browser } from '../browser.ts';
import { systemClock } from '../clock.ts';

/** Built from src/page by scripts/page-scan-plugin.ts. */
const SCAN_FILE = 'page-scan.js';
const DEADLINE_MS = 3_000;

/** Scans a tab for ids, in the isolated world. Works while the user's click on icon or menu grants the tab. */
export async function scanTab(tabId: number): Promise<Outcome<ScanResult>> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab) return fail({ kind: 'not-scannable', reason: 'closed' });
  const reason = unscannableReason(tab.url);
  if (reason) return fail({ kind: 'not-scannable', reason });
  try {
    const scan = browser.scripting.executeScript({ target: { tabId }, files: [SCAN_FILE] });
    const results = await within(systemClock, DEADLINE_MS, scan, null);
    if (!results) return fail({ kind: 'not-scannable', reason: 'no-answer' });
    return readScan(results[0]?.result);
  } catch {
    return fail({ kind: 'not-scannable', reason: 'not-allowed' });
  }
}
