import { numberPattern, readNumber } from '../../words/number-forms.ts';
import type { Language } from '../../words/language.ts';
import { byLanguage, byPattern, having, type Recogniser, withDigit } from './recogniser.ts';

const ZONE = '(?:UTC|GMT|[A-Z][ES]?[SD]T|CES?T|MES?Z|BST|IST|MSK|JST|ET|PT)';
const ZONED = `(?:(?<z>Z)(?!\\w)| ?(?<offset>(?:UTC|GMT)? ?[+−-]\\d{1,2}(?::?\\d\\d)?)(?![\\d:-]|\\.\\d)| (?<zone>${ZONE}(?!\\w)|(?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic)\\/[A-Z]\\w+)| (?<city>[A-Z][a-z]+(?: [A-Z][a-z]+)?) time(?!\\p{L}))?`;
const PART_OF_DAY: readonly (readonly [RegExp, 'am' | 'pm'])[] = [
  [/in the morning|morgens|früh|vormittags|am morgen|de la mañana|上午|早上|凌晨|午前|朝/iu, 'am'],
  [
    /in the (?:afternoon|evening)|at night|nachmittags|abends|am (?:abend|nachmittag)|de la (?:tarde|noche)|下午|晚上|午後|夜|夕方/iu,
    'pm',
  ],
];
const PART = {
  en: ' in the (?:morning|afternoon|evening)| at night',
  de: ' (?:morgens|früh|vormittags|nachmittags|abends|am (?:Morgen|Abend|Nachmittag))',
  es: ' de la (?:mañana|tarde|noche)',
  ja: '',
  zh: '',
};

const two = (value: number) => String(value).padStart(2, '0');

/** Hours and minutes with what decides between morning and evening. */
function clock(hours: number, minutes: number, half: string | undefined, zone = ''): string | null {
  const which =
    half === undefined
      ? ''
      : /^a/iu.test(half)
        ? 'am'
        : /^p/iu.test(half)
          ? 'pm'
          : (PART_OF_DAY.find(([words]) => words.test(half))?.[1] ?? '');
  const hour = which === 'pm' && hours < 12 ? hours + 12 : which === 'am' && hours === 12 ? 0 : hours;
  return hour > 24 || minutes > 59 || hour < 0 || !Number.isInteger(hour)
    ? null
    : `${two(hour)}:${two(minutes)}${zone}`;
}

const zones = new Map<string, string>();

/** Berlin time is that of Europe/Berlin. */
function zoneOfCity(city: string): string | undefined {
  if (zones.size === 0)
    for (const zone of Intl.supportedValuesOf('timeZone'))
      zones.set(zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' '), zone);
  return zones.get(city);
}

function zoneOf(groups: Record<string, string | undefined>): string {
  const zone = groups['city'] && zoneOfCity(groups['city']);
  if (zone) return ` ${zone}`;
  if (groups['z']) return ' UTC';
  const offset = groups['offset'];
  if (!offset) return groups['zone'] ? ` ${groups['zone']}` : '';
  const [, sign = '+', hours = '0', minutes = '00'] = /([+−-])(\d{1,2})(?::?(\d\d))?/u.exec(offset) ?? [];
  return ` ${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
}

const HALF = '(?<half> ?(?:[ap]m(?!\\p{L})|[ap]\\. ?m\\.))';

function digits(language: Language): readonly Recogniser[] {
  const part = PART[language];
  const half =
    language === 'en' ? `(?:${HALF}|(?<part>${part}))?` : part ? `(?:${HALF}|(?<part>${part}))?` : `${HALF}?`;
  const uhr = language === 'de' ? '(?: Uhr)?' : '';
  const read = ({ groups = {} }: RegExpMatchArray) =>
    clock(Number(groups['h']), Number(groups['m'] ?? 0), groups['half']?.trim() ?? groups['part'], zoneOf(groups));
  return [
    withDigit(
      'time',
      new RegExp(
        `(?<![\\w:.,/-])(?<h>[01]?\\d|2[0-4]):(?<m>[0-5]\\d)(?::[0-5]\\d)?(?![\\d:])${uhr}${half}${ZONED}(?! ?€)`,
        'gu',
      ),
      read,
    ),
    withDigit(
      'time',
      new RegExp(`(?<![\\w:.,/$€£-])(?<h>0?\\d|1[0-2])(?:[.:](?<m>[0-5]\\d))?${HALF}${ZONED}`, 'giu'),
      read,
    ),
  ];
}

type Groups = Record<string, string | undefined>;

const toHour = (text: string | undefined, language: Language): number =>
  /^(?:eins?|one|una)$/iu.test(text ?? '') ? 1 : Number(readNumber(text ?? '', language) ?? 99);

/** Times in words: a pattern whose `h` is the hour and `part` a part of the day, and how many minutes it adds. */
function inWords(
  language: Language,
  reader = byPattern,
): (source: string, minutes?: (groups: Groups) => number) => Recogniser {
  return (source, minutes = () => 0) =>
    reader('time', new RegExp(source, 'giu'), ({ groups = {} }) => {
      const offset = minutes(groups);
      const hours = toHour(groups['h'], language) - (offset < 0 ? 1 : 0);
      return hours > 24 ? null : clock(hours === 0 && offset < 0 ? 12 : hours, (offset + 60) % 60, groups['part']);
    });
}

const AT_HOUR =
  '(?=$|[.,;!?)](?!\\d)| (?:on|in|and|or|for|with|sharp|tomorrow|today|tonight|then|if|but|latest|at|until|to|every)(?!\\p{L}))';

function english(): readonly Recogniser[] {
  const n = `(?:${numberPattern('en')})`;
  const times = inWords('en');
  const past = inWords('en', having(/ past /iu));
  const quarter = inWords('en', having(/quarter/iu));
  const part = `(?<part>${PART.en})`;
  return [
    past(`(?<!\\p{L})half past (?<h>${n})${part}?`, () => 30),
    quarter(`(?<!\\p{L})(?:a )?quarter past (?<h>${n})${part}?`, () => 15),
    quarter(`(?<!\\p{L})(?:a )?quarter to (?<h>${n})${part}?`, () => -15),
    past(`(?<!\\p{L})(?<q>${n})(?: minutes)? past (?<h>${n})${part}?`, ({ q }) => toHour(q, 'en')),
    times(
      `(?<=(?<!\\p{L})(?:at|by|around|until|before|after|it['’]s) )(?<q>five|ten|twenty|twenty-five) to (?<h>${n})${part}?`,
      ({ q }) => -toHour(q, 'en'),
    ),
    inWords('en', withDigit)(`(?<=(?<!\\p{L})at )(?<h>\\d{1,2})\\.(?<m>[0-5]\\d)(?![\\d%€$]|\\.\\d)`, ({ m }) =>
      Number(m),
    ),
    inWords('en', having(/clock/iu))(`(?<!\\p{L})(?<h>${n}) o['’]clock${part}?`),
    inWords('en', having(new RegExp(PART.en, 'iu')))(`(?<!\\p{L})(?<h>${n})${part}`),
    times(`(?<=(?<!\\p{L})(?:at|until|till|before|after|around) )(?<h>\\d{1,2}|${n})${AT_HOUR}`),
    byPattern('time', /(?<!\p{L})noon(?!\p{L})/giu, () => '12:00'),
    byPattern('time', /(?<!\p{L})midnight(?!\p{L})/giu, () => '00:00'),
  ];
}

function german(): readonly Recogniser[] {
  const n = `(?:${numberPattern('de')})`;
  const times = inWords('de');
  const part = `(?<part>${PART.de})?(?!\\p{L})`;
  return [
    times(`(?<![\\w.,])(?<h>\\d{1,2})\\.(?<m>[0-5]\\d) Uhr${part}`, ({ m }) => Number(m)),
    times(`(?<!\\p{L})halb (?<h>${n})${part}`, () => -30),
    times(`(?<!\\p{L})viertel nach (?<h>${n})${part}`, () => 15),
    times(`(?<!\\p{L})(?:drei ?viertel|viertel vor) (?<h>${n})${part}`, () => -15),
    times(`(?<!\\p{L})(?<h>${n}|eins?) Uhr(?: (?<m>[0-5]\\d))?${part}`, ({ m }) => Number(m ?? 0)),
    times(`(?<=(?<!\\p{L})(?:um|gegen|ab) )(?<h>\\d{1,2}|${n})(?=$|[.,;!?)](?!\\d))`),
    byPattern('time', /(?<!\p{L})(?:mittags|Mitternacht)(?!\p{L})/gu, ([word]) =>
      word === 'mittags' ? '12:00' : '00:00',
    ),
  ];
}

function spanish(): readonly Recogniser[] {
  const n = `(?:${numberPattern('es')})`;
  const past = '(?:(?<half> y media)|(?<quarter> y cuarto)|(?<to> menos cuarto))?';
  return [
    inWords('es')(
      `(?<=(?<!\\p{L})las? )(?<h>${n}|una)${past}(?<part>${PART.es})?(?![:.,]?\\d)(?=$|[\\s.,;!?)])(?! (?!de la|en punto|del?|en|y|o|a|para|con|si|hoy|mañana)\\p{L})`,
      ({ half, quarter, to }) => (half ? 30 : quarter ? 15 : to ? -15 : 0),
    ),
    // After the article, an h is the clock's: a las 21 h.
    inWords('es', withDigit)(
      `(?<=(?<!\\p{L})las )(?<h>\\d{1,2})(?:[:.](?<m>[0-5]\\d))? ?h(?:oras|rs?)?(?!\\p{L})`,
      ({ m }) => Number(m ?? 0),
    ),
    byPattern('time', /(?<!\p{L})(?:mediodía|medianoche)(?!\p{L})/giu, ([word]) =>
      /día/iu.test(word) ? '12:00' : '00:00',
    ),
  ];
}

function unspaced(language: Language): readonly Recogniser[] {
  const part = language === 'ja' ? '午前|午後|朝|夜|夕方' : '上午|下午|早上|晚上|凌晨|中午';
  const numeral = '(?:\\d{1,2}|[〇零一二两三四五六七八九十]{1,3})';
  const noon = language === 'ja' ? /正午/gu : /中午(?![一二两三四五六七八九十\d])/gu;
  const count = (text: string | undefined) =>
    text === undefined
      ? 0
      : Number(
          /^\d+$|..|[十]/u.test(text)
            ? readNumber(text, language)
            : '〇一二三四五六七八九'.indexOf(text.replace('零', '〇').replace('两', '二')),
        );
  return [
    byPattern(
      'time',
      new RegExp(
        `(?:(?<part>${part})の?)?(?<h>${numeral})(?:時(?!間)|点|點|时(?!间))(?:(?<half>半)|(?<m>${numeral})分)?`,
        'gu',
      ),
      ({ groups = {} }) => clock(count(groups['h']), groups['half'] ? 30 : count(groups['m']), groups['part']),
    ),
    byPattern('time', noon, () => '12:00'),
  ];
}

const WORDS: Record<Language, () => readonly Recogniser[]> = {
  en: english,
  de: german,
  es: spanish,
  ja: () => unspaced('ja'),
  zh: () => unspaced('zh'),
};

export const clockTimes = byLanguage((language) => [...digits(language), ...WORDS[language]()]);
