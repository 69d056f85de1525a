import { dataOf, parentOf, SHOW_TEXT, tagOf, walkerOver } from '../dom.ts';
import { areDrawnTogether } from './drawn-together.ts';
import { continuesId, isHiddenWithin } from './text-run.ts';

/** The beginning of an element's visible text: a page's whole `textContent` would be built only to be cut. */
export function startOfText(element: Element, limitChars: number): string {
  const walker = walkerOver(element, SHOW_TEXT);
  let text = '';
  let last: Node | null = null;
  for (let nodes = 0; nodes < 40 && text.length < limitChars; nodes += 1) {
    const node = walker.nextNode();
    if (node === null) break;
    const parent = parentOf(node);
    if (parent !== null && isSilent(tagOf(parent))) continue;
    const data = dataOf(node).slice(0, limitChars);
    if (last !== null && isHiddenWithin(text, last, node)) continue;
    const isSameWord = last !== null && continuesId(text, data) && areDrawnTogether(last, node);
    text += isSameWord ? data : ` ${data}`;
    last = node;
  }
  return text;
}

/** Elements whose text is never displayed as prose. */
function isSilent(tag: string): boolean {
  return tag === 'style' || tag === 'script' || tag === 'textarea' || tag === 'template';
}
