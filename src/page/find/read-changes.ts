/** Reads again what has changed in the page, and what is around it as far as an id may reach. */
import type { Slices } from '../../core/slices.ts';
import {
  contains,
  dataOf,
  isConnected,
  nodeTypeOf,
  parentOf,
  rootOf,
  tagOf,
  TEXT_NODE,
  urlOf,
  walkerOver,
} from '../dom.ts';
import { readNewDocuments } from './frames.ts';
import { isPartOfId } from './part-of-id.ts';
import { readUrl } from './reader.ts';
import type { Scan } from './scan.ts';
import { createTextRun, REACH_CHARS } from './text-run.ts';
import { readElement, SPECIAL, walkAll, walkRoots } from './walk.ts';

/** More than an id that has an element for each digit. */
const MAX_NODES_AROUND = 256;

export function* readChanges(records: readonly MutationRecord[], scan: Scan): Slices<void> {
  const { fields, doubts } = scan.known;
  readUrl(urlOf(document), scan);
  const { places, elements } = changedIn(records);
  for (const [node, split] of doubts) if (!places.has(node)) places.set(node, split?.told ?? '');
  doubts.clear();
  for (const [node, told] of places) {
    if (isConnected(node)) yield* readAround(node, told, scan);
    if (scan.pace.isDue()) yield;
  }
  for (const element of [...elements, ...fields]) {
    if (isConnected(element)) readElement(element, tagOf(element), scan);
    else fields.delete(element);
    if (scan.pace.isDue()) yield;
  }
  readNewDocuments(scan);
  yield* walkRoots(scan);
}

interface Changed {
  /**
   * The outermost nodes that are read with their content, with null; and what stands before something that was removed,
   * which may have parted the halves of an id, with what was told of it.
   */
  places: Map<Node, string | null>;
  /** Only their attributes have changed, and decide on nothing else. */
  elements: Set<Element>;
}

function changedIn(records: readonly MutationRecord[]): Changed {
  const added = new Set<Node>();
  const touched = new Set<Element>();
  const places: Changed['places'] = new Map();
  for (const { type, target, addedNodes, removedNodes, nextSibling } of records) {
    if (type === 'attributes') touched.add(target as Element);
    else if (type === 'characterData') added.add(target);
    else {
      for (const node of addedNodes) added.add(node);
      const before = removedNodes.length > 0 ? lastBefore(nextSibling, target) : null;
      if (before !== null) places.set(before, '');
    }
  }
  const elements = new Set<Element>();
  // Elements and texts.
  for (const node of added) if (nodeTypeOf(node) <= TEXT_NODE) places.set(outermost(node, added), null);
  for (const element of touched) {
    const place = outermost(element, added);
    if (place === element && !SPECIAL.has(tagOf(element))) elements.add(element);
    else places.set(place, null);
  }
  return { places, elements };
}

function walkerAt(node: Node): TreeWalker {
  const walker = walkerOver(rootOf(node));
  walker.currentNode = node;
  return walker;
}

/** The last node before one that stands in a parent, or before the parent's end. */
function lastBefore(next: Node | null, parent: Node): Node | null {
  const walker = walkerAt(next ?? parent);
  if (next !== null) return walker.previousNode();
  while (walker.lastChild() !== null);
  return walker.currentNode;
}

function outermost(node: Node, added?: ReadonlySet<Node>): Node {
  let place = node;
  for (let at = parentOf(node); at !== null; at = parentOf(at))
    if (added?.has(at) || SPECIAL.has(tagOf(at))) place = at;
  return place;
}

/**
 * With its content; or, where something is `told` of it, only as far as an id may begin there. Of what stands around it,
 * which is known, only an id that is cut there is new.
 */
function* readAround(node: Node, told: string | null, scan: Scan): Slices<void> {
  const walker = walkerAt(node);
  let start: Node | null = startBefore(walker, node);
  walker.currentNode = start;
  const run = createTextRun(scan.hits, told);
  let isReached = false;
  let after: Node | null = null;
  let around = 0;
  const endsAt = (next: Node): boolean => {
    isReached ||= next === node;
    scan.isForSplits = told !== null || !isReached || !contains(node, next);
    if (next === node || !scan.isForSplits) return false;
    around += 1;
    const open = run.openAt();
    const isOver = open === null || (open === after && !isPassed(open));
    if (isReached) after = next;
    return around > MAX_NODES_AROUND || (isReached && isOver);
  };
  const next = (): Node | null => {
    const first = start;
    start = null;
    return first ?? walker.nextNode();
  };
  yield* walkAll({ next, run, endsAt }, scan);
  scan.isForSplits = false;
}

/** Whether an id may begin before a text and end after it. */
function isPassed(text: Node): boolean {
  for (const char of dataOf(text).slice(0, REACH_CHARS)) if (!isPartOfId(char.charCodeAt(0))) return false;
  return true;
}

/** The text before, and those before it that an id may go on from. */
function startBefore(walker: TreeWalker, node: Node): Node {
  let start = node;
  for (let nodes = 0; nodes < MAX_NODES_AROUND; nodes += 1) {
    const before = walker.previousNode();
    if (before === null) break;
    if (nodeTypeOf(before) !== TEXT_NODE || outermost(before) !== before) continue;
    start = before;
    if (!isPassed(before)) break;
  }
  return start;
}
