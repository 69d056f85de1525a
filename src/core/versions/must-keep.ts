/** Part of the worker: it and what it imports stay small. */
import { NEGATIONS } from '../words/negation.ts';

export interface Kept {
  state: 'kept' | 'reworded' | 'lost';
  /** The index of the statement that keeps it. */
  line: number | null;
}

/** Of the words that weigh something, so many may be told by others. */
const LEAST_SHARE = 0.6;
/** A longer text is no statement: it is kept word by word, or lost. */
const MAX_WORDS = 400;
const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー';
const END = /^[.!。\n]$/;
const NUMBERS = [
  'zero one two three four five six seven eight nine ten eleven twelve',
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce',
].map((words) => words.split(' '));

interface Text {
  /** Its words as they stand, in lower case, sentence by sentence. */
  form: string;
  /** The normal forms of the words of each sentence. */
  sentences: string[][];
}

// Made when first used: the tables of letters took a fifth of the worker's start.
let token: RegExp | undefined;
let negation: RegExp | undefined;
let calendar: Set<string> | undefined;
const read = new WeakMap<readonly string[], Text[]>();

/** Whether one of the statements says what was pinned: in the same words, or in others with its numbers, dates and negations. */
export function checkMustKeep(pinned: string, statements: readonly string[]): Kept {
  const { form, sentences } = readText(pinned);
  const words = sentences.flat();
  let best: Kept = { state: 'lost', line: null };
  if (words.length === 0) return best;
  let texts = read.get(statements);
  if (!texts) read.set(statements, (texts = statements.map(readText)));
  const line = texts.findIndex((text) => text.form.includes(form));
  if (line !== -1) return { state: 'kept', line };
  if (words.length > MAX_WORDS) return best;
  let most = LEAST_SHARE;
  for (const [index, { sentences: own }] of texts.entries()) {
    for (const at of own.keys()) {
      // What one sentence said may stand in two.
      for (const end of [at + sentences.length, at + sentences.length + 1]) {
        const share = shareOf(words, own.slice(at, end).flat());
        if (share <= most) continue;
        most = share;
        best = { state: 'reworded', line: index };
      }
    }
  }
  return best;
}

function readText(text: string): Text {
  const sentences: string[][] = [[]];
  // A number with its sign, a word, one character of Chinese or Japanese, a sign that changes what is said, the end of a
  // sentence.
  token ??= new RegExp(
    `(?:(?<![\\p{L}\\p{N}])[-−])?\\p{N}+(?:[.,:]\\p{N}+)*|[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{M}'’])+|[%‰°€$£¥?<>=+.!。\\n]`,
    'gu',
  );
  for (const [found] of text.normalize('NFKC').replaceAll('’', "'").matchAll(token)) {
    if (END.test(found)) sentences.push([]);
    else sentences.at(-1)?.push(found);
  }
  const full = sentences.filter((words) => words.length > 0);
  return {
    form: `|${full.map((words) => words.join(' ').toLowerCase()).join('|')}|`,
    sentences: full.map((words) => words.map(normalOf)),
  };
}

/** Lower case, a number in plain digits. What may not be missing, a number or the name of a day or a month, begins with #. */
function normalOf(token: string): string {
  const plain = token.toLowerCase();
  if (/\p{N}/u.test(token)) return `#${plain.replace(/[.,](?=\d{3}(?!\d))|[.,]0+$/g, '')}`;
  for (const words of NUMBERS) if (words.indexOf(plain) > 1) return `#${words.indexOf(plain)}`;
  calendar ??= new Set(['en', 'de', 'es'].flatMap(namesIn));
  return calendar.has(token) ? `#${plain}` : plain;
}

const namesIn = (language: string): string[] =>
  [...Array(12).keys()].flatMap((at) =>
    (['month', 'weekday'] as const).map((field) =>
      new Date(2024, field === 'month' ? at : 0, 1 + at).toLocaleDateString(language, { [field]: 'long' }),
    ),
  );

/** How much of what is wanted the words say, 0–1: nothing when a number, a day or a negation differs. */
function shareOf(wanted: readonly string[], words: readonly string[]): number {
  if (wanted.some((word) => isVital(word) && !words.includes(word)) || isNegated(wanted) !== isNegated(words)) return 0;
  let all = 0;
  let found = 0;
  for (const word of wanted) {
    // Words that begin alike count as forms of one.
    const stem = word.slice(0, Math.max(4, word.length - 3));
    const isFound = words.includes(word) || (stem.length > 3 && words.some((other) => other.startsWith(stem)));
    const weight = isVital(word) || /^\p{Script=Han}|..../u.test(word) ? 1 : 0.2;
    all += weight;
    if (isFound) found += weight;
  }
  return found / all;
}

const isVital = (word: string): boolean => word.startsWith('#');

const isNegated = (words: readonly string[]): boolean => {
  // Of Japanese words each character stands alone: ない, なかった, なく, なければ, ません, せず, ずに.
  negation ??= new RegExp(` (?:${NEGATIONS}|な (?:い|く|け|か っ)|ま せ|せ ず|ず に) `, 'u');
  return negation.test(` ${words.join(' ')} `);
};
