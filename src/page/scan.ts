/**
 * Walks the page once: its elements, texts and fields, open shadow roots, and frames of the same origin. Runs on the
 * page's main thread, so it is bounded by ids, characters, nodes and time.
 */
import type { PageScan } from '../core/discovery/evidence.ts';
import { MAX_FOUND_IDS } from '../core/discovery/add-evidence.ts';
import { createIdCollector } from './naming/id-collector.ts';
import { finishFound } from './naming/finish.ts';
import { readEmbeds, readFrame } from './frames.ts';
import { createLabels } from './naming/labels.ts';
import { createNaming } from './naming/naming.ts';
import { createReader } from './reader.ts';
import type { Scan } from './scan-state.ts';
import { isSecretField } from './secret-fields.ts';
import { readSelection } from './drawn/selection.ts';
import { createTextRun, type TextRun } from './drawn/text-run.ts';
import { ELEMENT_NODE, namespaceOf, nodeTypeOf, shadowOf, tagOf, titleOf, urlOf, walkerOver } from './dom.ts';

const MAX_TEXT_CHARS = 20_000_000;
/** Also ends a walk whose `nextNode` was replaced by the page with one that never ends. */
const MAX_NODES = 3_000_000;
const MAX_DEPTH = 100_000;
const MAX_MS = 1000;
const MAX_LABEL_MS = 400;
const NODES_PER_CLOCK_READ = 256;
const HTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

export function scanPage(): PageScan {
  const startedAt = performance.now();
  const elapsedMs = (): number => performance.now() - startedAt;
  const isLate = (): boolean => elapsedMs() > MAX_LABEL_MS;
  const collector = createIdCollector();
  const reader = createReader(collector, createLabels(isLate), createNaming(isLate), {
    take: (text) => takeChars(scan, text),
    stop: () => {
      scan.isOver = true;
    },
  });
  const scan: Scan = {
    reader,
    roots: [document],
    isOver: false,
    truncated: false,
    unreadableFrames: 0,
    charsLeft: MAX_TEXT_CHARS,
    nodesLeft: MAX_NODES,
    elapsedMs,
  };
  guarded(scan, () => {
    for (let root = scan.roots.pop(); root !== undefined && !scan.isOver; root = scan.roots.pop()) walk(root, scan);
  });
  const found = finishFound(collector.list());
  return {
    found: found.slice(0, MAX_FOUND_IDS),
    selection: guarded(scan, () => readSelection()) ?? null,
    truncated: scan.truncated || scan.isOver || found.length > MAX_FOUND_IDS,
    unreadableFrames: scan.unreadableFrames,
    tookMs: elapsedMs(),
    url: location.href.slice(0, 2048),
    title: titleOf(document).slice(0, 1000),
  };
}

/** An error costs one element only: the page broke something that this script relies on. */
function guarded<T>(scan: Scan, run: () => T): T | undefined {
  try {
    return run();
  } catch {
    scan.truncated = true;
    return undefined;
  }
}

function walk(root: Document | ShadowRoot, scan: Scan): void {
  const isDocument = nodeTypeOf(root) === Node.DOCUMENT_NODE;
  // The most important first, because a cap may end the scan.
  if (isDocument) scan.reader.url(urlOf(root));
  const run = createTextRun(scan.reader.splitText);
  const walker = walkerOver(root);
  const countedBefore = scan.unreadableFrames;
  let hasEmbed = false;
  let node = walker.nextNode();
  while (node !== null && !scan.isOver) {
    scan.nodesLeft -= 1;
    const isTimeToLook = scan.nodesLeft % NODES_PER_CLOCK_READ === 0;
    if (scan.nodesLeft <= 0 || (isTimeToLook && scan.elapsedMs() > MAX_MS)) scan.isOver = true;
    if (nodeTypeOf(node) !== ELEMENT_NODE) {
      readText(node, scan, run);
      node = walker.nextNode();
    } else {
      const element = node as Element;
      run.begin(element);
      hasEmbed ||= tagOf(element) === 'embed';
      node = readElement(element, scan) ? walker.nextNode() : nextOutside(walker);
    }
  }
  guarded(scan, run.end);
  const counted = scan.unreadableFrames - countedBefore;
  if (isDocument && hasEmbed) guarded(scan, () => readEmbeds(root as Document, scan, counted));
}

function readText(node: Node, scan: Scan, run: TextRun): void {
  try {
    scan.reader.text(node);
    run.text(node);
  } catch {
    scan.truncated = true;
  }
}

/** False when the element's content must be skipped. */
function readElement(element: Element, scan: Scan): boolean {
  try {
    const namespace = namespaceOf(element);
    // An element of another vocabulary may have a name of HTML's: `<input>` of a WSDL, `<frame>` of a stack trace.
    const tag = namespace === HTML || namespace === SVG ? tagOf(element) : '';
    if (isSecretField(element, tag)) return false;
    scan.reader.attributes(element, tag);
    const shadow = shadowOf(element);
    if (shadow !== null) scan.roots.push(shadow);
    return readContent(element, tag, scan);
  } catch {
    scan.truncated = true;
    return true;
  }
}

function readContent(element: Element, tag: string, scan: Scan): boolean {
  switch (tag) {
    case 'style':
      return false;
    case 'script':
      scan.reader.script(element);
      return false;
    case 'input':
    case 'textarea':
      scan.reader.field(element, tag);
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

function nextOutside(walker: TreeWalker): Node | null {
  // Bounded, because the page may have replaced both methods by ones that never end.
  for (let climbed = 0; climbed < MAX_DEPTH; climbed += 1) {
    const sibling = walker.nextSibling();
    if (sibling !== null) return sibling;
    if (walker.parentNode() === null) return null;
  }
  return null;
}

function takeChars(scan: Scan, text: string): string {
  const taken = text.length <= scan.charsLeft ? text : text.slice(0, scan.charsLeft);
  scan.charsLeft -= taken.length;
  if (taken.length < text.length) scan.isOver = true;
  return taken;
}
