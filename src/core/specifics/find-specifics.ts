import type { Language } from '../words/language.ts';
import { LINKS } from './recognisers/links.ts';
import { quantities } from './recognisers/quantities.ts';
import type { Recogniser } from './recognisers/recogniser.ts';
import type { Specific } from './specific.ts';

const known = new Map<Language, readonly Recogniser[]>();

function recognisersOf(language: Language): readonly Recogniser[] {
  const held = known.get(language) ?? [...LINKS, ...quantities(language)];
  known.set(language, held);
  return held;
}

/** The specifics of a text, in order. Where two claim the same words, the longer one has them, and nothing is in it. */
export function findSpecifics(text: string, language: Language): Specific[] {
  const claims: Specific[] = [];
  for (const { kind, pattern, read } of recognisersOf(language)) {
    for (const match of text.matchAll(pattern)) {
      const value = read ? read(match, language) : match[0];
      if (value !== null)
        claims.push({ kind, text: match[0], value, start: match.index, end: match.index + match[0].length });
    }
  }
  return withoutOverlaps(claims);
}

function withoutOverlaps(claims: readonly Specific[]): Specific[] {
  const longestFirst = claims.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const taken: Specific[] = [];
  for (const claim of longestFirst)
    if (!taken.some((other) => claim.start < other.end && other.start < claim.end)) taken.push(claim);
  return taken.sort((a, b) => a.start - b.start);
}
