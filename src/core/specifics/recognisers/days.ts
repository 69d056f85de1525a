import type { Language } from '../../words/language.ts';
import { anyOf, dayValue, pattern, placeOf, two } from './calendar-values.ts';
import { byPattern, type Recogniser, withDigit } from './recogniser.ts';
import { CALENDAR, WEEKDAY_NAMES } from './tables/calendar-words.ts';

function dayOfMonth([, day = '']: RegExpMatchArray): string | null {
  return Number(day) > 0 && Number(day) < 32 ? `---${two(day)}` : null;
}

const GERMAN: readonly Recogniser[] = [
  withDigit(
    'date',
    /(?<!\p{L})(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag),? de[nmr] (\d{1,2})\.(?! ?\d)/gu,
    dayOfMonth,
  ),
  byPattern('date', /(?<!\p{L})Monatsende(?!\p{L})/gu, () => 'relative:+0m-end'),
  byPattern(
    'date',
    /(?<!\p{L})(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)(?:früh|morgen|vormittag|mittag|nachmittag|abend|nacht)s?(?!\p{L})/gu,
    ([, day = '']) => `relative:${WEEKDAY_NAMES[placeOf(day, CALENDAR.de.weekdays.split(' '))]}`,
  ),
  withDigit(
    'date',
    /(?<![\w.]|(?:Version|Release|Kapitel|Abschnitt|Punkt) )(\d{1,2})\.(\d{1,2})\.(?!\d)/giu,
    ([, day = '', month = '']) => dayValue(undefined, month, day),
  ),
];

const TEENS = 'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth';
const DAY_WORDS = [
  ...TEENS.split(' '),
  'twentieth',
  ...'first second third fourth fifth sixth seventh eighth ninth'.split(' ').map((word) => `twenty[ -]${word}`),
  'thirtieth',
  'thirty[ -]first',
];

const MONTHS = CALENDAR.en.months.split(' ');

/** The 15th, unless it is the 15th of something; with its weekday it is no other thing. */
const ENGLISH: readonly Recogniser[] = [
  // The second day has the month of the first: July 11 to 18.
  withDigit(
    'date',
    pattern(
      `(?=\\d)(?<=(?<!\\p{L})(?<month>${anyOf(MONTHS)})\\.? \\d{1,2}(?:st|nd|rd|th)?(?: ?[–—-] ?| (?:to|through|until) (?:the )?| (?:and|or) (?=\\S{1,8}(?:$|[.,;!?)]))))(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\d:%/-]|[.,]\\d| ?[ap]\\.?m| \\p{Ll}+s(?!\\p{L}))`,
    ),
    ({ groups = {} }) => dayValue(undefined, placeOf(groups['month'] ?? '', MONTHS) + 1, groups['day'] ?? ''),
  ),
  withDigit(
    'date',
    /(?<!\p{L})(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?(?: the)? (\d{1,2})(?:st|nd|rd|th)(?!\w)/gu,
    dayOfMonth,
  ),
  byPattern(
    'date',
    pattern(
      `(?<=(?<!\\p{L})(?:on|by|until|till|before|after|from|since) the )${anyOf(DAY_WORDS)}(?=$|[.,;:!?)]| (?:at|and|or|to|if|so|but|because|I|we|you|they|he|she|it|on)(?:['’]\\p{L}+)?(?!\\p{L}))`,
    ),
    ([word]) => `---${two(10 + placeOf(word, DAY_WORDS))}`,
  ),
  withDigit(
    'date',
    /(?<=(?<!\p{L})the )(\d{1,2})(?:st|nd|rd|th)(?=$|[.,;:!?)]| (?:at|in|and|or|to|if|so|for|because|when|please|then|but|is|works|we|I|you|they|he|she|it|of (?:the|this|next|last))(?!\p{L}))/giu,
    dayOfMonth,
  ),
];

const SPANISH: readonly Recogniser[] = [
  withDigit(
    'date',
    /(?<!\p{L})(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo),? (?:día )?(\d{1,2})(?=$|[.,;!?)](?!\d)| (?:a|por|en|y|con|para|no|es)(?!\p{L}))/giu,
    dayOfMonth,
  ),
];

/** Days of the month and parts of the week, as one language alone tells them. */
export const daysOf = (language: Language): readonly Recogniser[] =>
  language === 'de' ? GERMAN : language === 'en' ? ENGLISH : language === 'es' ? SPANISH : [];
