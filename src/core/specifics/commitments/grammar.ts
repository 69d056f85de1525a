/** How the words of a language bind: closed classes (modals, negations, words of agreement, times), and what undoes them. */
export type CommitmentKind = 'must' | 'never' | 'decision' | 'deadline' | 'preference';

export interface Rules {
  kind: CommitmentKind;
  /** A quick look: without one of these word beginnings, none of the rules holds. */
  hint: RegExp;
  /** The first group of each is the binding words; without a group, all of it is. */
  words: readonly RegExp[];
  /** Found anywhere in the sentence, it undoes these rules. */
  unless: RegExp | null;
  /** They do not hold in a sentence that tells what happened. */
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
  rules: readonly Rules[];
}

/** An accented letter becomes a capital, which small letters are not: so `\w` and `\b` hold it, and are quick. */
const CAPITALS = new Map(
  Object.entries({ á: 'A', ä: 'A', à: 'A', é: 'E', è: 'E', í: 'I', ó: 'O', ö: 'O', ú: 'U', ü: 'U', ñ: 'N', ß: 'S' }),
);
const ACCENTED = /[áäàéèíóöúüñß]/g;
const withCapitals = (text: string) => text.replace(ACCENTED, (letter) => CAPITALS.get(letter) ?? letter);

/** The sentence as patterns read it: small, with plain apostrophes and blanks. Its places stay what they are. */
export function patternForm(sentence: string): string {
  const small = sentence.toLowerCase();
  const text = small.length === sentence.length ? small : sentence;
  return withCapitals(text.replace(/[’‘ʼ]/g, "'").replace(/\s/g, ' '));
}

export function whole(source: string): RegExp {
  return new RegExp(withCapitals(`\\b(?:${source})(?!\\w)`), 'dg');
}

/** For a yes or no: without `g`, a pattern remembers nothing. */
export function anywhere(source: string, isWhole = true): RegExp {
  return new RegExp(withCapitals(isWhole ? `\\b(?:${source})(?!\\w)` : source));
}

/** Letters of a script without blanks between words. */
export function letters(source: string): RegExp {
  return new RegExp(source, 'dg');
}

interface Limits {
  unless?: string;
  notInStory?: boolean;
}

export function rules(kind: CommitmentKind, hint: string, sources: readonly string[], limits: Limits = {}): Rules {
  const { unless, notInStory = false } = limits;
  return {
    kind,
    hint: new RegExp(withCapitals(`\\b(?:${hint})`)),
    words: sources.map(whole),
    unless: unless === undefined ? null : anywhere(unless),
    notInStory,
  };
}

export const oneOf = (...words: readonly string[]): string => `(?:${words.join('|')})`;
