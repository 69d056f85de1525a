import { unscannableReason } from '../../core/discovery/page-kind.ts';
import { fail, type Outcome } from '../../core/errors.ts';
import type { ScanResult } from '../../core/discovery/evidence.ts';
import { readScan } from '../../core/discovery/scan-result.ts';
import { browser } from '../browser.ts';

/** The file that scripts/page-scan-plugin.ts makes of src/page. */
const SCAN_FILE = 'page-scan.js';
const DEADLINE_MS = 3_000;

/** Looks for ids in a tab, in the isolated world. Works while the user's click on icon or menu grants the tab. */
export async function scanTab(tabId: number): Promise<Outcome<ScanResult>> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab) return fail({ kind: 'not-scannable', reason: 'closed' });
  const reason = unscannableReason(tab.url);
  if (reason) return fail({ kind: 'not-scannable', reason });
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), DEADLINE_MS);
  });
  try {
    const results = await Promise.race([
      browser.scripting.executeScript({ target: { tabId }, files: [SCAN_FILE] }),
      late,
    ]);
    if (!results) return fail({ kind: 'not-scannable', reason: 'no-answer' });
    return readScan(results[0]?.result);
  } catch {
    return fail({ kind: 'not-scannable', reason: 'not-allowed' });
  }
}
