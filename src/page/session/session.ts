/**
 * A scan in turns, between which the page goes on, and in two scripts: the first finds ids, and the second names them,
 * where there are any. Between turns and scripts the session is held under `KEY`, which no listing of names shows.
 */
import type { PageScan } from '../../core/discovery/evidence.ts';
import type { Slices } from '../../core/slices.ts';
import { titleOf, urlOf } from '../dom.ts';
import { unreadableFrames } from '../find/frames.ts';
import { createHits, type Hits } from '../find/hits.ts';
import { type Known, type Pace, type Scan, startScan } from '../find/scan.ts';
import { createTurns } from './pace.ts';

const KEY = Symbol.for('synap-inspector');

/** A scan's result, or what it waits for: another turn, or the script that names what it found. */
export type Answer = PageScan | { waitsFor: 'turn' | 'names' };
export type Namer = (hits: Hits, pace: Pace) => Slices<Pick<PageScan, 'found' | 'selection' | 'truncated'>>;
/** Reads the page, or what has changed in it. */
export type Find = (scan: Scan) => Slices<void>;

export interface Session {
  namer: Namer | null;
  /** Goes on until there is an answer; undefined when the page must be read as a whole, by another session. */
  run(): Answer | Promise<Answer> | undefined;
  stop(): void;
}

type Holder = { [KEY]?: Session };

export function heldSession(): Session | undefined {
  return (globalThis as Holder)[KEY];
}

export function hold(session: Session): void {
  Object.defineProperty(globalThis, KEY, { value: session, configurable: true });
}

export function letGo(): void {
  delete (globalThis as Holder)[KEY];
}

export function createScan(find: Find, known: Known, namerOf: () => Namer | null): () => Answer {
  const turns = createTurns();
  const steps = scanSteps(find, known, turns, namerOf);
  return () => {
    turns.begin();
    const step = steps.next();
    turns.end();
    return step.done ? step.value : { waitsFor: step.value ?? 'turn' };
  };
}

function* scanSteps(
  find: Find,
  known: Known,
  pace: Pace,
  namerOf: () => Namer | null,
): Generator<'names' | void, PageScan, void> {
  const hits = createHits(known.doubts);
  const scan = startScan(hits, pace, known);
  try {
    yield* find(scan);
  } catch {
    scan.truncated = true;
  }
  const isEmpty = hits.ids.size === 0 && hits.splits.length === 0 && !maySelect();
  if (!isEmpty && namerOf() === null) yield 'names';
  const namer = namerOf();
  const named = isEmpty || namer === null ? null : yield* namer(hits, pace);
  return {
    found: [],
    selection: null,
    ...named,
    truncated: scan.truncated || scan.isOver || named?.truncated === true,
    unreadableFrames: unreadableFrames(known),
    tookMs: pace.spentMs(),
    url: urlOf(document).slice(0, 2048),
    title: titleOf(document).slice(0, 1000),
  };
}

/** Whether something may be selected: in the page, in a field, or in a frame. */
function maySelect(): boolean {
  try {
    return (
      document.getSelection()?.isCollapsed === false ||
      /^(input|textarea|iframe)$/i.test(document.activeElement?.tagName ?? '')
    );
  } catch {
    return false;
  }
}

/** `isNew`: whether a document or shadow root is to be read. */
export function newKnown(isNew: Known['isNew']): Known {
  return { frames: new Map(), fields: new Set(), doubts: new Map(), closedEmbeds: 0, isNew };
}
