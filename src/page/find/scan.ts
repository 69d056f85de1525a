import type { Doubts, Hits, Place } from './hits.ts';

/** The state of one scan: its findings and its remaining budget. */
export interface Scan {
  hits: Hits;
  /** Documents and shadow roots that are still to be read. */
  roots: (Document | ShadowRoot)[];
  /** Texts that are read in several turns. */
  long: LongText[];
  /** A cap was met: what is left is not read. */
  isOver: boolean;
  /** The page broke something, which cost an element. */
  truncated: boolean;
  charsLeft: number;
  nodesLeft: number;
  pace: Pace;
  known: Known;
  /** Whether only ids that are cut into several texts are looked for. */
  isForSplits: boolean;
}

export interface LongText {
  text: string;
  place: Place;
  /** How much of it is read. */
  at: number;
}

/** What a page is known to hold from one scan to the next. */
export interface Known {
  /** The elements that hold documents, and those documents where they may be read. */
  frames: Map<Element, Document | null>;
  /** Their values change without a word. */
  fields: Set<Element>;
  doubts: Doubts;
  /** Documents of `<embed>` that may not be read. */
  closedEmbeds: number;
  /** Whether a document or shadow root is to be read, which is then done. */
  isNew: (root: Document | ShadowRoot) => boolean;
}

/** How long a scan holds the page up. */
export interface Pace {
  /** Whether the page should have a turn. */
  isDue(): boolean;
  spentMs(): number;
}

const MAX_TEXT_CHARS = 20_000_000;
/** Also ends a walk whose `nextNode` was replaced by the page with one that never ends. */
const MAX_NODES = 3_000_000;

export function startScan(hits: Hits, pace: Pace, known: Known): Scan {
  return {
    hits,
    roots: [],
    long: [],
    isOver: false,
    truncated: false,
    charsLeft: MAX_TEXT_CHARS,
    nodesLeft: MAX_NODES,
    pace,
    known,
    isForSplits: false,
  };
}
