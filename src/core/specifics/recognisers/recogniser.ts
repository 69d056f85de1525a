import type { Language } from '../../words/language.ts';
import type { SpecificKind } from '../specific.ts';

/** One way in which a kind is written. */
export interface Recogniser {
  kind: SpecificKind;
  /** Global; what it matches is the specific's text. What must stand around it is looked at, not matched. */
  pattern: RegExp;
  /** The normal form; null where the match is none after all. Without it: the text as it is. */
  read?: (match: RegExpMatchArray, language: Language) => string | null;
}
