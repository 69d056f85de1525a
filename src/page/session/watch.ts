/** Scans of one document, of which each reads what has changed since the one before. For the panel, which asks again. */
import { isConnected } from '../dom.ts';
import { readChanges } from '../find/read-changes.ts';
import { walkRoots } from '../find/walk.ts';
import { createChanges } from './changes.ts';
import { type Answer, createScan, type Find, heldSession, hold, letGo, newKnown, type Session } from './session.ts';

/** Begins with the whole page. */
export function watchPage(): Answer | undefined {
  const before = heldSession();
  before?.stop();
  const read = new Set<Document | ShadowRoot>();
  const known = newKnown((root) => {
    if (read.has(root)) return false;
    read.add(root);
    changes.observe(root);
    return true;
  });
  let isTruncated = false;
  let isWhole = true;
  let scan: (() => Answer) | null = null;
  const run = (): Answer | undefined => {
    scan ??= next();
    const answer = scan?.();
    if (answer === undefined || 'waitsFor' in answer) return answer;
    scan = null;
    if (isWhole) changes.wasRead(answer.tookMs);
    isWhole = false;
    isTruncated ||= answer.truncated;
    if (changes.isStopped()) letGo();
    return { ...answer, truncated: isTruncated };
  };
  const session: Session = { namer: before?.namer ?? null, run, stop: () => changes.stop() };
  const changes = createChanges(() => {
    if (scan === null) letGo();
  });
  const scanBy = (find: Find): (() => Answer) => createScan(find, known, () => session.namer);
  const next = (): (() => Answer) | null => {
    const records = changes.take();
    if (records === null) return null;
    // What comes back is new.
    for (const root of read) if (!isConnected(root)) read.delete(root);
    return scanBy((state) => readChanges(records, state));
  };
  scan = scanBy((state) => {
    state.roots.push(document);
    return walkRoots(state);
  });
  hold(session);
  return run();
}
