/**
 * Walks the page once: its elements, texts and fields, open shadow roots, and frames of the same origin. Runs on the
 * page's main thread, so it is bounded by ids, characters, nodes and time.
 */
import type { ScanResult } from '../core/discovery/evidence.ts';
import { createIdCollector } from './id-collector.ts';
import { finishFound } from './finish.ts';
import { createLabels } from './labels.ts';
import { createNaming } from './naming.ts';
import { createReader, type Reader } from './reader.ts';
import { isSecretField } from './secret-fields.ts';
import { selectedText } from './selection.ts';
import {
  ELEMENT_NODE,
  frameDocumentOf,
  nodeTypeOf,
  oldFrameDocumentOf,
  shadowOf,
  tagOf,
  titleOf,
  urlOf,
  walkerOver,
} from './dom.ts';

const MAX_TEXT_CHARS = 20_000_000;
/** Also ends a walk whose `nextNode` was replaced by the page with one that never ends. */
const MAX_NODES = 3_000_000;
const MAX_DEPTH = 100_000;
const MAX_MS = 1000;
const MAX_LABEL_MS = 400;
const NODES_PER_CLOCK_READ = 256;

interface Budget {
  truncated: boolean;
  unreadableFrames: number;
  charsLeft: number;
  nodesLeft: number;
}

export function scanPage(): ScanResult {
  const startedAt = performance.now();
  const elapsedMs = (): number => performance.now() - startedAt;
  const budget: Budget = { truncated: false, unreadableFrames: 0, charsLeft: MAX_TEXT_CHARS, nodesLeft: MAX_NODES };
  const isLate = (): boolean => elapsedMs() > MAX_LABEL_MS;
  const collector = createIdCollector();
  const labels = createLabels(isLate);
  const reader = createReader(collector, labels, createNaming(isLate), {
    take: (text) => takeChars(budget, text),
    stop: () => {
      budget.truncated = true;
    },
  });
  try {
    readEverything(reader, budget, elapsedMs);
  } catch {
    // The page broke something this script relies on: the ids found so far still count.
    budget.truncated = true;
  }
  return {
    found: finishFound(collector.list()),
    truncated: budget.truncated,
    unreadableFrames: budget.unreadableFrames,
    tookMs: elapsedMs(),
    url: location.href.slice(0, 2048),
    title: titleOf(document).slice(0, 200),
  };
}

function readEverything(reader: Reader, budget: Budget, elapsedMs: () => number): void {
  // The most important first, because a cap may end the scan.
  reader.selection(selectedText());
  const roots: (Document | ShadowRoot)[] = [document];
  for (let root = roots.pop(); root !== undefined && !budget.truncated; root = roots.pop()) {
    if (nodeTypeOf(root) === Node.DOCUMENT_NODE) reader.url(urlOf(root));
    walk(root, reader, budget, roots, elapsedMs);
  }
}

function walk(
  root: Node,
  reader: Reader,
  budget: Budget,
  roots: (Document | ShadowRoot)[],
  elapsedMs: () => number,
): void {
  const walker = walkerOver(root);
  let node = walker.nextNode();
  while (node !== null && !budget.truncated) {
    budget.nodesLeft -= 1;
    const isTimeToLook = budget.nodesLeft % NODES_PER_CLOCK_READ === 0;
    if (budget.nodesLeft <= 0 || (isTimeToLook && elapsedMs() > MAX_MS)) budget.truncated = true;
    if (nodeTypeOf(node) !== ELEMENT_NODE) {
      reader.text(node);
      node = walker.nextNode();
    } else {
      node = readElement(node as Element, reader, budget, roots) ? walker.nextNode() : nextOutside(walker);
    }
  }
}

/** False when the element's content must be skipped. */
function readElement(element: Element, reader: Reader, budget: Budget, roots: (Document | ShadowRoot)[]): boolean {
  const tag = tagOf(element);
  if (isSecretField(element, tag)) return false;
  reader.attributes(element, tag);
  const shadow = shadowOf(element);
  if (shadow !== null) roots.push(shadow);
  switch (tag) {
    case 'style':
      return false;
    case 'script':
      reader.script(element);
      return false;
    case 'input':
    case 'textarea':
      reader.field(element, tag);
      return false;
    case 'iframe':
    case 'frame': {
      const inner = tag === 'iframe' ? frameDocumentOf(element) : oldFrameDocumentOf(element);
      if (inner === null) budget.unreadableFrames += 1;
      else roots.push(inner);
      return false;
    }
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

function takeChars(budget: Budget, text: string): string {
  const taken = text.length <= budget.charsLeft ? text : text.slice(0, budget.charsLeft);
  budget.charsLeft -= taken.length;
  if (taken.length < text.length) budget.truncated = true;
  return taken;
}
