import { diffArrays } from 'diff';

export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Words are compared in texts up to this length, both together: a longer one line by line and sentence by sentence first. */
const MAX_CHARS = 20_000;
/** The words of so much text are compared in all; what is left is compared line by line. */
const MAX_CHARS_IN_ALL = 200_000;
/** The effort grows with the square of the differences. */
const MAX_DIFFERENCES = 250;
const TOKEN = /\p{N}+(?:[.,:]\p{N}+)*|[\p{L}\p{M}\p{N}_'’]+|\s+|[^]/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** How a text is cut for comparison; the pieces together are the text. */
type Cutter = (text: string) => string[];

/**
 * What of a text changed, word by word; where too much changed, sentence by sentence, line by line or as a whole. `same` and
 * `removed` together are the text before, `same` and `added` the one after.
 */
export function diffWords(before: string, after: string): DiffPart[] {
  const budget = { chars: MAX_CHARS_IN_ALL };
  const parts = compare(before, after, [linesOf, sentencesIn], budget);
  return merged(withoutLoneBlanks(parts));
}

function compare(before: string, after: string, coarser: readonly Cutter[], budget: { chars: number }): DiffPart[] {
  if (before === '' || after === '' || before === after) return partsOf(before, after);
  const chars = before.length + after.length;
  if (chars <= Math.min(MAX_CHARS, budget.chars)) {
    budget.chars -= chars;
    const parts = diffPieces(before, after, wordsIn);
    if (parts) return parts;
  }
  const [cut, ...rest] = coarser;
  if (!cut) return betweenSame(before, after);
  const parts = diffPieces(before, after, cut);
  return parts
    ? inBlocks(parts).flatMap((block) => compare(block.before, block.after, rest, budget))
    : compare(before, after, rest, budget);
}

function partsOf(before: string, after: string): DiffPart[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const parts: DiffPart[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** As a whole, but for the words that both begin with: a text that was only continued is no other text. */
function betweenSame(before: string, after: string): DiffPart[] {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  const isWordEnd = /^\s?$/.test(before.charAt(at)) && /^\s?$/.test(after.charAt(at));
  const end = isWordEnd ? at : before.slice(0, at).lastIndexOf(' ') + 1;
  return [...partsOf(before.slice(0, end), after.slice(0, end)), ...partsOf(before.slice(end), after.slice(end))];
}

/** Null where there are too many differences. */
function diffPieces(before: string, after: string, cut: Cutter): DiffPart[] | null {
  const changes = diffArrays(cut(before), cut(after), { maxEditLength: MAX_DIFFERENCES });
  return (
    changes?.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    })) ?? null
  );
}

/** What is the same, and what came in the place of what, in turns. */
function inBlocks(parts: readonly DiffPart[]): { before: string; after: string }[] {
  const blocks: { before: string; after: string }[] = [];
  let wasSame = true;
  for (const { kind, text } of parts) {
    const isSame = kind === 'same';
    if (isSame || wasSame) blocks.push({ before: '', after: '' });
    const block = blocks.at(-1);
    if (block && kind !== 'added') block.before += text;
    if (block && kind !== 'removed') block.after += text;
    wasSame = isSame;
  }
  return blocks;
}

/** A blank between two changed words changed with them. */
function withoutLoneBlanks(parts: readonly DiffPart[]): DiffPart[] {
  return parts.flatMap((part, at): DiffPart[] => {
    const [left, right] = [parts[at - 1], parts[at + 1]];
    const isLone = part.kind === 'same' && /^[ \t]+$/.test(part.text) && left && right;
    if (!isLone || left.kind === 'same' || right.kind === 'same') return [part];
    return [
      { kind: 'removed', text: part.text },
      { kind: 'added', text: part.text },
    ];
  });
}

/** In each stretch of changes one part for what was removed, and then one for what was added. */
const merged = (parts: readonly DiffPart[]): DiffPart[] =>
  inBlocks(parts).flatMap(({ before, after }) => partsOf(before, after));

const linesOf: Cutter = (text) => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

/** Roughly: only where a text is cut for comparison depends on it. */
const sentencesIn: Cutter = (text) => text.match(/[^.!?。！？]+[.!?。！？]*\s*|[.!?。！？]+\s*/gu) ?? [];

let segmenter: Intl.Segmenter | undefined;

function wordsIn(text: string): string[] {
  return [...text.matchAll(TOKEN)].flatMap(([token]) => {
    if (token.length === 1 || !UNSPACED.test(token)) return [token];
    segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
    return [...segmenter.segment(token)].map(({ segment }) => segment);
  });
}
