/** Scans of one document, of which each reads what has changed since the one before. For the panel, which asks again. */
import { isConnected, windowOf } from '../dom.ts';
import { readChanges } from '../find/read-changes.ts';
import { walkRoots } from '../find/walk.ts';
import { createChanges } from './changes.ts';
import { type Answer, createScan, heldSession, hold, letGo, newKnown, type Session } from './session.ts';

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
  const next = (): (() => Answer) | null => {
    const records = changes.take();
    if (records === null) return null;
    // What comes back is new.
    for (const root of read) if (!isThere(root)) read.delete(root);
    return createScan(
      (state) => readChanges(records, state),
      known,
      () => session.namer,
    );
  };
  scan = createScan(
    (state) => {
      state.roots.push(document);
      return walkRoots(state);
    },
    known,
    () => session.namer,
  );
  hold(session);
  return run();
}

/** A document stays its own root, wherever its frame has gone. */
function isThere(root: Document | ShadowRoot): boolean {
  return isConnected(root) && (!('defaultView' in root) || windowOf(root) !== null);
}
