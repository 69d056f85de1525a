import { useEffect, useState } from 'preact/hooks';
import { DEMO_CONVERSATIONS } from '../../core/conversation/demo-conversations.ts';
import { succeed, type Outcome } from '../../core/errors.ts';
import type { FoundId, ScanResult } from '../../core/discovery/evidence.ts';
import type { Backend } from '../../protocol/backend.ts';

/** Null while the page is being scanned. */
export type Found = Outcome<Pick<ScanResult, 'found' | 'truncated'>> | null;

/** The ids on the page; in the demo, its recorded conversations. */
export function useFound(backend: Backend, tabId: number | null, demo: boolean | null): Found {
  const [held, setHeld] = useState<{ demo: boolean; found: Found } | null>(null);
  useEffect(() => {
    // Whether the demo is on is known with the overview.
    if (demo === null || (!demo && tabId === null)) return undefined;
    let wanted = true;
    const request: Promise<Found> = demo ? Promise.resolve(demoFound()) : backend.ask('scan', { tabId: tabId ?? -1 });
    void request.then((found) => wanted && setHeld({ demo, found }));
    return () => {
      wanted = false;
    };
  }, [backend, tabId, demo]);
  // The page's ids must not appear in the demo, or the reverse, even for one frame.
  return held && held.demo === demo ? held.found : null;
}

function demoFound(): Found {
  const found = DEMO_CONVERSATIONS.map(({ id, label }): FoundId => ({
    id,
    label,
    evidence: [{ source: 'demo', where: '', count: 1 }],
  }));
  return succeed({ found, truncated: false });
}
