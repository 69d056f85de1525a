import { diffArrays } from 'diff';

export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Words are compared in texts up to this length, both together: a longer one line by line and sentence by sentence first. */
const MAX_CHARS = 20_000;
/** The words of so much text are compared in all; what is left is compared line by line. */
const MAX_CHARS_IN_ALL = 400_000;
/** What a comparison takes besides, in characters. */
const CHARS_EACH = 100;
/** The effort grows with the square of the differences: so many at once, and in all so much effort. */
const MAX_DIFFERENCES = 600;
const MAX_EFFORT = 2 * MAX_DIFFERENCES ** 2;
const MAX_ONE_BY_ONE = 5000;
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
  const parts = compare(before, after, [linesOf, sentencesIn], { chars: MAX_CHARS_IN_ALL, effort: MAX_EFFORT });
  return merged(withoutLoneBlanks(parts));
}

interface Budget {
  chars: number;
  effort: number;
}

function compare(before: string, after: string, coarser: readonly Cutter[], budget: Budget): DiffPart[] {
  if (before === '' || after === '' || before === after) return partsOf(before, after);
  const chars = before.length + after.length;
  if (chars <= Math.min(MAX_CHARS, budget.chars)) {
    budget.chars -= chars + CHARS_EACH;
    const parts = diffPieces(wordsIn(before), wordsIn(after), budget);
    if (parts) return parts;
  }
  const [cut, ...rest] = coarser;
  if (!cut) return betweenSame(before, after);
  const [old, now] = [cut(before), cut(after)];
  const parts = diffPieces(old, now, budget);
  const blocks = parts ? inBlocks(parts) : [{ before, after }];
  if (blocks.length > 1) return blocks.flatMap((block) => compare(block.before, block.after, rest, budget));
  // Where nothing is the same, as many sentences are compared one by one.
  const areLike = old.length === now.length && old.length > 1 && old.length <= MAX_ONE_BY_ONE;
  if (!areLike) return compare(before, after, rest, budget);
  return old.flatMap((piece, at) => compare(piece, now[at] ?? '', rest, budget));
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
function diffPieces(before: string[], after: string[], budget: Budget): DiffPart[] | null {
  const limit = Math.min(MAX_DIFFERENCES, Math.floor(Math.sqrt(budget.effort)));
  const changes = diffArrays(before, after, { maxEditLength: limit });
  const differences = changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);
  budget.effort -= (differences ?? limit) ** 2;
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
