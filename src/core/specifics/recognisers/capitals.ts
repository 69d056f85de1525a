import type { Language } from '../../words/language.ts';
import { TOOLS } from './ids.ts';
import { type Claim, matchesOf } from './recogniser.ts';
import { ACRONYMS, CAPITAL_WORDS, HUMAN_VERBS, KIN, NO_NAMES, NUMBERED, SET_NOUNS } from './tables/name-words.ts';

/** Engines write out what repeats up to three times: `{0,4}` is compiled several times as fast. */
export const CAPITAL =
  "\\p{Lu}[\\p{L}\\p{M}\\d]{0,40}(?:['’&-](?!s(?!\\p{L}))\\p{L}[\\p{L}\\p{M}\\d]{0,40}){0,4}(?![\\p{L}\\p{M}\\d])";
export const BETWEEN =
  '(?: (?:of(?: the)?|de(?: la| los| las)?|del|la|van(?: de[nr]?)?|von(?: der)?|da|di|du|le|zu|am|&))?';
export const START = '(?<![\\p{L}\\p{M}\\d_@#./\\\\-])';

/** Words with capitals in a row; a small number at their end is a model's, unless it counts what follows. */
const SEQUENCE = new RegExp(
  `${START}${CAPITAL}(?:${BETWEEN} ${CAPITAL}){0,6}(?<model> \\d{1,2}(?![\\p{L}\\d:/%-]|[.,]\\d| \\p{Ll}+s(?<! (?:is|was|has))(?!\\p{L})))?`,
  'gu',
);
const AFTER_SENTENCE = /(?:^|[.!?…:;*>|•\n]["'”’)\]]*\s*|["“„«‘'`(¿¡[–—]\s*|\n\s*|^\s*[-–]\s+)$/u;
/** What follows a name at the beginning of a sentence, and hardly any other word there. */
const afterName = (verbs: string) =>
  new RegExp(
    `^(?: ${verbs}(?!\\p{L})|: ?["“„«]|, (?:can|could|would|will|please|do|did|are|have|what|when|where|how|why|you|your)(?!\\p{L})|, \\p{Lu}\\p{Ll}+(?:,| and| und| y)|['’]s (?!(?:been|so|a|an|the|not|very|got|all|just|always|really|pretty|too|my|your|our|his|her|it|what|how|why|\\p{L}+ing|\\p{L}+ed)(?!\\p{L}))\\p{L}|,? (?:and|und|y|&) \\p{Lu}\\p{L}+ (?!\\p{Lu}))`,
    'u',
  );
const AFTER_NAME: Record<Language, RegExp> = {
  en: afterName(HUMAN_VERBS.en),
  de: afterName(HUMAN_VERBS.de),
  es: afterName(HUMAN_VERBS.es),
  ja: afterName(HUMAN_VERBS.en),
  zh: afterName(HUMAN_VERBS.en),
};
/** _Scheiben und Beläge_ are no couple: in German, every noun has a capital. */
const isBeforeItsVerb = (word: string, after: string, language: Language) =>
  AFTER_NAME[language].test(after) &&
  !(language === 'de' && /^,? (?:und|&) /u.test(after) && MORE_NOUN_ENDS.test(word));
const TOOL_RELEASE = new RegExp(`(?:^| )(?:${TOOLS})$`, 'u');
/** A word that ends so is a thing or a deed, and nobody's name. */
const THING_ENDS = /(?:ing|ly|tion|sion|ment|ness|ity|ance|ence|ship|ware|ción|dad|miento)s?$/u;

/** Names by their capitals: any mid-sentence; at the beginning of one, and in German, only with more to say so. */
export function capitals(text: string, language: Language): Claim[] {
  return matchesOf(text, SEQUENCE).flatMap(({ 0: found, index, groups }): Claim[] => {
    const isFirst = AFTER_SENTENCE.test(text.slice(Math.max(0, index - 12), index));
    const model = groups?.['model'] ?? '';
    const sequence = trimmed(
      found.slice(0, found.length - model.length).replace(/['’]s$/u, ''),
      index,
      language,
      text,
      isFirst,
    );
    if (!sequence) return [];
    const { words, start } = sequence;
    const bare = words.join(' ');
    const isStart = isFirst && start === index;
    const after = text.slice(start + bare.length, start + bare.length + 30);
    const isMarked =
      language === 'de' ? isGermanName(words, isStart, text.slice(Math.max(0, start - 20), start), after) : !isStart;
    const isName =
      words.length > 1
        ? language !== 'de' || isMarked
        : isMarked ||
          (isStart &&
            ((isBeforeItsVerb(bare, after, language) && !THING_ENDS.test(bare)) ||
              isHomonym(bare.toLowerCase(), after)));
    if (!isName) return [];
    // 17 after Java is a release; after the first word of a sentence it may be anything.
    const isModel =
      after.startsWith(model) && !TOOL_RELEASE.test(bare) && !(isStart && words.length === 1) && language !== 'de';
    const name = isModel ? bare + model : bare;
    return [{ kind: 'name', value: name.toLowerCase(), start, end: start + name.length }];
  });
}

/** Words with which a sentence opens before a name: Learning German, Definitely Star Wars. */
const OPENING_ENDS = /(?:ing|ly)$/u;
/** New York, the Best Western: mid-sentence an adjective has its capital from a name. */
const isTitle = (words: readonly string[], isFirst: boolean) =>
  !isFirst &&
  words.length > 1 &&
  /^(?:New|Best|Big|Good|Great|Old|Little|Last|Home|Open|Read|One|Two|Three|All|Red|First)$/u.test(words[0] ?? '') &&
  /^\p{Lu}\p{Ll}/u.test(words[1] ?? '');

/** A word with four digits names what has that number: Sendung JJD0003900. */
const isNoEnd = (word: string) => DATES.test(word) || NUMBERED.test(word) || /\d{4}/u.test(word);

/** Unser Angebot von Harms: what has an article or a noun's ending is no name. */
const isThing = (word: string, before: string) =>
  NOUN_ENDS.test(word) ||
  SET_NOUNS.test(word) ||
  /(?<!\p{L})(?:de[rmns]|die|das|(?:k?ein|mein|dein|sein|ihr|unser|eur?)(?:e[mnrs]?)?) $/iu.test(before);

/** Schreiben Sie Anna: what stands before the polite pronoun is a verb where a sentence begins. */
function withoutPolite(words: string[], start: number, isOpening: boolean): number {
  const at = words.findIndex((word) => /^(?:Sie|Ihnen|Ihre?[mnrs]?)$/u.test(word));
  if (at < 1) return start;
  if (!isOpening && at === words.length - 1) {
    words.pop();
    return start;
  }
  return words.splice(0, at + 1).reduce((sum, word) => sum + word.length + 1, start);
}

/** Without the words at both ends that are no names; null where nothing is left. */
function trimmed(
  found: string,
  index: number,
  language: Language,
  text: string,
  isFirst: boolean,
): { words: string[]; start: number } | null {
  const words = found.split(' ');
  let start = language === 'de' ? withoutPolite(words, index, isFirst) : index;
  const isNoOpening = (word: string) =>
    isNoName(word, language, text, start) ||
    (isFirst && start === index && words.length > 1 && OPENING_ENDS.test(word));
  for (let first = words[0]; first !== undefined && !isTitle(words, isFirst) && isNoOpening(first); first = words[0]) {
    words.shift();
    start += first.length + 1;
    while (words[0] !== undefined && !/^\p{Lu}/u.test(words[0])) start += (words.shift()?.length ?? 0) + 1;
  }
  if (language === 'de' && words[1] === 'von' && isThing(words[0] ?? '', text.slice(Math.max(0, start - 20), start)))
    start += words.splice(0, 2).join(' ').length + 1;
  // Bristol BS1 4QT.
  if (
    /^[A-Z]{1,2}\d[A-Z\d]?$/u.test(words.at(-1) ?? '') &&
    /^ \d[A-Z]{2}(?!\w)/u.test(text.slice(index + found.length))
  )
    words.pop();
  while (words.length > 0 && isNoEnd(words.at(-1) ?? '')) words.pop();
  return words.length === 0 ? null : { words, start };
}

const DATES =
  /^(?:I(?:['’]\p{L}+)?|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tags?|Mittwochs?|AM|PM|Uhr|Q\d|UTC|GMT)$/u;

/** Names that are words as well, before what only a name does. */
const isHomonym = (word: string, after: string) =>
  /^(?:will|mark|bill|sue|may|grace|joy)$/u.test(word) && /^ (?:will|says|said|asked|wants|has|is|was) /u.test(after);

function isNoName(word: string, language: Language, text: string, start: number): boolean {
  const lower = word.toLowerCase();
  const isWord =
    NO_NAMES[language].has(lower) || NO_NAMES[language].has(lower.replace(/['’].*$/u, '')) || DATES.test(word);
  // Will will go.
  if (isWord) return !isHomonym(lower, text.slice(start + word.length, start + word.length + 12));
  if (/^\p{L}$/u.test(word) || NUMBERED.test(word) || CAPITAL_WORDS.test(word)) return true;
  return (
    /^\p{Lu}[\p{Lu}\d&-]*s?$/u.test(word) &&
    (ACRONYMS.test(word) ||
      text.charAt(start + word.length) !== ' ' ||
      !/^ \p{Lu}\p{Ll}/u.test(text.slice(start + word.length)))
  );
}

/** Guten Morgen, vielen Dank, jeden Tag Sport. */
const WISHES =
  /^(?:Jed|Viel|Herzlich|Schön|Gut|Lieb|Froh|Nächst|Letzt|Ganz|Beid|Manch|Solch|Kein|Best|Freundlich|Nett|Warm|Alles)(?:e[mnrs]?)?$/u;
const NOUN_ENDS =
  /(?:ung|heit|keit|schaft|tion|ität|chen|lein|nis|tum|ment|ismus|ling|age|ion|ie|ur|anz|enz|zeit|tag|jahr)e?n?$/u;
const MORE_NOUN_ENDS = /(?:ei|en|er|ik|e)$/u;
const IN_PLACE = /(?:^|[\s(])(?:in|nach|aus|bis) $/u;
const AFTER_KIN = new RegExp(`(?<!\\p{L})${KIN} $`, 'u');
/** No other nouns end so, and their plurals have an article. */
const TOWN_ENDS = /\p{L}{3}(?:haven|hausen|kirchen|brücken|ttingen)$/u;
const WITH_PERSON = /(?:^|[\s(])(?:bei|von|mit|über|für|an) $/u;

/** German writes all its nouns with a capital: a name stands where a noun would have its article. */
function isGermanName(words: readonly string[], isStart: boolean, before: string, after: string): boolean {
  const [first = ''] = words;
  if (words.length > 1) return !SET_NOUNS.test(first) && !WISHES.test(first);
  if (/\p{Ll}\p{Lu}/u.test(first)) return true;
  // München ends like a small thing, and stands where no small thing does.
  const isPlace = IN_PLACE.test(before) && /(?:chen|ingen)$/u.test(first) && !SET_NOUNS.test(first);
  if (WITH_PERSON.test(before) && TOWN_ENDS.test(first)) return true;
  if (isPlace) return true;
  if (NOUN_ENDS.test(first) || SET_NOUNS.test(first)) return false;
  if (AFTER_KIN.test(before)) return true;
  if (isStart) return isBeforeItsVerb(first, after, 'de');
  return IN_PLACE.test(before) || /\d{5} $/u.test(before) || (WITH_PERSON.test(before) && !MORE_NOUN_ENDS.test(first));
}
