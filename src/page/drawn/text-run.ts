/**
 * An id is read where it is drawn: markup, a highlighter, a framework or the parser may have cut its text into several
 * nodes. Texts whose ends may be parts of an id are joined, and only a whole id in them costs a look at the layout.
 */
import { plainSpelling } from '../../core/conversation/spelling/plain-spelling.ts';
import { contains, dataOf, parentOf } from '../dom.ts';
import { areDrawnTogether, isDrawn } from './drawn-together.ts';

/** More than an id and the words that name it. */
const REACH_CHARS = 256;
const MAX_BETWEEN = 32;
const MAX_LOOKS = 1000;
const WHOLE_ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const HEX = /[0-9a-f]/i;
/** A digit, a hyphen of any kind, or what draws nothing. */
const PART_OF_ID = /[-0-9a-f\u00AD\u200B-\u206F\u2212\uFE58\uFE63\uFEFF\uFF0D]/i;
const OPEN_ID = /(?:[0-9a-f]{8}|-[0-9a-f]{0,12})$/i;

/** Tells whether a text may continue an id that the previous one began. */
export function continuesId(before: string, text: string): boolean {
  return PART_OF_ID.test(before.slice(-1)) && PART_OF_ID.test(text.charAt(0));
}

/** Tells whether a text is not drawn, and so does not split an id that the previous one began. */
export function isHiddenWithin(before: string, beforeNode: Node, node: Node): boolean {
  return OPEN_ID.test(before) && !isDrawn(node) && isDrawn(beforeNode);
}

interface Piece {
  node: Node;
  text: string;
  /** The elements that began since the piece before. */
  between: readonly Element[];
}

export interface TextRun {
  begin(element: Element): void;
  text(node: Node): void;
  end(): void;
}

/** Receives an id that spans several texts: the joined text, its index there, and the element around it. */
type Report = (text: string, index: number, element: Element | null) => void;

export function createTextRun(report: Report): TextRun {
  let pieces: Piece[] = [];
  let between: Element[] = [];
  let last = '';
  let looks = 0;
  /** The last text, and the one before the run: its words may name the id. */
  let before: Node | null = null;
  let lead: Node | null = null;

  const end = (): void => {
    if (pieces.length > 1) readPieces(pieces, lead, report);
    pieces = [];
    between = [];
    last = '';
  };
  /** Undrawn text does not separate drawn text. */
  const isSkipped = (node: Node): boolean => {
    const piece = pieces.at(-1);
    if (piece === undefined || looks >= MAX_LOOKS || !OPEN_ID.test(piece.text)) return false;
    looks += 1;
    return isHiddenWithin(piece.text, piece.node, node);
  };
  return {
    begin(element) {
      if (last !== '' && between.length <= MAX_BETWEEN) between.push(element);
    },
    text(node) {
      const text = dataOf(node);
      if (text === '') return;
      if (last !== '' && isSkipped(node)) return;
      if (last !== '' && PART_OF_ID.test(text.charAt(0)) && between.length <= MAX_BETWEEN) {
        pieces.push({ node, text: text.slice(0, REACH_CHARS), between });
        // The beginning of a long text ends this run, and its end begins another.
        if (text.length > REACH_CHARS) end();
      } else end();
      last = PART_OF_ID.test(text.slice(-1)) ? text.slice(-REACH_CHARS) : '';
      if (last !== '' && pieces.length === 0) {
        pieces = [{ node, text: last, between: [] }];
        lead = text.length <= REACH_CHARS ? before : null;
      }
      before = node;
      between = [];
    },
    end,
  };
}

function readPieces(pieces: readonly Piece[], lead: Node | null, report: Report): void {
  const texts = pieces.map(({ text }) => plainSpelling(text) ?? text);
  const joined = texts.join('');
  if (joined.length < 36 || !joined.includes('-')) return;
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
  for (const { 0: id, index } of joined.matchAll(WHOLE_ID)) {
    const [from, to] = [pieceAt(index), pieceAt(index + id.length - 1)];
    if (from === to || isLonger(index - 1, index) || isLonger(index + id.length, index + id.length - 1)) continue;
    if (!pieces.slice(from + 1, to + 1).every((_, at) => isOpen(from + 1 + at))) continue;
    const [start, end] = [pieces[from], pieces[to]];
    if (start === undefined || end === undefined) continue;
    const words = lead !== null && areDrawnTogether(lead, start.node) ? dataOf(lead).slice(-REACH_CHARS) : '';
    report(words + joined, words.length + index, around(start.node, end.node));
  }
}

/** The narrowest element around both. */
function around(first: Node, second: Node): Element | null {
  let element = parentOf(first);
  while (element !== null && !contains(element, second)) element = parentOf(element);
  return element;
}
