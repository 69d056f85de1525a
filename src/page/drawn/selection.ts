/** Reads the user's selection and the text drawn around it: a double click selects one group of an id. */
import type { PageScan } from '../../core/discovery/evidence.ts';
import { ID_LENGTH, SELECTION_LIMIT_CHARS } from '../../core/conversation/uuid.ts';
import {
  areaValueOf,
  dataOf,
  frameDocumentOf,
  inputValueOf,
  nodeTypeOf,
  tagOf,
  TEXT_NODE,
  walkerOver,
} from '../dom.ts';
import { areDrawnTogether } from './drawn-together.ts';
import { isSecretField } from '../find/secret-fields.ts';

type Selected = NonNullable<PageScan['selection']>;

const MAX_NODES = 2000;
const MAX_NODES_AROUND = 40;
/** An id, and what may be drawn as nothing within it. */
const AROUND_CHARS = 2 * ID_LENGTH;

export function readSelection(inside: Document = document): Selected | null {
  const active = inside.activeElement;
  const tag = active === null ? '' : tagOf(active);
  if (active !== null && tag === 'iframe') {
    const inner = frameDocumentOf(active);
    return inner === null ? null : readSelection(inner);
  }
  if (active !== null && (tag === 'input' || tag === 'textarea')) return inField(active, tag);
  const selection = inside.getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const { startContainer: start, startOffset, endContainer: end, endOffset } = range;
  return [
    nodeTypeOf(start) === TEXT_NODE ? textBeside(start, dataOf(start).slice(0, startOffset), false) : '',
    textOf(selection, range).slice(0, SELECTION_LIMIT_CHARS),
    nodeTypeOf(end) === TEXT_NODE ? textBeside(end, dataOf(end).slice(endOffset), true) : '',
  ];
}

function inField(field: Element, tag: string): Selected | null {
  if (isSecretField(field, tag)) return null;
  const value = tag === 'input' ? inputValueOf(field) : areaValueOf(field);
  // Both are null in a field whose text cannot be selected in part.
  const { selectionStart: from, selectionEnd: to } = field as HTMLInputElement;
  if (from === null || to === null || from === to) return null;
  return [
    value.slice(Math.max(0, from - AROUND_CHARS), from),
    value.slice(from, to).slice(0, SELECTION_LIMIT_CHARS),
    value.slice(to, to + AROUND_CHARS),
  ];
}

/** `toString()` knows lines and cells, but it would build the text of a whole selected page. */
function textOf(selection: Selection, range: Range): string {
  const { startContainer: start, endContainer: end } = range;
  const walker = walkerOver(range.commonAncestorContainer);
  walker.currentNode = start;
  let text = '';
  let node: Node | null = start;
  for (let nodes = 0; node !== null && range.intersectsNode(node); nodes += 1) {
    if (nodes >= MAX_NODES || text.length >= SELECTION_LIMIT_CHARS) return text;
    if (nodeTypeOf(node) === TEXT_NODE) {
      const data = dataOf(node).slice(0, node === end ? range.endOffset : undefined);
      text += node === start ? data.slice(range.startOffset) : data;
    }
    node = walker.nextNode();
  }
  return String(selection) || text;
}

/** `own` continued by the texts that are drawn right before or after it. */
function textBeside(start: Node, own: string, isAfter: boolean): string {
  const walker = walkerOver(start.ownerDocument ?? document);
  walker.currentNode = start;
  let [text, at, between] = [own, start, [] as Element[]];
  for (let nodes = 0; nodes < MAX_NODES_AROUND && text.length < AROUND_CHARS; nodes += 1) {
    const node = isAfter ? walker.nextNode() : walker.previousNode();
    if (node === null) break;
    if (nodeTypeOf(node) !== TEXT_NODE) between.push(node as Element);
    else {
      if (!(isAfter ? areDrawnTogether(at, node, between) : areDrawnTogether(node, at, between))) break;
      text = isAfter ? text + dataOf(node) : dataOf(node) + text;
      [at, between] = [node, []];
    }
  }
  return isAfter ? text.slice(0, AROUND_CHARS) : text.slice(-AROUND_CHARS);
}
