import type { Reader } from './reader.ts';

/** The state of one scan: its findings and its remaining budget. */
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
