/**
 * An id is read where it is drawn: markup, a highlighter, a framework or the parser may have cut its text into several
 * nodes. Texts whose ends may be parts of an id are joined, and only a whole id in them costs a look at the layout.
 */
import { plainSpelling } from '../../core/conversation/spelling/plain-spelling.ts';
import { isDrawn } from '../dom.ts';
import type { Hits, Piece } from './hits.ts';
import { isPartOfId } from './part-of-id.ts';

/** More than an id and the words that name it. */
export const REACH_CHARS = 256;
const MAX_BETWEEN = 32;
const MAX_LOOKS = 1000;
const MAX_SPLITS = 10_000;
/** They are looked at whenever the page is. */
const MAX_DOUBTS = 200;
const WHOLE_ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
const OPEN_ID = /([0-9a-f]{8}|-[0-9a-f]{0,12})$/i;

/** Tells whether a text is not drawn, and so does not split an id that the previous one began. */
export function isHiddenWithin(before: string, beforeNode: Node, node: Node): boolean {
  return OPEN_ID.test(before) && !isDrawn(node) && isDrawn(beforeNode);
}

export interface TextRun {
  begin(element: Element): void;
  text(node: Node, text: string): void;
  /** The text that the next one may go on from with an id. */
  openAt(): Node | null;
  end(): void;
}

/** `told`: the ids that are known of it. */
export function createTextRun({ splits, doubts }: Hits, told: string | null): TextRun {
  let pieces: Piece[] = [];
  let between: Element[] = [];
  let last = '';
  let looks = 0;
  let isDoubtful = false;
  /** The last text, and the one before the run: its words may name the id. */
  let before: Node | null = null;
  let lead: Node | null = null;

  const end = (): void => {
    const first = pieces[0]?.node;
    // What was joined once in a scan is not told twice.
    if (first !== undefined && (pieces.length > 1 || isDoubtful) && !doubts.get(first)) {
      const split = splits.length < MAX_SPLITS && holdsWholeId(pieces) ? { pieces, lead, told } : null;
      if (split !== null) splits.push(split);
      if ((split !== null || isDoubtful) && doubts.size < MAX_DOUBTS) doubts.set(first, split);
    }
    isDoubtful = false;
    pieces = [];
    between = [];
    last = '';
  };
  /** Undrawn text does not separate drawn text. */
  const isSkipped = (node: Node): boolean => {
    const piece = pieces.at(-1);
    if (piece === undefined || looks >= MAX_LOOKS || !OPEN_ID.test(piece.text)) return false;
    looks += 1;
    isDoubtful = true;
    return isHiddenWithin(piece.text, piece.node, node);
  };
  const goOn = (node: Node, text: string): void => {
    if (last !== '' && isPartOfId(text.charCodeAt(0)) && between.length <= MAX_BETWEEN) {
      pieces.push({ node, text: text.slice(0, REACH_CHARS), between });
      // The beginning of a long text ends this run, and its end begins another.
      if (text.length > REACH_CHARS) end();
    } else end();
    between = [];
    last = '';
  };
  return {
    begin(element) {
      if (last !== '' && between.length <= MAX_BETWEEN) between.push(element);
    },
    text(node, text) {
      if (text === '' || (last !== '' && isSkipped(node))) return;
      if (pieces.length > 0) goOn(node, text);
      if (isPartOfId(text.charCodeAt(text.length - 1))) {
        last = text.slice(-REACH_CHARS);
        if (pieces.length === 0) {
          pieces = [{ node, text: last, between: [] }];
          lead = text.length <= REACH_CHARS ? before : null;
        }
      }
      before = node;
    },
    openAt: () => (last === '' ? null : before),
    end,
  };
}

function holdsWholeId(pieces: readonly Piece[]): boolean {
  return WHOLE_ID.test(pieces.map(({ text }) => plainSpelling(text) ?? text).join(''));
}
