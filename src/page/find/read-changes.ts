/** Reads again what has changed in the page, and what is around it as far as an id may reach. */
import type { Slices } from '../../core/slices.ts';
import {
  closest,
  contains,
  dataOf,
  ELEMENT_NODE,
  isConnected,
  isHtmlOrSvg,
  matches,
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
import { createTextRun } from './text-run.ts';
import { readElement, walkAll, walkRoots } from './walk.ts';

/** Read as a whole, or not at all. */
const CLOSED = 'style,script,input,textarea,select,iframe,frame,object';
/** Their attributes decide on their content. */
const DECIDING = 'select,object';
/** More than an id that has an element for each digit. */
const MAX_NODES_AROUND = 256;

export function* readChanges(records: readonly MutationRecord[], scan: Scan): Slices<void> {
  const { fields, doubts } = scan.known;
  readUrl(urlOf(document), scan);
  const { regions, elements, gaps } = changedIn(records);
  for (const [node, split] of doubts) gaps.set(node, split?.told ?? '');
  doubts.clear();
  for (const node of regions) {
    yield* readAround(node, scan, null);
    if (scan.pace.isDue()) yield;
  }
  for (const element of [...elements, ...fields]) {
    if (isConnected(element)) readElement(element, isHtmlOrSvg(element) ? tagOf(element) : '', scan);
    else fields.delete(element);
    if (scan.pace.isDue()) yield;
  }
  for (const [node, told] of gaps) {
    if (isConnected(node)) yield* readAround(node, { ...scan, roots: [], isForSplits: true }, told);
    if (scan.pace.isDue()) yield;
  }
  readNewDocuments(scan);
  yield* walkRoots(scan);
}

interface Changed {
  /** The outermost nodes that are read with their content. */
  regions: Set<Node>;
  /** Only their attributes have changed. */
  elements: Set<Element>;
  /** What stands before something that was removed, which may have parted the halves of an id; and what was told of it. */
  gaps: Map<Node, string>;
}

function changedIn(records: readonly MutationRecord[]): Changed {
  const added = new Set<Node>();
  const touched = new Set<Element>();
  const gaps: Changed['gaps'] = new Map();
  for (const { type, target, addedNodes, removedNodes, nextSibling } of records) {
    if (type === 'attributes') touched.add(target as Element);
    else if (type === 'characterData') added.add(target);
    else {
      for (const node of addedNodes) added.add(node);
      const before = removedNodes.length > 0 ? lastBefore(nextSibling, target) : null;
      if (before !== null) gaps.set(before, '');
    }
  }
  const regions = new Set<Node>();
  const elements = new Set<Element>();
  for (const node of added) if (isRead(node)) regions.add(outermost(node, added));
  for (const element of touched) {
    if (!isConnected(element)) continue;
    const place = outermost(element, added);
    if (place === element && !matches(element, DECIDING)) elements.add(element);
    else regions.add(place);
  }
  return { regions, elements, gaps };
}

function isRead(node: Node): boolean {
  const type = nodeTypeOf(node);
  return (type === ELEMENT_NODE || type === TEXT_NODE) && isConnected(node);
}

/** The last node before one that stands in a parent, or before the parent's end. */
function lastBefore(next: Node | null, parent: Node): Node | null {
  const walker = walkerOver(rootOf(next ?? parent));
  walker.currentNode = next ?? parent;
  if (next !== null) return walker.previousNode();
  while (walker.lastChild() !== null);
  return walker.currentNode;
}

function outermost(node: Node, added: ReadonlySet<Node>): Node {
  let place = node;
  for (let at = parentOf(node); at !== null; at = parentOf(at)) if (added.has(at) || matches(at, CLOSED)) place = at;
  return place;
}

/** With its content; or, where something was `told` of it, only as far as it may be the beginning of an id. */
function* readAround(node: Node, scan: Scan, told: string | null): Slices<void> {
  const walker = walkerOver(rootOf(node));
  walker.currentNode = node;
  let start: Node | null = startBefore(walker, node);
  walker.currentNode = start;
  const run = createTextRun(scan.hits, told ?? '');
  let isReached = false;
  let around = 0;
  const endsAt = (next: Node): boolean => {
    if (next === node) isReached = true;
    else if (told !== null || !isReached || !contains(node, next)) {
      around += 1;
      return around > MAX_NODES_AROUND || (isReached && !run.isOpen());
    }
    return false;
  };
  const next = (): Node | null => {
    const first = start;
    start = null;
    return first ?? walker.nextNode();
  };
  yield* walkAll({ next, run, skipped: null, hasEmbed: false, endsAt }, scan);
}

/** The text before, and those before it that an id may go on from. */
function startBefore(walker: TreeWalker, node: Node): Node {
  let start = node;
  for (let nodes = 0; nodes < MAX_NODES_AROUND; nodes += 1) {
    const before = walker.previousNode();
    if (before === null) break;
    const parent = parentOf(before);
    if (nodeTypeOf(before) !== TEXT_NODE || (parent !== null && closest(parent, CLOSED) !== null)) continue;
    start = before;
    const text = dataOf(before);
    if (text !== '' && !isPartOfId(text.charCodeAt(text.length - 1))) break;
  }
  return start;
}
