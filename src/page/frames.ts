/** Reads the documents within a document where it may, and counts the others. */
import { frameDocumentOf, objectDocumentOf, objectWindowOf, oldFrameDocumentOf, tagOf, windowOf } from './dom.ts';
import type { Scan } from './scan-state.ts';

const MAX_WINDOWS = 1000;

/** False for an object without a document. */
export function readFrame(element: Element, tag: string, scan: Scan): boolean {
  const documentOf = tag === 'iframe' ? frameDocumentOf : tag === 'frame' ? oldFrameDocumentOf : objectDocumentOf;
  const inner = documentOf(element);
  if (inner !== null) scan.roots.push(inner);
  else if (tag !== 'object' || objectWindowOf(element) !== null) scan.unreadableFrames += 1;
  else return false;
  return true;
}

/**
 * The documents of `<embed>`, which are found only among the windows in that document. Those that may not be read are
 * all its unreadable frames but the `counted` ones.
 */
export function readEmbeds(holder: Document, scan: Scan, counted: number): void {
  const windows = windowOf(holder);
  let closed = 0;
  for (let at = 0; at < MAX_WINDOWS; at += 1) {
    const inner: Window | undefined = windows?.[at];
    if (inner === undefined) break;
    try {
      const element = inner.frameElement;
      if (element !== null && tagOf(element) === 'embed') scan.roots.push(inner.document);
    } catch {
      closed += 1;
    }
  }
  scan.unreadableFrames += Math.max(0, closed - counted);
}
