import { useEffect, useState } from 'preact/hooks';
import type { Backend } from '../../protocol/backend.ts';
import type { Found } from './found.ts';

type FoundCode = typeof import('./found-code.ts');

/** The ids on the page, as it is now; in the demo, its recorded conversations. */
export function useFound(code: FoundCode | null, backend: Backend, tabId: number | null, demo: boolean | null): Found {
  const [held, setHeld] = useState<{ demo: boolean; found: Found } | null>(null);
  useEffect(() => {
    // Whether the demo is on is known with the overview.
    if (demo === null || code === null) return undefined;
    if (demo) return setHeld({ demo, found: code.demoFound() });
    if (tabId === null) return undefined;
    return code.rescan(
      () => backend.ask('scan', { tabId }),
      (found) =>
        setHeld((before) => ({ demo, found: code.joined(before?.demo === false ? before.found : null, found) })),
    );
  }, [code, backend, tabId, demo]);
  // The page's ids must not appear in the demo, or the reverse, even for one frame.
  return held && held.demo === demo ? held.found : null;
}
