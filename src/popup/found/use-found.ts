import { useEffect, useState } from 'preact/hooks';
import { DEMO_CONVERSATIONS } from '../../core/conversation/demo-conversations.ts';
import { succeed, type Outcome } from '../../core/errors.ts';
import type { FoundId, ScanResult } from '../../core/discovery/evidence.ts';
import type { Backend } from '../../protocol/backend.ts';

/** Null while the page is being read. */
export type Found = Outcome<Pick<ScanResult, 'found' | 'truncated'>> | null;

/** The ids on the page; in the demo, the conversations that it has recordings of. */
export function useFound(backend: Backend, tabId: number | null, demo: boolean | null): Found {
  const [held, setHeld] = useState<{ demo: boolean; found: Found } | null>(null);
  useEffect(() => {
    // Which of both is known with the overview.
    if (demo === null || (!demo && tabId === null)) return undefined;
    let wanted = true;
    const asked: Promise<Found> = demo ? Promise.resolve(demoFound()) : backend.ask('scan', { tabId: tabId ?? -1 });
    void asked.then((found) => wanted && setHeld({ demo, found }));
    return () => {
      wanted = false;
    };
  }, [backend, tabId, demo]);
  // The page's ids are none of the demo's, not even for one frame.
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
