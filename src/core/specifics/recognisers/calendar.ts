import type { Language } from '../../words/language.ts';
import { CALENDAR, NEARNESS, RELATIVE, STRETCHES, WEEKDAY_NAMES } from './tables/calendar-words.ts';
import { anyOf, dayValue, pattern, placeOf, two } from './calendar-values.ts';
import { daysOf } from './days.ts';
import { byLanguage, byPattern, type Recogniser, withDigit, WORD } from './recogniser.ts';

const START = `(?<![${WORD}])`;
const END = `(?![${WORD}])`;
const DAY = '(?<day>0?[1-9]|[12]\\d|3[01])';
const YEAR = '(?<year>(?:19|20)\\d\\d)';

/** Dates in digits, which all languages share. */
const NUMERIC: readonly Recogniser[] = [
  withDigit(
    'date',
    /(?<![\w.-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)|T\d\d:\d\d(?::\d\d)?)?(?![\w-])/gu,
  ),
  withDigit('date', /(?<![\w.-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\w-])/gu),
  withDigit(
    'date',
    /(?<![\w./-])(0[1-9]|1[0-2])([/.])((?:19|20)\d\d)(?![\w/-]|\.\d)/gu,
    // 03.2031 is a number where the point is a decimal one.
    ([, month = '', mark, year = ''], language) => (mark === '.' && language !== 'de' ? null : `${year}-${month}`),
  ),
  withDigit(
    'date',
    /(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)(?![\w/-]|\.\d)/gu,
    ([, first = '', mark, second = '', year = ''], language) => {
      const isDayFirst = language === 'de' || language === 'es' || mark === '.' || Number(first) > 12;
      // 4.17.21 is a release.
      if (mark === '.' && year.length === 2 && language !== 'de' && language !== 'es') return null;
      return isDayFirst ? dayValue(year, second, first) : dayValue(year, first, second);
    },
  ),
  withDigit('date', /(?<![\w./-])((?:19|20)\d\d)\/(\d{1,2})\/(\d{1,2})(?![\w/-])/gu, ([, year, month = '', day = '']) =>
    dayValue(year, month, day),
  ),
  withDigit(
    'date',
    /(?<![\w/])Q([1-4])(?:[ /]((?:19|20)\d\d))?(?!\w)/gu,
    ([, quarter, year]) => `${year ?? '-'}-Q${quarter}`,
  ),
];

const spaced = (language: Language): readonly Recogniser[] => {
  const months = CALENDAR[language].months.split(' ');
  const weekdays = CALENDAR[language].weekdays.split(' ');
  const month = `(?<month>${anyOf(months)}${END})(?:\\.(?= \\d|,))?`;
  const weekday = `(?:${anyOf(weekdays)}${END}\\.?,? (?:the |den |dem |el )?)?`;
  const monthOf = (match: RegExpMatchArray) => placeOf(match.groups?.['month'] ?? '', months) + 1;
  const readDay = (match: RegExpMatchArray) =>
    dayValue(match.groups?.['year'], monthOf(match), match.groups?.['day'] ?? '');
  const dayFirst = {
    en: `${DAY}(?:st|nd|rd|th)?(?: of|-)? ?${month}(?:,? ${YEAR})?`,
    de: `${DAY}\\. ?${month}(?: ${YEAR})?`,
    es: `${DAY} de ${month}(?:,? (?:del? )?${YEAR})?`,
    ja: '',
    zh: '',
  }[language];
  return [
    withDigit('date', pattern(`${START}${weekday}${dayFirst}${END}`), readDay),
    ...(language === 'en'
      ? [
          withDigit(
            'date',
            pattern(
              `${START}${weekday}${month} ${DAY}(?:st|nd|rd|th)?(?:,? ${YEAR})?(?![:\\d]|[.,]\\d| ?[ap]\\.?m)${END}`,
            ),
            readDay,
          ),
        ]
      : []),
    withDigit(
      'date',
      pattern(`${START}${month},? (?:del? |of )?${YEAR}${END}`),
      (match) => `${match.groups?.['year']}-${two(monthOf(match))}`,
    ),
    byPattern('date', pattern(`${START}(?<month>${anyOf(months)})${END}`), (match) =>
      aloneMonth(match, monthOf(match)),
    ),
    withDigit('date', pattern(`(?<=${YEARLY[language]} )${YEAR}(?![${WORD}]|[.,:]\\d| ?[%€$])`), readYear),
    byPattern('date', pattern(`${START}${anyOf(weekdays)}${END}`), (match) =>
      aloneWeekday(match, placeOf(match[0], weekdays)),
    ),
    ...near(language, weekdays),
  ];
};

/** _From 4096 to 2048_ names no year: in a range of years, both ends are years. */
function readYear(match: RegExpMatchArray): string | null {
  const [year] = match;
  const text = match.input ?? '';
  const at = match.index ?? 0;
  const from =
    /(?<!\p{L})(?:from|between|von|zwischen|desde|de|entre) (\d[\d.,]*) (?:to|and|bis|auf|und|hasta|a|y) $/iu;
  const to = /^ (?:to|auf|hasta|a) (\d[\d.,]*\d)/u;
  const other = from.exec(text.slice(Math.max(0, at - 30), at))?.[1] ?? to.exec(text.slice(at + year.length))?.[1];
  return other === undefined || /^(?:19|20)?\d\d$/u.test(other) ? year : null;
}

/** What a year stands after, when it stands alone. */
const YEARLY: Record<Language, string> = {
  en: '(?<![\\p{L}])(?:in|since|until|till|by|from|before|after|of|during|around|year|early|late|and|to)',
  de: '(?<![\\p{L}])(?:in|seit|bis|von|ab|vor|nach|um|jahr|jahre|anfang|ende|mitte)',
  es: '(?<![\\p{L}])(?:en|desde|hasta|de|del|año)',
  ja: '',
  zh: '',
};

/** Words that are months only after certain others, and never when written small. */
const DOUBTFUL = /^(?:may|march|mar|jan|jun|dec|sep|aug|mai|dic|ago|ene)$/iu;
const MONTH_BEFORE =
  /(?:^|[\s(])(?:in|since|by|until|till|of|from|before|after|during|through|to|and|early|late|mid|next|last|this|end|bis|seit|ab|im|ende|anfang|mitte|en|desde|hasta|de|para)[ -]$/iu;

function aloneMonth(match: RegExpMatchArray, month: number): string | null {
  const isCapital = /^\p{Lu}/u.test(match[0]);
  const before = (match.input ?? '').slice(Math.max(0, (match.index ?? 0) - 12), match.index);
  if (DOUBTFUL.test(match[0]) && !(isCapital && MONTH_BEFORE.test(before))) return null;
  return `--${two(month)}`;
}

function aloneWeekday(match: RegExpMatchArray, weekday: number): string | null {
  const isShort = match[0].length < 4 && match[0].length > 1;
  const before = (match.input ?? '').slice(Math.max(0, (match.index ?? 0) - 12), match.index);
  if (
    isShort &&
    !(/^\p{Lu}/u.test(match[0]) && /(?:^|\s)(?:on|by|until|every|this|next|last|am|bis)\s$/iu.test(before))
  )
    return null;
  return `relative:${WEEKDAY_NAMES[weekday]}`;
}

const signed = (count: number) => (count < 0 ? String(count) : `+${count}`);

/** Today, next week, last Friday, the end of the month. */
function near(language: Language, weekdays: readonly string[]): readonly Recogniser[] {
  const stretchWords = STRETCHES[language].map(([word]) => word);
  const nearWords = NEARNESS[language].map(([word]) => word);
  const stretch = `(?<stretch>${anyOf(stretchWords)})`;
  const which = `(?<which>${anyOf(nearWords)})`;
  const weekday = `(?<weekday>${anyOf(weekdays)})`;
  const read = ({ groups = {} }: RegExpMatchArray) => {
    const told = (groups['which'] ?? groups['after'] ?? '').trim().toLowerCase();
    const count = /que viene|próxim/u.test(told) ? 1 : (NEARNESS[language][placeOf(told, nearWords)]?.[1] ?? 0);
    const day = groups['weekday'] && WEEKDAY_NAMES[placeOf(groups['weekday'], weekdays)];
    if (day) return count === 0 ? null : `relative:${day}${signed(count)}`;
    const unit = STRETCHES[language][placeOf(groups['stretch'] ?? '', stretchWords)]?.[1] ?? '';
    const isEnd = groups['end'] !== undefined && !unit.endsWith('-end');
    return `relative:${signed(count)}${unit}${isEnd ? '-end' : ''}`;
  };
  const sources = [`${which} (?:${stretch}|${weekday})`, `(?<end>${END_OF[language]})(?:${which} )?${stretch}`];
  if (language === 'es') sources.push(`(?:${stretch}|${weekday})(?<after> que viene| pasad[oa]| próxim[oa])`);
  return [
    ...RELATIVE[language].map(([words, value]) =>
      byPattern('date', pattern(`${START}(?:${words})${END}`), () => `relative:${value}`),
    ),
    ...sources.map((source) => byPattern('date', pattern(`${START}${source}${END}`), read)),
    ...daysOf(language),
  ];
}

const END_OF: Record<Language, string> = {
  en: 'end of (?:the )?',
  de: 'Ende (?:des |der )?',
  es: 'fin(?:al(?:es)?)? (?:del? )(?:la )?',
  ja: '',
  zh: '',
};

/** Chinese and Japanese. */
const unspaced = (language: Language): readonly Recogniser[] => {
  const weekdays = CALENDAR[language].weekdays.split(' ');
  const lead = language === 'zh' ? '(?<week>[上下本这])?(?:周|星期|礼拜)' : '(?:(?<week>来週|先週|今週)の?)?';
  const isJapanese = language === 'ja';
  return [
    withDigit(
      'date',
      /(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})[日号](?:[（(][月火水木金土日一二三四五六][）)])?/gu,
      ([, year, month = '', day = '']) => dayValue(year, month, day),
    ),
    withDigit('date', /((?:19|20)\d\d)年(?:(\d{1,2})月(?!\d))?(?!間)/gu, ([, year, month]) =>
      month ? `${year}-${two(month)}` : `${year}`,
    ),
    withDigit('date', /(?<!\d|年)(\d{1,2})月(?![\d間])/gu, ([, month = '']) =>
      Number(month) < 13 ? `--${two(month)}` : null,
    ),
    withDigit('date', /(?<!\d|月)(\d{1,2})[日号](?!間|线|楼|店|室|机|前|後|后)/gu, ([, day = '']) =>
      Number(day) < 32 ? `---${two(day)}` : null,
    ),
    byPattern(
      'date',
      pattern(
        `${lead}(?<day>${anyOf(isJapanese ? weekdays.map((day) => day.split('|')[0] ?? '') : weekdays)})${isJapanese ? '' : '(?!\\p{L}点)'}`,
      ),
      ({ groups = {} }) => {
        const day = WEEKDAY_NAMES[placeOf(groups['day'] ?? '', weekdays)];
        const week = /[来下]/u.test(groups['week'] ?? '') ? '+1' : /[先上]/u.test(groups['week'] ?? '') ? '-1' : '';
        return `relative:${day}${week}`;
      },
    ),
    ...RELATIVE[language].map(([words, value]) => byPattern('date', pattern(words), () => `relative:${value}`)),
  ];
};

export const dates = byLanguage((language) => [
  ...NUMERIC,
  ...(language === 'ja' || language === 'zh' ? unspaced(language) : spaced(language)),
]);
