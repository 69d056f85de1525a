import { numberPattern } from '../../words/number-forms.ts';
import type { Slices } from '../../slices.ts';
import type { Language } from '../../words/language.ts';
import type { Claim } from './recogniser.ts';

const REACH = 48;
/** Each may be read anew. */
const CLAIMS_A_SLICE = 50;
const LINKS: Record<Language, string> = {
  en: 'to|through|or|and',
  de: 'bis|auf|oder|und',
  es: 'a|al|o|y',
  ja: 'から|〜|～',
  zh: '到|至|~|～',
};
/** Before a range whose ends are joined by a word that joins other things as well. */
const OPENING: Record<Language, string> = {
  en: 'between|from|either|after|at',
  de: 'zwischen|von|nach|um',
  es: 'entre|de|del|a las|a los|tras',
  ja: '$^',
  zh: '$^',
};
const CARRIED = new Set<Claim['kind']>(['amount', 'date', 'time', 'duration']);

const known = new Map<Language, RegExp>();

function beforeOf(language: Language): RegExp {
  const number = `(?:\\d{1,2}:\\d\\d|\\d{1,2}\\.(?= ?(?:bis|[–-])|(?= und))|${numberPattern(language)})(?:st|nd|rd|th|%)?`;
  const pattern = new RegExp(
    `(?:(?<![\\p{L}])(?<opening>${OPENING[language]}) (?:the )?)?(?<![\\p{L}\\d.:,])(?<first>[$€£¥]?${number})(?<joint> ?[–—-] ?| ?(?:${LINKS[language]})(?: the)? |(?:${LINKS[language]}))$`,
    'iu',
  );
  known.set(language, known.get(language) ?? pattern);
  return pattern;
}

const LEADING = /^(?:[$€£¥] ?)?(?:\d[\d.,:]*(?:st|nd|rd|th)?|\p{L}+(?= ))/u;

/**
 * The first of two numbers takes unit, scale, zone and month from the second: 10–15k USD. `again` reads a text anew, here
 * that of the first number with what stands behind the second.
 */
export function* carried(
  text: string,
  language: Language,
  claims: readonly Claim[],
  again: (text: string) => readonly Claim[],
): Slices<Claim[]> {
  const found: Claim[] = [];
  for (const [at, claim] of claims.entries()) {
    if (at % CLAIMS_A_SLICE === CLAIMS_A_SLICE - 1) yield;
    const first = CARRIED.has(claim.kind) ? firstOf(claim, text, language, again) : null;
    if (first) found.push(first);
  }
  return found;
}

function firstOf(
  claim: Claim,
  text: string,
  language: Language,
  again: (text: string) => readonly Claim[],
): Claim | null {
  const from = Math.max(0, claim.start - REACH);
  const match = (known.get(language) ?? beforeOf(language)).exec(text.slice(from, claim.start));
  const { opening, first = '', joint = '' } = match?.groups ?? {};
  if (!match || (/^ ?(?:and|or|und|oder|y|o|a) $/iu.test(joint) && !opening && !/^ ?(?:or|oder|a) $/iu.test(joint)))
    return null;
  // $5 or €3 a month is a choice, and no range.
  if (/^[$€£¥]/u.test(first) && /\p{L}/u.test(joint) && !opening) return null;
  const second = text.slice(claim.start, claim.end);
  // From 8 to 17:30 goes from 8:00.
  const isHour =
    claim.kind === 'time' && opening !== undefined && /^\d{1,2}$/u.test(first) && /^\d{1,2}:\d\d$/u.test(second);
  const rest = isHour ? ':00' : second.replace(LEADING, '');
  const symbol = /^[$€£¥]/u.test(first) ? '' : (/^[$€£¥]/u.exec(second)?.[0] ?? '');
  const whole = symbol + first + rest;
  const read = again(whole).find(
    (other) => other.kind === claim.kind && other.start === 0 && other.end === whole.length,
  );
  const start = from + match.index + match[0].length - joint.length - first.length;
  return read ? { ...read, start, end: start + first.length } : null;
}
