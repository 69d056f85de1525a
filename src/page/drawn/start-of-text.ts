import { closest, contains, dataOf, parentOf, SHOW_TEXT, tagOf, walkerOver } from '../dom.ts';
import { areDrawnTogether } from './drawn-together.ts';
import { continuesId } from '../find/part-of-id.ts';
import { isHiddenWithin } from '../find/text-run.ts';

/** The beginning of an element's visible text: a page's whole `textContent` would be built only to be cut. */
export function startOfText(element: Element, limitChars: number): string {
  return readText(
    element,
    limitChars,
    () => false,
    () => false,
  );
}

/** Extras beside a title: its age, an icon's name, a count. */
const ASIDE = 'small,time,sub,sup,[aria-hidden="true"],[role="img"]';

/** Stops where the next thing is drawn: a link with a hint below its title yields the title. */
export function firstDrawnText(element: Element, limitChars: number): string {
  const isAside = (parent: Element): boolean => {
    const aside = closest(parent, ASIDE);
    return aside !== null && aside !== element && contains(element, aside);
  };
  return readText(element, limitChars, isAside, (text, last, next) => isTelling(text) && !areDrawnTogether(last, next));
}

/** Initials, a count or a sign alone are no title. */
function isTelling(text: string): boolean {
  return /[^\p{ASCII}\P{L}]|(?:[a-z0-9].*){4}/iu.test(text);
}

function readText(
  element: Element,
  limitChars: number,
  isAside: (parent: Element) => boolean,
  endsBefore: (text: string, last: Node, next: Node) => boolean,
): string {
  const walker = walkerOver(element, SHOW_TEXT);
  let text = '';
  let last: Node | null = null;
  for (let nodes = 0; nodes < 40 && text.length < limitChars; nodes += 1) {
    const node = walker.nextNode();
    if (node === null) break;
    const parent = parentOf(node);
    if (parent !== null && (isSilent(tagOf(parent)) || isAside(parent))) continue;
    const data = dataOf(node).slice(0, limitChars);
    if (last !== null && isHiddenWithin(text, last, node)) continue;
    if (last !== null && data.trim() !== '' && endsBefore(text, last, node)) break;
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
