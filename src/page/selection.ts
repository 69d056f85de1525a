/** The beginning of the user's selection. `toString()` would build the text of a whole selected page. */
import { SELECTION_LIMIT_CHARS } from '../core/conversation/uuid.ts';
import { dataOf, nodeTypeOf, TEXT_NODE, walkerOver } from './dom.ts';

const MAX_NODES = 2000;

export function selectedText(): string {
  const selection = getSelection();
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return '';
  const range = selection.getRangeAt(0);
  const { startContainer: start, endContainer: end } = range;
  if (start === end && nodeTypeOf(start) === TEXT_NODE) {
    return dataOf(start).slice(range.startOffset, Math.min(range.endOffset, range.startOffset + SELECTION_LIMIT_CHARS));
  }
  return textBetween(range, start, end).slice(0, SELECTION_LIMIT_CHARS);
}

function textBetween(range: Range, start: Node, end: Node): string {
  const walker = walkerOver(range.commonAncestorContainer);
  walker.currentNode = start;
  let text = '';
  let node: Node | null = start;
  for (let nodes = 0; node !== null && nodes < MAX_NODES && text.length < SELECTION_LIMIT_CHARS; nodes += 1) {
    if (!range.intersectsNode(node)) break;
    if (nodeTypeOf(node) === TEXT_NODE) {
      const data = dataOf(node).slice(0, node === end ? range.endOffset : SELECTION_LIMIT_CHARS);
      text += node === start ? data.slice(range.startOffset) : data;
    }
    node = walker.nextNode();
  }
  return text;
}
