/** The documents within a document: those that may be read, and how many others there are. */
import {
  frameDocumentOf,
  isConnected,
  objectDocumentOf,
  objectWindowOf,
  oldFrameDocumentOf,
  tagOf,
  windowOf,
} from '../dom.ts';
import type { Known, Scan } from './scan.ts';

const MAX_WINDOWS = 1000;

/** False for an object without a document. */
export function readFrame(element: Element, tag: string, scan: Scan): boolean {
  const inner = documentIn(element, tag);
  if (inner === null && tag === 'object' && objectWindowOf(element) === null) return false;
  scan.known.frames.set(element, inner);
  if (inner !== null) scan.roots.push(inner);
  return true;
}

/** The documents that came into known frames since. */
export function readNewDocuments(scan: Scan): void {
  const { frames } = scan.known;
  for (const element of frames.keys())
    if (!isConnected(element) || !readFrame(element, tagOf(element), scan)) frames.delete(element);
}

export function unreadableFrames({ frames, closedEmbeds }: Known): number {
  return [...frames.values()].filter((inner) => inner === null).length + closedEmbeds;
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
  scan.known.closedEmbeds += Math.max(0, closed - counted);
}

function documentIn(element: Element, tag: string): Document | null {
  return (tag === 'iframe' ? frameDocumentOf : tag === 'frame' ? oldFrameDocumentOf : objectDocumentOf)(element);
}
