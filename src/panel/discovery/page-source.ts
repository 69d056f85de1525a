import type { FoundId, ScanResult } from '../../core/discovery/evidence.ts';
import type { TrafficGaps } from '../../core/discovery/traffic/captured.ts';
import type { Outcome } from '../../core/errors.ts';

/** The panel's access to the inspected page. `main.tsx` implements it with the browser, tests with a script. */
export interface PageSource {
  /** Never rejects. Reads what has changed since the scan before, or the whole page. */
  scan(isWhole: boolean): Promise<Outcome<ScanResult>>;
  /**
   * The page has another address. `isNewDocument`: because the top frame loaded another document (a reload too), and not
   * by its hash or history; it never rejects.
   */
  onNavigated(listener: (url: string, isNewDocument: Promise<boolean>) => void): () => void;
  /**
   * Ids in the page's requests, until cancelled: of those in the browser's log, the newest first, and of each new one.
   * `tell` is called with what was not searched.
   */
  capture(listener: (found: FoundId[]) => void, tell: (gaps: TrafficGaps) => void): () => void;
  /** Whether the panel is in view; called at once and on each change. */
  onVisibility(listener: (visible: boolean) => void): () => void;
}
