/** Reads again what has changed in the page, and what is around it as far as an id may reach. */
import type { Slices } from '../../core/slices.ts';
import {
  closest,
  contains,
  dataOf,
  ELEMENT_NODE,
  isConnected,
  isHtmlOrSvg,
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
const CLOSED = 'style,script,textarea,select,iframe,frame,object';
const MAX_NODES_AROUND = 64;

export function* readChanges(records: readonly MutationRecord[], scan: Scan): Slices<void> {
  readUrl(urlOf(document), scan);
  const { regions, elements } = changedIn(records);
  for (const node of regions) {
    yield* readAround(node, scan);
    if (scan.pace.isDue()) yield;
  }
  for (const element of [...elements, ...scan.known.fields]) {
    if (isConnected(element)) readElement(element, isHtmlOrSvg(element) ? tagOf(element) : '', scan);
    else scan.known.fields.delete(element);
    if (scan.pace.isDue()) yield;
  }
  readNewDocuments(scan);
  yield* walkRoots(scan);
}

/** The outermost nodes that are read with their content, and elements of which only the attributes have changed. */
function changedIn(records: readonly MutationRecord[]): { regions: Set<Node>; elements: Set<Element> } {
  const added = new Set<Node>();
  const touched = new Set<Element>();
  for (const { type, target, addedNodes, previousSibling } of records) {
    if (type === 'attributes') touched.add(target as Element);
    else if (type === 'characterData') added.add(target);
    else if (addedNodes.length > 0) for (const node of addedNodes) added.add(node);
    // What was removed may have stood between the halves of an id.
    else if (previousSibling !== null && nodeTypeOf(previousSibling) === TEXT_NODE) added.add(previousSibling);
  }
  const regions = new Set<Node>();
  const elements = new Set<Element>();
  for (const node of added) if (isRead(node)) regions.add(outermost(node, added));
  for (const element of touched) {
    if (!isConnected(element)) continue;
    const place = outermost(element, added);
    if (place === element) elements.add(element);
    else regions.add(place);
  }
  return { regions, elements };
}

function isRead(node: Node): boolean {
  const type = nodeTypeOf(node);
  return (type === ELEMENT_NODE || type === TEXT_NODE) && isConnected(node);
}

function outermost(node: Node, added: ReadonlySet<Node>): Node {
  const parent = parentOf(node);
  // Most of the page is in nothing of the kind.
  let place = (parent && closest(parent, CLOSED)) ?? node;
  for (let at = parentOf(place); at !== null; at = parentOf(at)) if (added.has(at)) place = at;
  return place;
}

function* readAround(node: Node, scan: Scan): Slices<void> {
  const walker = walkerOver(rootOf(node));
  walker.currentNode = node;
  let start: Node | null = startBefore(walker, node);
  walker.currentNode = start;
  const run = createTextRun(scan.hits.splits);
  let isReached = false;
  let after = 0;
  const endsAt = (next: Node): boolean => {
    isReached ||= next === node;
    if (!isReached || contains(node, next)) return false;
    after += 1;
    return !run.isOpen() || after > MAX_NODES_AROUND;
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
