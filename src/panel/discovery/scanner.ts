import { signal, type ReadonlySignal } from '@preact/signals';
import type { Clock } from '../../core/clock.ts';
import type { ScanResult } from '../../core/discovery/evidence.ts';
import {
  afterScan,
  forNewAddress,
  forNewDocument,
  nextScanDelayMs,
  startRescans,
} from '../../core/discovery/rescan.ts';
import { fail, type AppError, type Outcome } from '../../core/errors.ts';
import type { PageSource } from './page-source.ts';

/** The last scan's own details. */
type ScanFacts = Pick<ScanResult, 'truncated' | 'unreadableFrames' | 'url' | 'title'>;

export interface Scanner {
  readonly scanning: ReadonlySignal<boolean>;
  /** Null before the first scan of a document, and after one that failed. */
  readonly facts: ReadonlySignal<ScanFacts | null>;
  readonly error: ReadonlySignal<AppError | null>;
  /** Scans now, because the user asked for it. */
  restart(): void;
  /** Another document: the previous one's results are void. */
  startOver(): void;
  /** The same document has another address. */
  hurry(): void;
  setVisible(visible: boolean): void;
  stop(): void;
}

/** A page that is loading or unloading fails once; one that fails again cannot be scanned. */
const REPORTED_FAILURES = 2;

/** A page that did not answer has already been waited for long enough. */
function isReported(error: AppError, failures: number): boolean {
  return failures >= REPORTED_FAILURES || (error.kind === 'not-scannable' && error.reason === 'no-answer');
}

/** Holds the outcome of the last scan. */
function createReport() {
  const facts = signal<ScanFacts | null>(null);
  const error = signal<AppError | null>(null);
  let failures = 0;
  return {
    facts,
    error,
    put: (outcome: Outcome<ScanResult>) => {
      failures = outcome.ok ? 0 : failures + 1;
      error.value = outcome.ok || !isReported(outcome.error, failures) ? null : outcome.error;
      facts.value = outcome.ok ? outcome.value : null;
    },
    clear: () => {
      facts.value = null;
      error.value = null;
      failures = 0;
    },
  };
}

/** Scans repeatedly while in view; a result about a page that was left meanwhile is dropped. */
export function createScanner(source: PageSource, clock: Clock, take: (result: ScanResult) => boolean): Scanner {
  const scanning = signal(false);
  const report = createReport();
  let [state, turn, visible] = [startRescans(), 0, false];
  /** What was read and did not arrive must be read again. */
  let isWhole = true;
  let cancel = () => {};

  const settle = (outcome: Outcome<ScanResult>) => {
    // The ids come first, so that a caller waiting for the report has both.
    const foundNew = outcome.ok && take(outcome.value);
    report.put(outcome);
    follow(afterScan(state, outcome.ok ? outcome.value.tookMs : 0, foundNew, clock.now()));
  };
  const scan = async () => {
    const mine = ++turn;
    scanning.value = true;
    // The script is missing only if the extension was replaced under the panel.
    const outcome = await source.scan(isWhole).catch(() => fail({ kind: 'outdated' }));
    if (mine !== turn) return;
    scanning.value = false;
    isWhole = !outcome.ok;
    settle(outcome);
  };
  const plan = (delayMs = nextScanDelayMs(state, clock.now())) => {
    cancel();
    if (!visible || scanning.peek()) return;
    cancel = clock.after(delayMs, () => void scan());
  };
  const follow = (next: typeof state) => {
    state = next;
    plan();
  };
  /** Does not wait for a scan in progress. */
  const drop = () => {
    turn += 1;
    isWhole = true;
    scanning.value = false;
  };
  return {
    scanning,
    facts: report.facts,
    error: report.error,
    restart: () => {
      drop();
      plan(0);
    },
    startOver: () => {
      report.clear();
      drop();
      follow(forNewDocument(state));
    },
    hurry: () => follow(forNewAddress(state)),
    setVisible: (next) => {
      if (next === visible) return;
      visible = next;
      plan();
    },
    stop: () => {
      turn += 1;
      cancel();
    },
  };
}
