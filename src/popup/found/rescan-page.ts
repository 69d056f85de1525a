import { DEMO_CONVERSATIONS } from '../../core/conversation/demo-conversations.ts';
import { succeed, type AppError, type Outcome } from '../../core/errors.ts';
import type { FoundId, ScanResult } from '../../core/discovery/evidence.ts';
import { mergeFound } from '../../core/discovery/merge-found.ts';
import { rankFound } from '../../core/discovery/rank.ts';
import { afterScan, nextScanDelayMs, startRescans } from '../../core/discovery/rescan.ts';
import type { Found } from './found.ts';

/** Scans again and again, because apps show their ids late, but never for long. Returns how to stop. */
export function rescan(
  scan: () => Promise<Outcome<ScanResult>>,
  take: (found: Outcome<ScanResult>) => void,
): () => void {
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state = startRescans();
  const next = async () => {
    const outcome = await scan();
    if (isStopped) return;
    take(outcome);
    if (!outcome.ok && !mayPass(outcome.error)) return;
    // A popup is open for moments, so its pause does not grow by scans that find nothing.
    state = afterScan(state, outcome.ok ? outcome.value.tookMs : 0, true, performance.now());
    timer = setTimeout(() => void next(), nextScanDelayMs(state, performance.now()));
  };
  void next();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Whether the page may still be read while the popup is open. */
function mayPass(error: AppError): boolean {
  return error.kind !== 'not-scannable' || error.reason === 'no-answer';
}

/** Keeps everything found so far: a changing page must not take a row from under the pointer. */
export function joined(before: Found, now: Outcome<ScanResult>): Found {
  if (before === null || !before.ok) return now;
  if (!now.ok) return before;
  const found = rankFound(mergeFound([before.value.found, now.value.found]));
  return succeed({ ...now.value, found });
}

export function demoFound(): Found {
  const found = DEMO_CONVERSATIONS.map(({ id, label }): FoundId => ({
    id,
    label,
    evidence: [{ source: 'demo', where: '', count: 1 }],
  }));
  return succeed({ found, truncated: false, unreadableFrames: 0 });
}
