import type { FoundId, ScanResult } from '../../core/discovery/evidence.ts';
import type { Outcome } from '../../core/errors.ts';

/** The inspected page as the panel knows it. `main.tsx` fills it from the browser, tests from a script. */
export interface PageSource {
  /** Never rejects. */
  scan(): Promise<Outcome<ScanResult>>;
  /** The top frame went to another document (a reload too). */
  onNavigated(listener: (url: string) => void): () => void;
  /** Ids in the page's requests: those the browser still has first, then each as it comes, until cancelled. */
  capture(listener: (found: FoundId[]) => void): () => void;
  /** Whether the panel is in view; told at once and at each change. */
  onVisibility(listener: (visible: boolean) => void): () => void;
}
