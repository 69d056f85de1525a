/** How the words of a language bind: closed classes (modals, negations, words of agreement, times), and what undoes them. */
export type CommitmentKind = 'must' | 'never' | 'decision' | 'deadline' | 'preference';

export interface Rule {
  kind: CommitmentKind;
  /** Its first group is the binding words; without a group, all of it is. */
  words: RegExp;
  /** Found anywhere in the sentence, it undoes this rule. */
  unless: RegExp | null;
  /** It does not hold in a sentence that tells what happened. */
  notInStory: boolean;
}

export interface Grammar {
  /** Sentences that bind nobody, whatever they say: questions, guesses. */
  undone: RegExp;
  /** Turns with binding words that bind nobody: `I must say`, `you never know`, `need not`. */
  idioms: readonly RegExp[];
  /** A sentence with `past` and without `binds` tells a story: `the clock stopped before noon`. */
  past: RegExp;
  binds: RegExp;
  rules: readonly Rule[];
}

const LETTER = String.raw`[\p{L}\p{N}_]`;
/** A shortened word begins within another: I'd, don't. */
const STARTS = `(?:(?<!${LETTER})|(?=n?'))`;
const ENDS = `(?!${LETTER})`;

/** Whole words, in either case; `\w` and `\b` mean the letters of any language. */
export function whole(source: string): RegExp {
  return new RegExp(anyLetters(`${STARTS}(?:${source})${ENDS}`), 'dgiu');
}

/** For a yes or no: without `g`, a pattern remembers nothing. */
export function anywhere(source: string, isWhole = true): RegExp {
  return new RegExp(anyLetters(isWhole ? `${STARTS}(?:${source})${ENDS}` : source), 'iu');
}

function anyLetters(source: string): string {
  return source
    .replaceAll('\\w', LETTER)
    .replaceAll('\\b', `(?:(?<=${LETTER})(?!${LETTER})|(?<!${LETTER})(?=${LETTER}))`);
}

/** Letters of a script without blanks between words. */
export function letters(source: string): RegExp {
  return new RegExp(source, 'dgu');
}

export function rules(
  kind: CommitmentKind,
  sources: readonly string[],
  unless: string | null = null,
  story: 'not in a story' | null = null,
): Rule[] {
  const undo = unless === null ? null : anywhere(unless);
  return sources.map((source) => ({ kind, words: whole(source), unless: undo, notInStory: story !== null }));
}

export const oneOf = (...words: readonly string[]): string => `(?:${words.join('|')})`;
