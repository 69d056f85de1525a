/**
 * Walks the page: its elements, texts and fields, open shadow roots, and frames of the same origin. Runs on the page's
 * main thread, so it is bounded by ids, characters, nodes and time, and gives the page a turn now and then.
 */
import type { Slices } from '../../core/slices.ts';
import {
  dataOf,
  contains,
  DOCUMENT_NODE,
  ELEMENT_NODE,
  isHtmlOrSvg,
  nodeTypeOf,
  SHOW_ELEMENTS_AND_TEXT,
  shadowOf,
  tagOf,
  urlOf,
} from '../dom.ts';
import { readEmbeds, readFrame, unreadableFrames } from './frames.ts';
import { readAttributes, readField, readScript, readText, readUrl } from './reader.ts';
import type { Scan } from './scan.ts';
import { lookOn } from './search.ts';
import { isSecretField } from './secret-fields.ts';
import { createTextRun, type TextRun } from './text-run.ts';

const MAX_MS = 1000;
const NODES_PER_CLOCK_READ = 64;
const CHARS_PER_CLOCK_READ = 65_536;
/** The elements that are more than their attributes and content, some of which are read as a whole or not at all. */
export const SPECIAL: ReadonlySet<string> = new Set(
  'style script input textarea select iframe frame object embed'.split(' '),
);

interface Way {
  next(): Node | null;
  run: TextRun;
  /** Ends the walk before a node. */
  endsAt?: (node: Node) => boolean;
}

interface Walk extends Way {
  /** An element whose content is not read. */
  skipped: Element | null;
  hasEmbed: boolean;
}

export function* walkRoots(scan: Scan): Slices<void> {
  for (let root = scan.roots.pop(); root !== undefined && !scan.isOver; root = scan.roots.pop()) {
    try {
      if (scan.known.isNew(root)) yield* walkRoot(root, scan);
    } catch {
      scan.truncated = true;
    }
  }
}

function* walkRoot(root: Document | ShadowRoot, scan: Scan): Slices<void> {
  const isDocument = nodeTypeOf(root) === DOCUMENT_NODE;
  // The most important first, because a cap may end the scan.
  if (isDocument) readUrl(urlOf(root), scan);
  // Unlike a tree walker, it goes on when the page removes the node that it stands at.
  const nodes = Document.prototype.createNodeIterator.call(document, root, SHOW_ELEMENTS_AND_TEXT);
  const { nextNode } = NodeIterator.prototype;
  const closedBefore = unreadableFrames(scan.known);
  const way = { next: () => nextNode.call(nodes), run: createTextRun(scan.hits, null) };
  if ((yield* walkAll(way, scan)) && isDocument)
    readEmbeds(root as Document, scan, unreadableFrames(scan.known) - closedBefore);
}

/** Tells whether there was an `<embed>`. */
export function* walkAll(way: Way, scan: Scan): Slices<boolean> {
  const walk: Walk = { ...way, skipped: null, hasEmbed: false };
  while (!walkOn(walk, scan)) {
    for (const long of scan.long.splice(0)) {
      while (!isLate(scan) && lookOn(long, scan)) if (scan.pace.isDue()) yield;
    }
    if (scan.pace.isDue()) yield;
  }
  try {
    walk.run.end();
  } catch {
    scan.truncated = true;
  }
  return walk.hasEmbed;
}

function isLate(scan: Scan): boolean {
  const late = scan.pace.spentMs() > MAX_MS;
  if (late) scan.isOver = true;
  return late;
}

/** Reads on until the page should have a turn, or a long text is to be read; true at the end. */
function walkOn(walk: Walk, scan: Scan): boolean {
  let charsAtLook = scan.charsLeft;
  for (;;) {
    const node = scan.isOver ? null : walk.next();
    if (node === null || walk.endsAt?.(node)) return true;
    visit(node, walk, scan);
    scan.nodesLeft -= 1;
    if (scan.nodesLeft <= 0) scan.isOver = true;
    if (scan.long.length > 0) return false;
    if (scan.nodesLeft % NODES_PER_CLOCK_READ === 0 || charsAtLook - scan.charsLeft > CHARS_PER_CLOCK_READ) {
      charsAtLook = scan.charsLeft;
      if (scan.pace.isDue()) return isLate(scan);
    }
  }
}

/** An error costs one node only: the page broke something that this script relies on. */
function visit(node: Node, walk: Walk, scan: Scan): void {
  try {
    if (walk.skipped !== null) {
      if (contains(walk.skipped, node)) return;
      walk.skipped = null;
    }
    if (nodeTypeOf(node) === ELEMENT_NODE) visitElement(node as Element, walk, scan);
    else {
      const text = dataOf(node);
      readText(node, text, scan);
      walk.run.text(node, text);
    }
  } catch {
    scan.truncated = true;
  }
}

function visitElement(element: Element, walk: Walk, scan: Scan): void {
  walk.run.begin(element);
  const name = tagOf(element);
  if (name === 'embed') walk.hasEmbed = true;
  const tag = SPECIAL.has(name) && !isHtmlOrSvg(element) ? '' : name;
  if (readElement(element, tag, scan)) return;
  walk.skipped = element;
}

/** False when the element's content must be skipped. */
export function readElement(element: Element, tag: string, scan: Scan): boolean {
  if (!SPECIAL.has(tag)) {
    readAttributes(element, tag, scan);
    const shadow = shadowOf(element);
    if (shadow !== null && !scan.isForSplits) scan.roots.push(shadow);
    return true;
  }
  if (isSecretField(element, tag)) return false;
  readAttributes(element, tag, scan);
  switch (tag) {
    case 'style':
      return false;
    case 'script':
      readScript(element, scan);
      return false;
    case 'input':
    case 'textarea':
      scan.known.fields.add(element);
      readField(element, tag, scan);
      return false;
    case 'iframe':
    case 'frame':
    case 'object':
      // An object's content is drawn only as a fallback.
      return !readFrame(element, tag, scan);
    default:
      return true;
  }
}
