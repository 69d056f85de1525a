import type { Reader } from './reader.ts';

/** What one scan has done and may still do. */
export interface Scan {
  reader: Reader;
  /** Documents and shadow roots that are still to be read. */
  roots: (Document | ShadowRoot)[];
  /** A cap was met: what is left is not read. */
  isOver: boolean;
  truncated: boolean;
  unreadableFrames: number;
  charsLeft: number;
  nodesLeft: number;
  elapsedMs(): number;
}
