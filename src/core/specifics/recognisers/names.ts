import type { Language } from '../../words/language.ts';
import { BETWEEN, CAPITAL, capitals, START } from './capitals.ts';
import { TOOLS } from './ids.ts';
import { ACRONYMS, LEGAL_FORMS, NO_NAMES, NUMBERED, TITLES } from './tables/name-words.ts';
import { byLanguage, byPattern, having, type Recogniser, withCamel, withDigit } from './recogniser.ts';

/** A word of a firm's name, and not what stands before it. */
const FIRM = `(?!(?:The|Our|Die|Der|Das|Den|Dem|Des|Firma|Bei|Von|Mit|Für|La|El|At|In|From|With|And|Is|For|By|We|Ask|Our)(?!\\p{L}))${CAPITAL}`;

const normal = (name: string) => name.toLowerCase();
const bare = (name: string) =>
  normal(
    name.replace(new RegExp(`^(?:${TITLES}\\.? ){1,5}`, 'u'), '').replace(new RegExp(`,? ${LEGAL_FORMS}$`, 'u'), ''),
  );

/** Handles, titles, legal forms and addresses: names by what stands at them, in every language. */
const MARKED: readonly Recogniser[] = [
  having(/[SMF]t/u)(
    'name',
    new RegExp(`${START}(?:St|Mt|Ft)\\.? \\p{Lu}\\p{L}{1,40}(?:['’]s)?(?: ${CAPITAL}){0,4}`, 'gu'),
    ([name]) => normal(name),
  ),
  having('@')('name', /(?<![\w@./:-])@[A-Za-z][\w-]*(?:\.[\w-]+)*(?![\w/])/gu, ([handle]) => normal(handle.slice(1))),
  byPattern(
    'name',
    new RegExp(`${START}(?:${TITLES}\\.? ){1,5}${CAPITAL}(?:${BETWEEN} ${CAPITAL}){0,6}`, 'gu'),
    ([name]) => bare(name),
  ),
  having(new RegExp(LEGAL_FORMS, 'u'))(
    'name',
    new RegExp(`${START}${FIRM}(?: (?:& |und |and )?${FIRM}){0,5},? ${LEGAL_FORMS}(?!\\p{L})`, 'gu'),
    ([name]) => bare(name),
  ),
  withDigit(
    'name',
    new RegExp(
      `${START}\\d{1,5}[A-Za-z]?,? (?:(?:[Rr]ue|[Vv]ia) (?:de (?:la )?)?${CAPITAL}|${CAPITAL}(?: ${CAPITAL}){0,4}? (?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd|Square|Sq|Court|Ct|Way|Place|Pl|Terrace|Close|Crescent|Parkway|Row|Quay))(?!\\p{L})`,
      'gu',
    ),
    ([name]) => normal(name),
  ),
  withDigit(
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
  withCamel(
    'name',
    /(?<![\w./@-])(?:i|e|mac|watch|tv|iPad)[A-Z][A-Za-z]*(?: \d{1,2}(?: (?:Pro|Plus|Max|Mini|Ultra|Air))*)?(?!\w|\.\w)/gu,
    ([name]) => normal(name),
  ),
  byPattern(
    'name',
    /(?<=(?<!\p{L})(?:bump|bumped|upgrade|upgraded|downgrade|update|updated|install|installed|pin|pinned) )[a-z][a-z\d-]{2,}(?= (?:to|from|at|version|v?\d))/giu,
    ([name], language) => (NO_NAMES[language].has(normal(name)) ? null : normal(name)),
  ),
];

/** A person has no article: what has one, and a number at its end, is a model. */
const MODELS = withDigit(
  'name',
  new RegExp(
    `(?<=(?<!\\p{L})(?:[Aa]n?|[Tt]he|[Mm]y|[Yy]our|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir|[Tt]his|old|new) )(?!(?:Top|Room|Route)(?!\\p{L}))${CAPITAL}(?: ${CAPITAL}){0,2} (?!(?:19|20)\\d\\d)\\d{3,4}(?![\\p{L}\\d:/%-]|[.,]\\d| \\p{Ll}+s(?<! (?:is|was|has))(?!\\p{L}))`,
    'gu',
  ),
  ([name], language) => (language !== 'en' || NUMBERED.test(name.split(' ').at(-2) ?? '') ? null : normal(name)),
);

/** Before a release of three parts: Audacity 3.6.4. A German noun may have a date behind it. */
const RELEASED = withDigit(
  'name',
  /(?<![\p{L}\d_/.@-])\p{Lu}\p{L}{2,20}(?= v?\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.]\d))/gu,
  ([name], language) =>
    language === 'de' || NO_NAMES[language].has(normal(name)) || NUMBERED.test(name) || NO_PRODUCT.test(name)
      ? null
      : normal(name),
);
const NO_PRODUCT =
  /(?:ing|days?|versions?|tag|hotfix|patch|server|host|client)$|^(?:Sept?|Oct|Nov|Dec|Jan|Feb|Mar|Apr|Jun|Jul|Aug|May|March|April|June|July|August)$/iu;

/** Acronyms where only a name could stand. */
const CAPITALS_ONLY = having(/\p{Lu}{2}/u)(
  'name',
  /(?=\p{Lu})(?<=(?<!\p{L})(?:at|from|by|with|for|via|through|using|bei|von|mit|en|con) )\p{Lu}{3,5}(?![\p{L}\d_/-]|\.\w)|(?<![\p{L}\d_/.-])(?:UK|USA|EU|UAE|NYC|USSR)(?![\p{L}\d_/-])/gu,
  ([name]) => (ACRONYMS.test(name) ? null : normal(name)),
);

// --- Chinese and Japanese

const HAN = '\\p{Script=Han}';

/** A Japanese name without a title, after whose it is: the cat Momo. */
const PETS_AND_KIN = byPattern(
  'name',
  /(?<=(?:猫|犬|娘|息子|妻|夫|弟|妹|兄|姉|友人|友達|同僚|彼女|彼氏)の)[ァ-ヶー]{2,8}(?=[はがをとにもの、。])/gu,
);

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
    /(?<![A-Za-z\d_./@\\:-])[A-Z][a-z]+(?:[A-Z]?[a-z]+)*(?: [A-Z][a-z]+)*(?: \d{1,2}(?!\d|\.\d))?(?![A-Za-z\d_@/\\-]|\.\w)/gu,
    ([name], language) => (NO_NAMES[language].has(normal(name)) ? null : normal(name)),
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
        ([name]) =>
          /^(?:(?:会|本|弊|御|同|各|当|我|都|全)(?:社|市|県|区|駅|町|村)|(?:動物|総合|大学|救急|小児|地元|近所|市立|県立|公立|国立|市民|地方)(?:病院|銀行|大学|公園))$/u.test(
            name,
          )
            ? null
            : normal(name),
      ),
      PETS_AND_KIN,
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
  ...(language === 'ja' || language === 'zh' ? unspaced(language) : [MODELS, RELEASED, CAPITALS_ONLY, capitals]),
]);
