import type { FoundId, ScanResult } from '../../core/discovery/evidence.ts';
import type { Outcome } from '../../core/errors.ts';

/** The panel's access to the inspected page. `main.tsx` implements it with the browser, tests with a script. */
export interface PageSource {
  /** Never rejects. */
  scan(): Promise<Outcome<ScanResult>>;
  /**
   * The page has another address. `isNewDocument`: because the top frame loaded another document (a reload too), and not
   * by its hash or history; it never rejects.
   */
  onNavigated(listener: (url: string, isNewDocument: Promise<boolean>) => void): () => void;
  /** Ids in the page's requests: first those in the browser's log, then each new one, until cancelled. */
  capture(listener: (found: FoundId[]) => void): () => void;
  /** Whether the panel is in view; called at once and on each change. */
  onVisibility(listener: (visible: boolean) => void): () => void;
}
