import type { Language } from '../../words/language.ts';
import { TOOLS } from './ids.ts';
import { ACRONYMS, CAPITAL_WORDS, HUMAN_VERBS, LEGAL_FORMS, NO_NAMES, TITLES } from './name-words.ts';
import { byLanguage, byPattern, type Claim, type Recogniser } from './recogniser.ts';

const CAPITAL = "\\p{Lu}[\\p{L}\\p{M}\\d]{0,40}(?:['’&-]\\p{L}[\\p{L}\\p{M}\\d]{0,40}){0,3}(?![\\p{L}\\p{M}\\d])";
const BETWEEN = '(?: (?:of(?: the)?|de(?: la| los| las)?|del|la|van(?: de[nr]?)?|von(?: der)?|da|di|du|le|zu|am|&))?';
const START = '(?<![\\p{L}\\p{M}\\d_@#./\\\\-])';

/** A word of a firm's name, and not what stands before it. */
const FIRM = `(?!(?:The|Our|Die|Der|Das|Den|Dem|Des|Firma|Bei|Von|Mit|Für|La|El|At|In|From|With|And|Is|For|By|We|Ask|Our)(?!\\p{L}))${CAPITAL}`;

const normal = (name: string) => name.toLowerCase();
const bare = (name: string) =>
  normal(
    name
      .replace(new RegExp(`^(?:${TITLES}\\.? ){1,3}`, 'u'), '')
      .replace(new RegExp(`,? ${LEGAL_FORMS}\\.?$`, 'u'), ''),
  );

/** Handles, titles, legal forms and addresses: names by what stands at them, in every language. */
const MARKED: readonly Recogniser[] = [
  byPattern('name', /(?<![\w@./:-])@[A-Za-z][\w-]*(?:\.[\w-]+)*(?![\w/])/gu, ([handle]) => normal(handle.slice(1))),
  byPattern(
    'name',
    new RegExp(`${START}(?:${TITLES}\\.? ){1,3}${CAPITAL}(?:${BETWEEN} ${CAPITAL}){0,6}`, 'gu'),
    ([name]) => bare(name),
  ),
  byPattern(
    'name',
    new RegExp(`${START}${FIRM}(?: (?:& |und |and )?${FIRM}){0,5},? ${LEGAL_FORMS}(?![\\p{L}])\\.?`, 'gu'),
    ([name]) => bare(name),
  ),
  byPattern(
    'name',
    new RegExp(
      `${START}\\d{1,5}[A-Za-z]?,? (?:(?:rue|via) (?:de (?:la )?)?${CAPITAL}|${CAPITAL}(?: ${CAPITAL}){0,3}? (?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd|Square|Sq|Court|Ct|Way|Place|Pl|Terrace|Close|Crescent|Parkway|Row|Quay))(?!\\p{L})`,
      'gu',
    ),
    ([name]) => normal(name),
  ),
  byPattern(
    'name',
    /(?<![\p{L}\d])(?:\p{Lu}[\p{L}-]*(?:straße|strasse|str\.|gasse|weg|platz|allee|ring|damm|ufer)|(?:\p{Lu}\p{L}+er) (?:Straße|Str\.|Weg|Platz|Allee)|Am \p{Lu}\p{L}+) \d{1,4} ?[a-z]?(?!\p{L})/gu,
    ([name]) => normal(name),
  ),
  byPattern(
    'name',
    /(?<!\p{L})(?:[Cc]alle|[Aa]venida|[Aa]v\.|[Pp]laza|[Pp]aseo|C\/) (?:de (?:la |los |las )?|del )?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,4}(?:,? (?:n\.?º ?)?\d{1,4})?/gu,
    ([name]) => normal(name),
  ),
  byPattern('name', new RegExp(`(?<![\\w./@-])(?:${TOOLS})(?![\\w/]|\\.\\w)`, 'gu'), ([name]) =>
    name === 'Go' ||
    name === 'Edge' ||
    name === 'Windows' ||
    name === 'Spring' ||
    name === 'Swift' ||
    name === 'Rust' ||
    name === 'Flask'
      ? null
      : normal(name),
  ),
  byPattern(
    'name',
    /(?<![\w./@-])(?:i|e|mac|watch|tv|iPad)[A-Z][A-Za-z]*(?: \d{1,2}(?: (?:Pro|Plus|Max|Mini|Ultra|Air))*)?(?![\w.])/gu,
    ([name]) => normal(name),
  ),
  byPattern(
    'name',
    /(?<=(?<!\p{L})(?:bump|bumped|upgrade|upgraded|downgrade|update|updated|install|installed|pin|pinned) )[a-z][a-z\d-]{2,}(?= (?:to|from|at|version|v?\d))/giu,
    ([name]) => (NO_NAMES.has(normal(name)) ? null : normal(name)),
  ),
];

const TOOL = new RegExp(`(?:^| )(?:${TOOLS}) \\d+$`, 'u');
const CAPITALS_ONLY = byPattern(
  'name',
  /(?<=(?<!\p{L})(?:at|from|by|with|for|bei|von|mit|en|con) )\p{Lu}{3,5}(?![\p{L}\d_/.-])|(?<![\p{L}\d_/.-])(?:UK|USA|EU|UAE|NYC|USSR)(?![\p{L}\d_/-])/gu,
  ([name]) => (ACRONYMS.test(name) ? null : normal(name)),
);
const SEQUENCE = new RegExp(
  `${START}${CAPITAL}(?:${BETWEEN} ${CAPITAL}){0,6}(?: \\d{1,2}(?![\\p{L}\\d:/%-]|[.,]\\d| \\p{Ll}+s(?<! (?:is|was|has))(?!\\p{L})))?`,
  'gu',
);
const AFTER_SENTENCE = /(?:^|[.!?…:;*>|•\n]["'”’)\]]*\s*|["“„«‘'`(¿¡[–—]\s*|\n\s*|^\s*[-–]\s+)$/u;

/** One capital word, or more, mid-sentence; at a beginning, only with more to say so. */
function capitals(language: Language): Recogniser {
  const verbs = new RegExp(
    `^(?: ${HUMAN_VERBS}(?!\\p{L})|: ?["“„«]|, (?:can|could|would|will|please|do|did|are|have|what|when|where|how|why|you|your)(?!\\p{L})|, \\p{Lu}\\p{Ll}+(?:,| and| und| y)|['’]s \\p{L}|,? (?:and|und|y) \\p{Lu}\\p{Ll}+ (?!\\p{Lu}))`,
    'u',
  );
  return (text) =>
    [...text.matchAll(SEQUENCE)].flatMap(({ 0: found, index }): Claim[] => {
      const sequence = trimmed(found, index, text);
      if (!sequence) return [];
      const { name, start } = sequence;
      const isStart = start === index && AFTER_SENTENCE.test(text.slice(Math.max(0, index - 12), index));
      const words = name.split(' ');
      const after = text.slice(start + name.length, start + name.length + 30);
      const isName =
        language === 'de'
          ? isGermanName(words, isStart, text.slice(Math.max(0, start - 20), start), after, verbs)
          : words.length > 1 || (isStart ? verbs.test(after) && !THING_ENDS.test(name) : true);
      return isName ? [{ kind: 'name', value: normal(name), start, end: start + name.length }] : [];
    });
}

/** Without the words at both ends that are no names; null where nothing is left. */
function trimmed(found: string, index: number, text: string): { name: string; start: number } | null {
  let name = found.replace(/['’]s$/u, '');
  if (TOOL.test(name)) name = name.replace(/ \d+$/u, '');
  let start = index;
  for (;;) {
    const first = name.split(' ', 1)[0] ?? '';
    if (!isNoName(first, text, start)) break;
    if (first.length === name.length) return null;
    name = name.slice(first.length + 1);
    start += first.length + 1;
    if (!/^\p{Lu}/u.test(name)) {
      const next = name.search(/ \p{Lu}/u);
      if (next === -1) return null;
      name = name.slice(next + 1);
      start += next + 1;
    }
  }
  for (
    let last = name.split(' ').at(-1) ?? '';
    name.includes(' ') && isNoName(last, text, start);
    last = name.split(' ').at(-1) ?? ''
  )
    name = name.slice(0, -last.length - 1);
  return isNoName(name.split(' ')[0] ?? '', text, start) || /^\d/u.test(name) ? null : { name, start };
}

const DATES =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tags?|Mittwochs?|AM|PM|Uhr|Q\d|UTC|GMT)$/u;
/** What stands before a number or a letter that names a thing: no name itself. */
const NUMBERED =
  /^(?:Room|Gate|Seat|Flight|Chapter|Step|Page|Line|Level|Section|Part|Phase|Ticket|Order|Invoice|Version|Release|Port|Plan|Platform|Build|Day|Week|Option|Figure|Table|Item|Act|Zone|Suite|Unit|Floor|Zimmer|Gleis|Kapitel|Seite|Schritt|Raum|Port|Stufe|Rechnung|Mahnung|Error|Status|HTTP|Issue|PR|Apartment)$/u;

function isNoName(word: string, text: string, start: number): boolean {
  const lower = normal(word);
  if (NO_NAMES.has(lower) || NO_NAMES.has(lower.replace(/['’].*$/u, '')) || DATES.test(word))
    return !isPersonAfterAll(lower, text, start, word);
  if (/^\p{L}$/u.test(word)) return true;
  return NUMBERED.test(word) || CAPITAL_WORDS.test(word) || (/^\p{Lu}[\p{Lu}\d&-]*s?$/u.test(word) && word.length < 7);
}

/** Will will go. */
const isPersonAfterAll = (lower: string, text: string, start: number, word: string) =>
  /^(?:will|mark|bill|sue|may|grace|joy)$/u.test(lower) &&
  new RegExp(`^ (?:will|says|said|asked|wants|has|is|was)(?!\\p{L})`, 'u').test(
    text.slice(start + word.length, start + word.length + 12),
  );

/** A word that ends so is a thing or a deed, and nobody's name. */
const THING_ENDS = /(?:ing|ly|tion|sion|ment|ness|ity|ance|ence|ship|ware|ción|dad|miento)s?$/u;
const NOUN_ENDS =
  /(?:ung|heit|keit|schaft|tion|ität|chen|lein|nis|tum|ment|ismus|ling|age|ion|ik|ie|ur|anz|enz|ei|en|er|zeit|tag|jahr)e?n?$/u;
const PLACE_BEFORE = /(?:^|[\s(])(?:in|nach|aus|bis|bei|von|mit|über) $/u;
const GERMAN_SET_TERMS =
  /^(?:Ordnung|Hause|Haus|Zukunft|Ruhe|Frage|Kraft|Sicht|Bezug|Zeit|Betrieb|Arbeit|Form|Rente|Urlaub|Panik|Eile|Not|Ende|Anfang|Fuß|Milch|Zucker|Bedarf|Wunsch|Geld|Deutsch|Englisch|Bar|Rot|Stein|Holz|Kind|Strom|Gas|Mitte|Summe|Gold|Haft)$/u;

/** German writes all its nouns with a capital. */
function isGermanName(
  words: readonly string[],
  isStart: boolean,
  before: string,
  after: string,
  verbs: RegExp,
): boolean {
  const [first = ''] = words;
  if (words.length > 1)
    return (
      !/(?:Ende|Anfang|Mitte|Gramm|Liter|Kilo|Stück|Glas|Tasse|Prozent|Euro)/u.test(first) &&
      !/^\d/u.test(words[1] ?? '')
    );
  if (/\p{Ll}\p{Lu}/u.test(first)) return true;
  if (isStart) return verbs.test(after) && !NOUN_ENDS.test(first);
  return PLACE_BEFORE.test(before) && !NOUN_ENDS.test(first) && !GERMAN_SET_TERMS.test(first);
}

// --- Chinese and Japanese

const HAN = '\\p{Script=Han}';

function unspaced(language: Language): readonly Recogniser[] {
  const withoutTitle = (name: string) =>
    normal(
      name.replace(
        /(?:さん|様|氏|君|くん|ちゃん|先生|部長|課長|社長|先輩)$|(?:先生|女士|小姐|老师|经理|总监|总|医生|教授|同学|师傅|律师|主任)$/u,
        '',
      ),
    );
  const latin = byPattern(
    'name',
    /(?<![A-Za-z\d_./@\\:-])[A-Z][a-z]+(?:[A-Z]?[a-z]+)*(?: [A-Z][a-z]+)*(?: \d{1,2}(?![\d.]))?(?![A-Za-z\d_@/\\.-])/gu,
    ([name]) => (NO_NAMES.has(normal(name)) ? null : normal(name)),
  );
  if (language === 'ja')
    return [
      latin,
      byPattern(
        'name',
        new RegExp(`(?:${HAN}{1,4}|[ァ-ヶー]{2,10})(?:さん|様|氏|君|くん|ちゃん|先生|部長|課長|社長|先輩)`, 'gu'),
        ([name]) => (/^(?:皆|お客|客|神|奥|お母|お父|母|父|兄|姉)/u.test(name) ? null : withoutTitle(name)),
      ),
      byPattern(
        'name',
        new RegExp(`株式会社[${HAN}ァ-ヶーA-Za-z]{1,12}|[${HAN}ァ-ヶーA-Za-z]{1,12}株式会社`, 'gu'),
        ([name]) => normal(name.replace('株式会社', '')),
      ),
      byPattern(
        'name',
        new RegExp(
          `(?:${HAN}{1,4}|[ァ-ヶー]{2,10})(?:社|市|県|区|駅|町|村|銀行|大学|空港|ホテル|病院|公園)(?![${HAN}])`,
          'gu',
        ),
        ([name]) => (/^(?:会|本|弊|御|同|各|当|我|都|全)(?:社|市|県|区|駅|町|村)$/u.test(name) ? null : normal(name)),
      ),
      byPattern('name', /東京|大阪|京都|名古屋|横浜|神戸|福岡|札幌|仙台|広島|沖縄|北海道/gu),
    ];
  return [
    latin,
    byPattern(
      'name',
      /(?:[小老][\p{Script=Han}](?=[，,。说在要想会问和的给把]))|[\p{Script=Han}]{1,3}?(?:先生|女士|小姐|老师|经理|总监|医生|教授|同学|师傅|律师|主任)/gu,
      ([name]) => (/^(?:各位|这位|那位|请问|我的|你的)/u.test(name) ? null : withoutTitle(name)),
    ),
    byPattern(
      'name',
      /(?<=[在去到从来往回住给和跟由于，。、]|^)[\p{Script=Han}]{2,8}?(?:有限公司|公司|银行|大学|医院|酒店|机场|集团|车站|火车站|公园|路\d*号?|市|省|区|县)/gu,
      ([name]) =>
        /^(?:我们|你们|他们|本|贵|该|这家|那家|一家)/u.test(name)
          ? null
          : normal(name.replace(/(?:股份)?有限公司$/u, '')),
    ),
    byPattern('name', /北京|上海|广州|深圳|杭州|南京|成都|重庆|武汉|西安|天津|苏州|香港|台北/gu),
  ];
}

export const names = byLanguage((language) => [
  ...MARKED,
  ...(language === 'ja' || language === 'zh' ? unspaced(language) : [CAPITALS_ONLY, capitals(language)]),
]);
