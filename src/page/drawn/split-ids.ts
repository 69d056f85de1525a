/** The ids in texts that were cut into several nodes, as far as they are drawn as one. */
import { plainSpelling } from '../../core/conversation/spelling/plain-spelling.ts';
import { findIds, ID_LENGTH } from '../../core/conversation/uuid.ts';
import { contains, dataOf, parentOf } from '../dom.ts';
import type { Hits, SplitText } from '../find/hits.ts';
import { REACH_CHARS } from '../find/text-run.ts';
import { areDrawnTogether } from './drawn-together.ts';

const WHOLE_ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const HEX = /[0-9a-f]/i;

export function joinSplitIds(split: SplitText, hits: Hits): void {
  const { pieces, lead } = split;
  const texts = pieces.map(({ text }) => plainSpelling(text) ?? text);
  const joined = texts.join('');
  const starts: number[] = [];
  let length = 0;
  for (const text of texts) {
    starts.push(length);
    length += text.length;
  }
  const pieceAt = (index: number): number => starts.findLastIndex((start) => start <= index);
  const isOpen = (at: number): boolean => {
    const [first, second] = [pieces[at - 1], pieces[at]];
    return first !== undefined && second !== undefined && areDrawnTogether(first.node, second.node, second.between);
  };
  /** Whether another digit is drawn right there. */
  const isLonger = (index: number, edge: number): boolean =>
    HEX.test(joined.charAt(index)) &&
    (pieceAt(index) === pieceAt(edge) || isOpen(Math.max(pieceAt(index), pieceAt(edge))));
  const drawn: string[] = [];
  for (const { 0: found, index } of joined.matchAll(WHOLE_ID)) {
    const [from, to] = [pieceAt(index), pieceAt(index + found.length - 1)];
    if (from === to || isLonger(index - 1, index) || isLonger(index + ID_LENGTH, index + ID_LENGTH - 1)) continue;
    if (!pieces.slice(from + 1, to + 1).every((_, at) => isOpen(from + 1 + at))) continue;
    const [start, end] = [pieces[from], pieces[to]];
    const id = findIds(found, 1)[0]?.id;
    if (start === undefined || end === undefined || id === undefined) continue;
    drawn.push(id);
    if (split.told?.includes(id) === true) continue;
    const words = lead !== null && areDrawnTogether(lead, start.node) ? dataOf(lead).slice(-REACH_CHARS) : '';
    hits.add(
      id,
      { source: 'text', name: '', element: around(start.node, end.node) },
      words + joined,
      words.length + index,
    );
  }
  split.told = drawn.join();
}

/** The narrowest element around both. */
function around(first: Node, second: Node): Element | null {
  let element = parentOf(first);
  while (element !== null && !contains(element, second)) element = parentOf(element);
  return element;
}
