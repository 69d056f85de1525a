import type { Slices } from '../../slices.ts';
import type { Language } from '../../words/language.ts';
import type { SpecificKind } from '../specific.ts';

/** A stretch of text that may be a specific; of kind `none`, one that is none, nor anything in it. */
export interface Claim {
  kind: SpecificKind | 'none';
  value: string;
  start: number;
  end: number;
}

export type Recogniser = (text: string, language: Language) => Claim[];

/** One that looks closely at each of its matches, of which a long text has thousands. */
export type SlowRecogniser = (text: string, language: Language) => Slices<Claim[]>;

/** Letters, digits and the underscore; not those of scripts that put no spaces between words. */
export const WORD = 'A-Za-zÀ-ɏ\\d_';

/** What a match says: its value, the text as it is where there is none, or null where it is no specific after all. */
type Read = (match: RegExpMatchArray, language: Language) => string | null;

/** All matches of a global pattern. `matchAll` would copy the pattern each time, which takes longer than most of them do. */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex += 1;
    else matches.push(match);
  }
  return matches;
}

/** A kind by its pattern, which is global. What must stand around a specific is looked at, and not matched. */
export function byPattern(kind: Claim['kind'], pattern: RegExp, read: Read = ([text]) => text): Recogniser {
  return (text, language) => {
    const claims: Claim[] = [];
    for (const match of matchesOf(text, pattern)) {
      const value = read(match, language);
      if (value !== null) claims.push({ kind, value, start: match.index, end: match.index + match[0].length });
    }
    return claims;
  };
}

type ByPattern = typeof byPattern;

/** The same for patterns that find nothing where a quick look finds nothing: without one, a text is not searched. */
export function having(needed: string | RegExp): ByPattern {
  const isThere =
    typeof needed === 'string' ? (text: string) => text.includes(needed) : (text: string) => needed.test(text);
  return (kind, pattern, read) => {
    const recognise = byPattern(kind, pattern, read);
    return (text, language) => (isThere(text) ? recognise(text, language) : []);
  };
}

export const withDigit = having(/\d/u);
export const withSlash = having('/');
export const withColon = having(':');
export const withDash = having('-');
export const withTick = having('`');
export const withDot = having(/\.\S/u);
/** A capital within a word. */
export const withCamel = having(/[a-z\d][A-Z]/u);

/** Recognisers that are made of a language's words, once. */
export function byLanguage<R = Recogniser>(
  make: (language: Language) => readonly R[],
): (language: Language) => readonly R[] {
  const known = new Map<Language, readonly R[]>();
  return (language) => {
    const recognisers = known.get(language) ?? make(language);
    known.set(language, recognisers);
    return recognisers;
  };
}
